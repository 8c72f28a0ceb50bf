"""Requests to end the process: SIGINT, SIGTERM and a closed terminal are noted and never raise."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType

INTERRUPTED = 130
"""The exit status of a process that was asked to end."""
_PATIENCE_SECONDS = 1.0
"""A second request that comes later than this ends the process at once. A double press of Ctrl+C does not."""


def shutdown_signals() -> tuple[signal.Signals, ...]:
    """Return the signals that ask this process to end; SIGHUP is left out where `nohup` has it ignored."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    known = (getattr(signal, name, None) for name in names)
    found = tuple(one for one in known if isinstance(one, signal.Signals))
    return tuple(one for one in found if one.name != "SIGHUP" or signal.getsignal(one) is not signal.SIG_IGN)


def ignore_signal(_signal: int, _frame: FrameType | None) -> None:
    """Handle a signal by doing nothing; Python writes its number to the wakeup descriptor all the same."""


class ShutdownListener:
    """Notes that the process was asked to end.

    A handler that raises can lose its signal: Python ignores exceptions in weakref callbacks and in `__del__`, which
    also run while a module is imported. So the handlers do nothing. Python writes each signal to a socket, and a
    thread that reads it sets a flag and runs the callbacks. Make it in the main thread.
    """

    def __init__(self) -> None:
        import socket  # a window does without

        self._requested = threading.Event()
        self._callbacks: list[Callable[[], None]] = []
        self._adding = threading.Lock()
        self._undo = ExitStack()
        self._reader, writer = socket.socketpair()
        writer.setblocking(False)
        before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        for one in shutdown_signals():
            self._undo.callback(signal.signal, one, signal.signal(one, ignore_signal))
        self._thread = threading.Thread(target=self._watch, name="shutdown signals", daemon=True)
        self._thread.start()
        self._undo.callback(self._reader.close)
        self._undo.callback(self._thread.join)
        self._undo.callback(writer.close)  # which ends the thread
        self._undo.callback(signal.set_wakeup_fd, before)

    @property
    def is_requested(self) -> bool:
        """Whether the process was asked to end."""
        return self._requested.is_set()

    def on_request(self, callback: Callable[[], None]) -> None:
        """Call `callback` in a thread of its own once the process is asked to end, or now if it already was."""
        with self._adding:
            self._callbacks.append(callback)
        if self.is_requested:
            callback()

    def close(self) -> None:
        """Give the signals back."""
        self._undo.close()

    def _watch(self) -> None:
        first = 0.0
        while self._reader.recv(1):
            now = time.monotonic()
            if not self.is_requested:
                first = now
                with self._adding:
                    self._requested.set()
                    callbacks = list(self._callbacks)
                for callback in callbacks:
                    threading.Thread(target=callback, name="shutdown", daemon=True).start()
            elif now - first > _PATIENCE_SECONDS:
                os._exit(INTERRUPTED)
