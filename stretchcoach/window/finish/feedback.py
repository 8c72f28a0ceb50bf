"""Feedback on a session: it stores how each stretch felt in the journal, and shows the advice that follows from it."""

from PySide6.QtCore import QObject, Signal

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.journal.journal import SessionRecorder
from stretchcoach.journal.null_recorder import NullRecorder
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.finish.finish_page import FinishPage
from stretchcoach.window.widgets.advice import AdviceLoader


class SessionFeedback(QObject):
    """Connects the finish page with the journal and the advice. It never blocks on the disk."""

    changed = Signal(object)
    """Preferences with an accepted proposal."""
    failed = Signal(object)

    def __init__(self, app: AppContext, page: FinishPage) -> None:
        super().__init__(page)
        self._page = page
        self._routine: Routine | None = None
        self._recorder: SessionRecorder | NullRecorder = NullRecorder()
        self._advising = AdviceLoader(app, self, aloud=True)
        self._advising.changed.connect(self.changed)
        self._advising.failed.connect(self.failed)
        page.felt.connect(self._record)

    def begin(self, routine: Routine, recorder: SessionRecorder | NullRecorder) -> None:
        """Start on a session that has ended. `recorder` is the one that has recorded it."""
        self._routine = routine
        self._recorder = recorder
        self._advising.ask(routine, self._page.card.slots)

    def _record(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        self._recorder.feel(stretch, side, feeling)
        if self._routine is not None:
            self._advising.ask_again(self._routine, self._page.card.slots)
