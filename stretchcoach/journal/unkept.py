"""The journal of a session that is only tried out."""

from stretchcoach.notice import Notice
from stretchcoach.session.session import Session


class Unkept:
    """Remembers nothing."""

    notices: tuple[Notice, ...] = ()

    def keep(self, session: Session) -> None:
        """Remember nothing."""
