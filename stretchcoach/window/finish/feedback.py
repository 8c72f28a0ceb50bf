"""After a session: what the person says of it goes to the journal, and what the rule then proposes comes back."""

from PySide6.QtCore import QObject, Signal

from stretchcoach.domain.side import Side
from stretchcoach.journal.journal import Diary
from stretchcoach.journal.null_recorder import Unkept
from stretchcoach.progression.practised import Feeling
from stretchcoach.routine.routine import Routine
from stretchcoach.studio import Studio
from stretchcoach.window.finish.finish_page import FinishPage
from stretchcoach.window.widgets.advice import Advising


class Debriefing(QObject):
    """Stands between the finish and the studio; neither waits for the disk."""

    changed = Signal(object)
    """Preferences, after a proposal was accepted."""
    failed = Signal(object)

    def __init__(self, studio: Studio, page: FinishPage) -> None:
        super().__init__(page)
        self._page = page
        self._routine: Routine | None = None
        self._diary: Diary | Unkept = Unkept()
        self._advising = Advising(studio, self, aloud=True)
        self._advising.changed.connect(self.changed)
        self._advising.failed.connect(self.failed)
        page.felt.connect(self._keep)

    def begin(self, routine: Routine, diary: Diary | Unkept) -> None:
        """A session has ended, of which `diary` keeps what is said."""
        self._routine = routine
        self._diary = diary
        self._advising.ask(routine, self._page.card.slots)

    def _keep(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        self._diary.feel(stretch, side, feeling)
        if self._routine is not None:
            self._advising.ask_again(self._routine, self._page.card.slots)
