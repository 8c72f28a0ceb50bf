"""The person's journal as interfaces use it: recording, advice, looking back, and a session to resume."""

import datetime as dt
import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.routine.stretch import StretchKind
from stretchcoach.services.library import LibraryService
from stretchcoach.settings.preferences import Preferences

if TYPE_CHECKING:
    from stretchcoach.journal.advice import Advice, AdviceTopic
    from stretchcoach.journal.file import ResumePoint
    from stretchcoach.journal.journal import Journal
    from stretchcoach.journal.past_sessions import PastSessions


class JournalService:
    """Opens the journal when it is first needed: that loads SQLite, which the first picture does without."""

    def __init__(self, file: Path, library: LibraryService, now: Callable[[], dt.datetime]) -> None:
        """`now` returns the time of day in the computer's time zone."""
        self._file = file
        self._library = library
        self._now = now
        self._journal: Journal | None = None
        self._making = threading.Lock()

    @property
    def database(self) -> "Journal":
        """The journal itself; its file is opened when it is first read or written."""
        from stretchcoach.journal.journal import Journal

        with self._making:
            if self._journal is None:
                self._journal = Journal(self._file, self._now)
            return self._journal

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is wrong with the journal, as far as it has been opened."""
        return () if self._journal is None else self._journal.notices

    @property
    def past_sessions(self) -> "PastSessions":
        """The past sessions, to be read and edited."""
        from stretchcoach.journal.past_sessions import PastSessions

        return PastSessions(self.database, self._muscles, self._now)

    def advice(self, routine: Routine, preferences: Preferences) -> "tuple[Advice, ...]":
        """Return what the past suggests for a routine's stretches. Waits for the disk; raises UserFacingError."""
        from stretchcoach.journal.advice import Advisor

        if not preferences.suggestions or not self.database.has_content:
            return ()
        with self.database.reading() as file:
            return tuple(Advisor(file, self._muscles, self._now()).about(routine, preferences))

    def decline(self, stretch: str, topic: "AdviceTopic") -> None:
        """Give no more advice on a topic until the stretch is done again. Waits for the disk.

        Raises UserFacingError.
        """
        from stretchcoach.journal.advice import decline

        with self.database.changing() as file:
            decline(file, stretch, topic, self._now())

    def resume_point(self) -> "tuple[Routine, ResumePoint] | None":
        """Return the session that was under way when the program last ended without a word. Waits for the disk."""
        resume_point = self.database.resume_point()
        if resume_point is None:
            return None
        try:
            return self._library.current.find(resume_point.file or resume_point.routine), resume_point
        except UserFacingError:
            return None  # its routine file is gone

    def discard_resume_point(self) -> None:
        """Offer that session no more; what was done in it stays in the journal. Waits for the disk."""
        self.database.discard_resume_point()

    def wait_until_written(self, seconds: float) -> bool:
        """Wait until everything recorded is written; return whether it was in time."""
        return self._journal is None or self._journal.wait(seconds)

    def close(self) -> None:
        """Close the journal once everything is written."""
        if self._journal is not None:
            self._journal.close()

    @property
    def _muscles(self) -> Mapping[str, Collection[str]]:
        """The muscles that each stretch is for; settling is for none."""
        stretches = self._library.current.stretches.values()
        return {one.id: one.focus for one in stretches if one.kind is StretchKind.STRETCH}
