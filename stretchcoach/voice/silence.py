"""The voice of a session that is to be silent."""

from collections.abc import Callable

from stretchcoach.notice import Notice
from stretchcoach.session.timeline import Chime


class Silence:
    """Says nothing, at once."""

    notices: tuple[Notice, ...] = ()
    is_speaking = False

    def rehearse(self, rehearsal: Callable[[Callable[[str], float]], None]) -> None:
        """Rehearse nothing."""

    def say(self, text: str, after: float) -> None:
        """Say nothing."""

    def ring(self, chime: Chime, after: float) -> None:
        """Ring nothing."""

    def hush(self) -> None:
        """Stay silent."""

    def unsay(self, after: float) -> None:
        """Stay silent."""

    def set_volume(self, volume: float) -> None:
        """Stay silent."""

    def close(self) -> None:
        """Stay silent for good."""
