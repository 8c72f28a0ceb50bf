"""What is done ahead of time, once a person is there: a start is quick then, and the window comes sooner without."""

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.widgets.background_task import BackgroundTask

_LINGER_MS = 500
"""Who stays with a routine for so long may start it: its lines are spoken into the cache."""


class Prefetch(QObject):
    """Loads what a session needs, and has the lines of a routine spoken once someone lingers at it."""

    lingered = Signal()
    failed = Signal(object)

    def __init__(self, app: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._is_warm = False
        self._is_over = False
        self._no_more = threading.Event()
        """Set to end the speaking that is under way; each has its own."""
        self._lingering = QTimer(self, singleShot=True, interval=_LINGER_MS)
        self._lingering.timeout.connect(self.lingered)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for someone to stay with a routine."""
        return self._lingering.isActive()

    def warm_up(self) -> None:
        """The person is there: load what a session needs, before they press Start."""
        if self._is_warm:
            return
        self._is_warm = True
        task = BackgroundTask(self._app.warm_up)
        task.failed.connect(self.failed)
        task.done.connect(self.linger)
        task.run()

    def linger(self) -> None:
        """Whoever stays with a routine may start it."""
        self.warm_up()
        if not self._is_over:
            self._lingering.start()

    def give_way(self) -> None:
        """Speak no more ahead: a session is being made ready, and speaks its lines itself."""
        self._lingering.stop()
        self._no_more.set()

    def end(self) -> None:
        """Begin nothing more."""
        self._is_over = True
        self.give_way()

    def speak_ahead(self, routine: Routine) -> None:
        """Have the lines of `routine` spoken, so that Start is quick; of another one no more are spoken."""
        self._no_more.set()
        no_more = self._no_more = threading.Event()
        preferences = self._app.preferences
        task = BackgroundTask(lambda: self._app.speak_ahead(routine, preferences, lambda: not no_more.is_set()))
        task.failed.connect(self.failed)
        task.run()
