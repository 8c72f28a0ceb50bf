"""The journal of a session that is only tried out."""

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.messages import Notice
from stretchcoach.session.session import Session


class NullRecorder:
    """Remembers nothing."""

    notices: tuple[Notice, ...] = ()

    def keep(self, session: Session) -> None:
        """Remember nothing."""

    def feel(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Remember nothing."""
