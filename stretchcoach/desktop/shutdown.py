"""Requests to end the process: SIGINT, SIGTERM and a closed terminal set a flag, and never raise."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType

INTERRUPTED = 130
"""The exit status of a process that was asked to end."""
_DOUBLE_PRESS_SECONDS = 1.0
"""Seconds after which a further request ends the process at once. A quick double press of Ctrl+C does not."""


def shutdown_signals() -> tuple[signal.Signals, ...]:
    """Return the signals that ask this process to end. SIGHUP is excluded if it is ignored, as under `nohup`."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    known = (getattr(signal, name, None) for name in names)
    found = tuple(one for one in known if isinstance(one, signal.Signals))
    return tuple(one for one in found if one.name != "SIGHUP" or signal.getsignal(one) is not signal.SIG_IGN)


def ignore_signal(_signal: int, _frame: FrameType | None) -> None:
    """Do nothing. With a handler installed, Python writes the signal's number to the wakeup descriptor."""


class ShutdownListener:
    """Records that the process was asked to end, and runs callbacks.

    A handler that raises can lose its signal: Python ignores exceptions in weakref callbacks and in `__del__`, which
    also run while a module is imported. So the handlers do nothing. Python writes each signal to a socket, and a
    thread that reads the socket sets a flag and runs the callbacks. Create it in the main thread.
    """

    def __init__(self) -> None:
        import socket  # not needed by a window, which listens in its own way

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
        self._undo.callback(writer.close)  # ends the thread
        self._undo.callback(signal.set_wakeup_fd, before)

    @property
    def is_requested(self) -> bool:
        """Whether the process was asked to end."""
        return self._requested.is_set()

    def on_request(self, callback: Callable[[], None]) -> None:
        """Call `callback` in a new thread once the process is asked to end, or right now if it already was."""
        with self._adding:
            self._callbacks.append(callback)
        if self.is_requested:
            callback()

    def close(self) -> None:
        """Restore the previous signal handlers."""
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
            elif now - first > _DOUBLE_PRESS_SECONDS:
                os._exit(INTERRUPTED)
