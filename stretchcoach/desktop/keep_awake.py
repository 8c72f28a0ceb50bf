"""Keep the screen on while a session runs: a person on a mat touches no key that would keep it on."""

import sys
import threading

from stretchcoach.i18n import _
from stretchcoach.messages import Notice

_RELEASE_SECONDS = 1.0
"""Seconds to wait for the desktop at the end. If it hangs, it lets the screen turn off once this process is gone."""


class KeepAwake:
    """Keeps the screen on while it is active. A desktop may take seconds to answer, but no method waits for it."""

    def __init__(self) -> None:
        self._inhibitor: _ScreenInhibitor | None = None
        self._is_refused = False

    @property
    def notices(self) -> tuple[Notice, ...]:
        """A notice if the desktop refuses to keep the screen on, with what the person can do."""
        if self._inhibitor is not None and self._inhibitor.is_granted is not None:
            self._is_refused = not self._inhibitor.is_granted
        if not self._is_refused:
            return ()
        what = _("The screen may turn off while you stretch: this system doesn't let Stretch Coach keep it on.")
        return (Notice(what, _("The voice continues. You can set a longer screen timeout in your system's settings.")),)

    def set_active(self, active: bool) -> None:
        """Keep the screen on from now on, or let it turn off. Cheap if nothing changes."""
        if active and self._inhibitor is None:
            self._inhibitor = _ScreenInhibitor()
        elif not active and self._inhibitor is not None:
            self._is_refused = bool(self.notices)
            self._inhibitor.release()
            self._inhibitor = None

    def close(self) -> None:
        """Let the screen turn off, and wait a moment for the desktop to receive the request."""
        inhibitor = self._inhibitor
        self.set_active(False)
        if inhibitor is not None:
            inhibitor.join(_RELEASE_SECONDS)


class _NoCollector:
    """A stand-in for the `gc` module that collects nothing."""

    @staticmethod
    def collect() -> int:
        return 0


class _ScreenInhibitor:
    """One request to keep the screen on, made and released in a thread that may wait for the desktop."""

    def __init__(self) -> None:
        self.is_granted: bool | None = None
        """Whether the desktop keeps the screen on, or None until it has answered."""
        self._released = threading.Event()
        # A daemon, so that a desktop that never answers can't keep the process alive. The request ends with the
        # connection, and so with the process.
        self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """Withdraw the request as soon as the desktop responds."""
        self._released.set()

    def join(self, seconds: float) -> None:
        """Wait until the request is withdrawn, for at most `seconds`."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._hold()
        except Exception:  # noqa: BLE001 - the person gets a notice, and the bug is reported
            self.is_granted = False
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))

    def _hold(self) -> None:
        from wakepy import keep  # slow to load, and needed by sessions only
        from wakepy.core import dbus

        # wakepy collects garbage in this thread (wakepy#277), which must not destroy Qt's objects.
        setattr(dbus, "gc", _NoCollector())  # noqa: B010 - wakepy does not export the name
        mode = keep.presenting(on_fail="pass")
        try:
            with mode:
                self.is_granted = mode.active
                if mode.active:
                    self._released.wait()
        except RuntimeError:
            # The desktop no longer answers. Closing the connection below withdraws the request all the same.
            self._released.set()
        finally:
            bus = mode._dbus_adapter  # noqa: SLF001 - wakepy leaves the connection open after a refusal
            if bus is not None:
                bus.close_connections()
