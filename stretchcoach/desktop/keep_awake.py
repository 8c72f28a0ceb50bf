"""The screen that stays on while a session runs: whoever lies on the mat touches nothing that would keep it on."""

import sys
import threading

from stretchcoach.i18n import _
from stretchcoach.messages import Notice

_LEAVE_SECONDS = 1.0
"""A desktop that hangs is not waited for any longer; it lets the screen go dark when the program is gone."""


class KeepAwake:
    """Keeps the screen on while that is wanted. `keep` never waits: a desktop may take seconds to answer, or hang."""

    def __init__(self) -> None:
        self._vigil: _Vigil | None = None
        self._is_refused = False

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the person can do where the screen can't be kept on."""
        if self._vigil is not None and self._vigil.is_granted is not None:
            self._is_refused = not self._vigil.is_granted
        if not self._is_refused:
            return ()
        what = _("The screen may go dark while you stretch: it can't be kept on from here.")
        return (Notice(what, _("The voice goes on. Your system's settings can keep the screen on for longer.")),)

    def set_active(self, on: bool) -> None:
        """Keep the screen on from now on, or let it go dark. Asking for what is so already costs nothing."""
        if on and self._vigil is None:
            self._vigil = _Vigil()
        elif not on and self._vigil is not None:
            self._is_refused = bool(self.notices)
            self._vigil.end()
            self._vigil = None

    def close(self) -> None:
        """Let the screen go dark, and wait a moment for the desktop to hear it."""
        vigil = self._vigil
        self.set_active(False)
        if vigil is not None:
            vigil.wait(_LEAVE_SECONDS)


class _NoCollector:
    """Stands in for the garbage collector."""

    @staticmethod
    def collect() -> int:
        """Collect nothing."""
        return 0


class _Vigil:
    """One time of keeping the screen on, in a thread that may wait for the desktop's answers."""

    def __init__(self) -> None:
        self.is_granted: bool | None = None
        """Whether the desktop keeps the screen on; nothing as long as it has not answered."""
        self._over = threading.Event()
        # A desktop that never answers does not keep the program from ending; with its connection the wish ends too.
        self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Give the wish back, as soon as the desktop hears it."""
        self._over.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is over, but no longer than this."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._watch()
        except Exception:  # noqa: BLE001 - the person is told that the screen may go dark, and the bug is reported
            self.is_granted = False
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))

    def _watch(self) -> None:
        from wakepy import keep  # slow to load, and only a session needs it
        from wakepy.core import dbus

        # wakepy#277: it collects garbage in this thread, and what is Qt's must not be ended here.
        setattr(dbus, "gc", _NoCollector())  # noqa: B010 - a name that is not wakepy's to give away
        mode = keep.presenting(on_fail="pass")
        try:
            with mode:
                self.is_granted = mode.active
                if mode.active:
                    self._over.wait()
        except RuntimeError:
            # The desktop does not answer any more. It knows when its peer is gone, which is what follows.
            self._over.set()
        finally:
            bus = mode._dbus_adapter  # noqa: SLF001 - wakepy leaves the connection open where it was refused
            if bus is not None:
                bus.close_connections()
