"""Reading advice on a routine from the journal, in the background."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchcoach.messages import UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.widgets.background_task import BackgroundTask

if TYPE_CHECKING:
    from stretchcoach.journal.advice import Advice


class AdviceLoader(QObject):
    """Reads the advice on one routine at a time, and drops the answer to any earlier request."""

    loaded = Signal(object)
    """A tuple of Advice, the answer to the latest request."""
    failed = Signal(object)
    """The exception that reading raised."""

    def __init__(self, app: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._requests = 0
        self._is_journal_unreadable = False

    def load(self, routine: Routine) -> None:
        """Read the advice on `routine`, unless the person wants none or the journal could not be read before."""
        self._requests += 1
        request = self._requests
        preferences = self._app.preferences.current
        if self._is_journal_unreadable or not preferences.suggestions:
            return
        task = BackgroundTask(lambda: (request, self._app.journal.advice(routine, preferences)))
        task.done.connect(self._finish)
        task.failed.connect(self._fail)
        task.run()

    def _finish(self, answer: "tuple[int, tuple[Advice, ...]]") -> None:
        request, advice = answer
        if request == self._requests:
            self.loaded.emit(advice)

    def _fail(self, error: Exception) -> None:
        # Report an unreadable journal once. The recorder reports it again when it matters.
        was_unreadable = self._is_journal_unreadable
        self._is_journal_unreadable = isinstance(error, UserFacingError)
        if not (was_unreadable and self._is_journal_unreadable):
            self.failed.emit(error)
