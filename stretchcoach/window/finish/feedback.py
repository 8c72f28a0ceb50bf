"""Feedback on a session: it stores how each stretch felt in the journal, and shows the advice that follows from it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.journal.recorder import NullRecorder, SessionRecorder
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.finish.finish_page import FinishPage
from stretchcoach.window.widgets.advice_presenter import AdvicePresenter


class SessionFeedback(QObject):
    """Connects the finish page with the journal and the advice. It never blocks on the disk."""

    def __init__(self, app: AppContext, page: FinishPage, report: Callable[[Exception], None]) -> None:
        """`report` shows an exception from the journal."""
        super().__init__(page)
        self._page = page
        self._routine: Routine | None = None
        self._recorder: SessionRecorder | NullRecorder = NullRecorder()
        self._advice = AdvicePresenter(app, self, announces=True)
        self._advice.failed.connect(report)
        page.felt.connect(self._record)

    def begin(self, routine: Routine, recorder: SessionRecorder | NullRecorder) -> None:
        """Start on a session that has ended. `recorder` is the one that has recorded it."""
        self._routine = routine
        self._recorder = recorder
        self._advice.show_for(routine, self._page.card.slots)

    def _record(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        self._recorder.record_feeling(stretch, side, feeling)
        if self._routine is not None:
            self._advice.refresh(self._routine, self._page.card.slots)
