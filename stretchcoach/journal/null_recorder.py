"""The journal of a session that is only tried out."""

from stretchcoach.domain.side import Side
from stretchcoach.messages import Notice
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.session import Session


class NullRecorder:
    """Remembers nothing."""

    notices: tuple[Notice, ...] = ()

    def record(self, session: Session) -> None:
        """Remember nothing."""

    def record_feeling(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Remember nothing."""
