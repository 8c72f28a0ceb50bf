"""One session that is about to begin: a coach with its voice and its journal, over the real clocks."""

import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from stretchcoach.desktop.sleep import clock_through_sleep
from stretchcoach.journal.journal import Diary
from stretchcoach.journal.unkept import Unkept
from stretchcoach.notice import Notice
from stretchcoach.session.coach import Coach
from stretchcoach.session.compiling import Spoken
from stretchcoach.session.estimate import estimated
from stretchcoach.session.rehearsal import rehearse
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.preferences import Preferences
from stretchcoach.voice.silence import Silence
from stretchcoach.voice.sound import Sound
from stretchcoach.voice.speaker import Speaker

SILENT_ABOVE_SPEED = 2.0
Begin = Callable[[Spoken], Session]
"""Makes a session, given how long each of its lines takes."""


class Practice(NamedTuple):
    """One session with all that belongs to it. `close` it when it is over."""

    coach: Coach
    voice: Speaker | Silence
    timeline: Timeline
    diary: Diary | Unkept

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps the voice from being heard, or the session from being saved, now."""
        return (*self.voice.notices, *self.diary.notices)

    def close(self) -> None:
        """Let the voice go."""
        self.voice.close()


def make_practice(
    begin: Begin,
    preferences: Preferences,
    sound: Sound,
    diary: Diary | Unkept,
    *,
    speed: float = 1.0,
    mute: bool = False,
) -> Practice:
    """Make everything ready for the session that `begin` makes; speaking new lines may take a second or two."""
    silent = mute or speed > SILENT_ABOVE_SPEED
    if not silent:
        sound.open()
    lines = sound.lines(preferences) if preferences.voice_on else None
    measured = estimated(preferences.rate) if lines is None else lines.seconds
    known = estimated(preferences.rate) if lines is None else lines.known_seconds
    pace = 1.0 if silent else speed
    """The voice itself speaks no faster than in life."""
    session = begin(lambda text: measured(text) * pace)
    sound.rest()
    voice = Silence() if silent else sound.speaker(preferences, None if preferences.screen_reader else lines)
    voice.rehearse(partial(rehearse, session.timeline))
    coach = Coach(
        session,
        voice,
        diary,
        clock=time.monotonic,
        wall=clock_through_sleep(),
        spoken_seconds=lambda text: known(text) * pace,
        speed=speed,
    )
    return Practice(coach, voice, session.timeline, diary)
