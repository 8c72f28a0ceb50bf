"""A session as the desktop's media controls know one: a player whose tracks are the phases."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from stretchcoach.desktop.bus_address import session_bus_sockets


class PlaybackStatus(StrEnum):
    """Whether a player plays."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


class NowPlaying(NamedTuple):
    """What the desktop is shown of a phase. Times are in seconds."""

    title: str
    """The phase."""
    artist: str
    """The stretch, and its side."""
    album: str
    """The routine."""
    number: int
    """Of the phase in the routine, from 1."""
    length: float
    position: float
    """How far into the phase; it goes on by itself while the status is playing."""
    status: PlaybackStatus
    can_go_next: bool = True
    can_go_previous: bool = True
    can_pause: bool = True


class MediaPlayer(QObject):
    """What a session shows to the desktop, and what the desktop's keys, headset and panels ask of it.

    This one is for desktops on which nobody asks: the window has the media keys while it is the active one.
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
        """Show what is true now; it may be asked as often as there are frames."""
        self.now = now

    def close(self) -> None:
        """Be no player any more."""
        self.now = None


def media_player(environment: Mapping[str, str], parent: QObject | None = None) -> MediaPlayer:
    """Return the player that fits the desktop, at once."""
    places = session_bus_sockets(environment)
    if not places:
        return MediaPlayer(parent)
    # Their messages are there on Linux alone.
    from stretchcoach.desktop.mpris import MprisPlayer
    from stretchcoach.desktop.session_bus import SessionBus

    return MprisPlayer(SessionBus(places), parent)
