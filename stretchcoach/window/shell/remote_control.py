"""Control of a session from the desktop: media keys, a headset's button, a panel, another device."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchcoach.desktop.media_player import MediaPlayer, NowPlaying, PlaybackStatus
from stretchcoach.desktop.player_factory import make_media_player, make_other_players
from stretchcoach.services.preferences import PreferencesStore
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import ENDED, State
from stretchcoach.session.wording import segment_name, side_name, stretch_title
from stretchcoach.settings.choices import PauseOthers
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.session.session_page import SessionPage

if TYPE_CHECKING:
    from stretchcoach.desktop.other_players import OtherPlayers


class RemoteControl(QObject):
    """Shows each session of a page to the desktop as a media player, and does what the desktop asks for.

    Requests do what the keys of the page do. Only Stop doesn't ask first, because nobody is at the screen.
    """

    raise_requested = Signal()
    quit_requested = Signal()

    def __init__(self, page: SessionPage, preferences: PreferencesStore) -> None:
        super().__init__(page)
        self._page = page
        self._player: MediaPlayer | None = None
        self._others: OtherPlayers | None = None
        self._moment: Moment | None = None
        self._now: NowPlaying | None = None
        self._others_mode = preferences.current.pause_others
        preferences.subscribe(self._follow_preferences)
        page.ticked.connect(self._tick)

    def _follow_preferences(self, before: Preferences, preferences: Preferences) -> None:
        """Pause other players from now on, turn them down, or leave them alone."""
        self._others_mode = preferences.pause_others
        if before.pause_others is preferences.pause_others:
            return
        if before.pause_others is not PauseOthers.OFF and self._others is not None:
            self._others.resume()
        if self._moment is not None and self._moment.state is State.RUNNING:
            self._quiet_others()

    def _tick(self, moment: Moment) -> None:
        before, self._moment = self._moment, moment
        if moment.state in ENDED:
            self._end()
            return
        if self._player is None:
            self._player = self._make_player()
        if self._now is None or before is None or not _is_alike(before, moment):
            self._now = now_playing(moment)
        self._player.show(self._now._replace(position=moment.into))
        has_resumed = moment.state is not State.PAUSED and (before is None or before.state is State.PAUSED)
        if has_resumed:
            self._quiet_others()

    def _make_player(self) -> MediaPlayer:
        player = make_media_player(os.environ, self)
        player.play_requested.connect(self._page.resume)
        player.pause_requested.connect(self._page.pause)
        player.play_pause_requested.connect(self._page.pause_or_resume)
        player.next_requested.connect(self._page.skip)
        player.previous_requested.connect(self._page.back)
        player.stop_requested.connect(self._page.stop)
        player.raise_requested.connect(self.raise_requested)
        player.quit_requested.connect(self.quit_requested)
        return player

    def _quiet_others(self) -> None:
        if self._others_mode is PauseOthers.OFF:
            return
        if self._others is None:
            self._others = make_other_players(os.environ, self)
        if self._others_mode is PauseOthers.DUCK:
            self._others.duck()
        else:
            self._others.pause()

    def _end(self) -> None:
        if self._others is not None:
            self._others.resume()
        for part in (self._player, self._others):
            if part is not None:
                part.close()
                part.deleteLater()
        self._player = self._others = self._moment = self._now = None


def now_playing(moment: Moment) -> NowPlaying:
    """Return what the desktop shows of a moment: the segment as a track, its stretch and side as the artist."""
    segment = moment.segment
    return NowPlaying(
        title=segment_name(segment),
        artist=" · ".join(filter(None, (stretch_title(moment), side_name(segment.side)))),
        album=moment.timeline.routine.title,
        number=moment.index + 1,
        length=segment.seconds,
        position=moment.into,
        status=PlaybackStatus.PAUSED if moment.state is State.PAUSED else PlaybackStatus.PLAYING,
    )


def _is_alike(before: Moment, now: Moment) -> bool:
    """Return whether two moments differ in nothing shown but the position. It runs at every frame."""
    return before.state is now.state and before.index == now.index and before.timeline is now.timeline
