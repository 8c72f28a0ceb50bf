"""After a session: what the person says of it goes to the journal, and what the rule then proposes comes back."""

from PySide6.QtCore import QObject, Signal

from stretchcoach.domain.side import Side
from stretchcoach.journal.recorder import NullRecorder, SessionRecorder
from stretchcoach.progression.practised import Feeling
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.finish.finish_page import FinishPage
from stretchcoach.window.widgets.advice import AdviceLoader


class SessionFeedback(QObject):
    """Stands between the finish and the app; neither waits for the disk."""

    changed = Signal(object)
    """Preferences, after a proposal was accepted."""
    failed = Signal(object)

    def __init__(self, app: AppContext, page: FinishPage) -> None:
        super().__init__(page)
        self._page = page
        self._routine: Routine | None = None
        self._recorder: SessionRecorder | NullRecorder = NullRecorder()
        self._advising = AdviceLoader(app, self, aloud=True)
        self._advising.changed.connect(self.changed)
        self._advising.failed.connect(self.failed)
        page.felt.connect(self._keep)

    def begin(self, routine: Routine, recorder: SessionRecorder | NullRecorder) -> None:
        """A session has ended, of which `recorder` keeps what is said."""
        self._routine = routine
        self._recorder = recorder
        self._advising.ask(routine, self._page.card.slots)

    def _keep(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        self._recorder.record_feeling(stretch, side, feeling)
        if self._routine is not None:
            self._advising.ask_again(self._routine, self._page.card.slots)
