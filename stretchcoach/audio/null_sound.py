"""The sound of a session that is to be silent."""

from collections.abc import Mapping

from stretchcoach.audio.mixer import Bus
from stretchcoach.messages import Notice
from stretchcoach.session.timeline import Chime, Cue, Timeline


class NullSound:
    """Plays nothing, at once."""

    notices: tuple[Notice, ...] = ()
    is_speaking = False

    def play_line(self, cue: Cue, after: float) -> None:
        """Say nothing."""

    def play_chime(self, chime: Chime, after: float) -> None:
        """Ring nothing."""

    def stop(self) -> None:
        """Stay silent."""

    def drop_queued(self, after: float) -> None:
        """Stay silent."""

    def follow(self, timeline: Timeline, position: float, *, is_running: bool) -> None:
        """Stay silent."""

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        """Stay silent."""

    def close(self) -> None:
        """Stay silent for good."""
