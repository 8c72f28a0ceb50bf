"""A session as the desktop's media controls see it: a media player whose tracks are the phases."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class PlaybackStatus(StrEnum):
    """Whether a player is playing. The values are those of MPRIS."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


class NowPlaying(NamedTuple):
    """What the desktop shows of a phase."""

    title: str
    """The name of the phase."""
    artist: str
    """The name of the stretch, and its side."""
    album: str
    """The title of the routine."""
    number: int
    """The number of the phase in the routine, counted from 1."""
    length: float
    """The length of the phase, in seconds."""
    position: float
    """The position in the phase, in seconds. The desktop advances it by itself while the status is playing."""
    status: PlaybackStatus
    can_go_next: bool = True
    can_go_previous: bool = True
    can_pause: bool = True


class MediaPlayer(QObject):
    """What a session shows to the desktop, and what media keys, headsets and panels ask of the session.

    This base class is for desktops without media controls. There, only the active window receives media keys.
    """

    play_requested = Signal()
    pause_requested = Signal()
    play_pause_requested = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    stop_requested = Signal()
    raise_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now: NowPlaying | None = None

    def show(self, now: NowPlaying) -> None:
        """Show the current phase. Cheap enough to call on every frame."""
        self.now = now

    def close(self) -> None:
        """Stop being a media player."""
        self.now = None
