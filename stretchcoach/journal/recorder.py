"""Record a session while it runs, and what the person says about it afterwards."""

from collections.abc import Callable

from stretchcoach.domain.side import Side
from stretchcoach.journal.entry import entry_of
from stretchcoach.journal.writer import JournalWriter, Recording
from stretchcoach.messages import Notice
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.session import Session


class SessionRecorder:
    """Records one session. No method waits for the disk."""

    def __init__(self, writer: JournalWriter, recording: Recording, notices: Callable[[], tuple[Notice, ...]]) -> None:
        self._writer = writer
        self._recording = recording
        self._notices = notices

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The damage that was repaired since the recording started, and what keeps it from being saved now."""
        return self._notices()

    def record(self, session: Session) -> None:
        """Record the session as it is now."""
        self._writer.write_entry(self._recording, entry_of(session))

    def record_feeling(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Record how a stretch felt, on one side, or on all sides if `side` is None. None as a feeling removes it."""
        self._writer.write_feeling(self._recording, stretch, side, feeling)


class NullRecorder:
    """Records nothing. It is for sessions that are only tried out."""

    notices: tuple[Notice, ...] = ()

    def record(self, session: Session) -> None:
        """Do nothing."""

    def record_feeling(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Do nothing."""
