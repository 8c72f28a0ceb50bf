"""The null object for the sound of a session that plays nothing."""

from collections.abc import Mapping

from stretchcoach.audio.buses import Bus
from stretchcoach.messages import Notice
from stretchcoach.session.timeline import Chime, Cue, Timeline


class NullSound:
    """Has the methods of `SessionSound`, and plays nothing."""

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
