"""Work done before a person presses Start, so that the first word comes soon after it."""

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.widgets.background_task import BackgroundTask

_LINGER_MS = 500
"""Milliseconds after which a person who stays with a routine is likely to start it."""


class Prefetch(QObject):
    """Loads what a session needs, and renders the lines of a routine once the person lingers on it."""

    lingered = Signal()
    failed = Signal(object)

    def __init__(self, app: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._is_warm = False
        self._is_over = False
        self._stop = threading.Event()
        """Set to end the rendering under way; each has its own."""
        self._lingering = QTimer(self, singleShot=True, interval=_LINGER_MS)
        self._lingering.timeout.connect(self.lingered)

    @property
    def is_waiting(self) -> bool:
        """Whether the person has just come to a routine."""
        return self._lingering.isActive()

    def warm_up(self) -> None:
        """Load what a session needs: the person is there."""
        if self._is_warm:
            return
        self._is_warm = True
        task = BackgroundTask(self._app.speech.warm_up)
        task.failed.connect(self.failed)
        task.done.connect(self.linger)
        task.run()

    def linger(self) -> None:
        """Wait to see whether the person stays with the routine."""
        self.warm_up()
        if not self._is_over:
            self._lingering.start()

    def give_way(self) -> None:
        """Stop rendering: a session is being prepared, and renders its own lines."""
        self._lingering.stop()
        self._stop.set()

    def end(self) -> None:
        """Start nothing more."""
        self._is_over = True
        self.give_way()

    def render_lines(self, routine: Routine) -> None:
        """Render the lines of `routine` in the background, and no more of another one."""
        self._stop.set()
        stop = self._stop = threading.Event()
        preferences = self._app.preferences.current
        task = BackgroundTask(lambda: self._app.sessions.prefetch(routine, preferences, lambda: not stop.is_set()))
        task.failed.connect(self.failed)
        task.run()
