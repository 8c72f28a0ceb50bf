"""A live session: the coach with its sound, its background and its recorder, over the real clocks."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from stretchcoach.audio.breath_sound import BreathSound
from stretchcoach.audio.buses import Bus, gains_of
from stretchcoach.audio.null_sound import NullSound
from stretchcoach.audio.session_sound import SessionSound
from stretchcoach.desktop.sleep_clock import sleep_aware_clock
from stretchcoach.journal.recorder import NullRecorder, SessionRecorder
from stretchcoach.messages import Notice
from stretchcoach.services.backgrounds import BackgroundPlayer
from stretchcoach.services.narration import Narration
from stretchcoach.services.sound import SoundSystem
from stretchcoach.session.coach import Coach
from stretchcoach.session.estimate import SpokenSeconds, estimator
from stretchcoach.session.prefetch import prefetch_answers
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.preferences import Preferences

SILENT_ABOVE_SPEED = 2.0
"""The speed, in times life, above which the voice stays silent."""
_ANSWERS_AFTER_SECONDS = 3.0
"""Seconds after which the answers to presses are rendered; the lines of the session come first."""
Begin = Callable[[SpokenSeconds], Session]
"""Makes a session, given a function that measures its lines."""


@dataclass
class LiveSession:
    """One session with everything that belongs to it. `close` it when it is over."""

    coach: Coach
    sound: SessionSound | NullSound
    timeline: Timeline
    """The timeline as it was when the session began."""
    recorder: SessionRecorder | NullRecorder
    narration: Narration | None = None
    place_file: Path | None = None
    """The file that keeps the place in the person's own music; without it there is no background."""
    _followed: Preferences | None = None
    _background: BackgroundPlayer | None = None
    _is_prefetching: bool = False
    _ending: threading.Event = field(default_factory=threading.Event)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps the session from being heard or recorded right now."""
        of_lines = () if self.narration is None else self.narration.notices
        of_background = () if self._background is None else self._background.notices
        return (*of_lines, *self.sound.notices, *of_background, *self.recorder.notices)

    def follow(self, preferences: Preferences) -> None:
        """Apply preferences to the sound from now on."""
        before, self._followed = self._followed, preferences
        self.sound.set_gains(gains_of(preferences))
        self.sound.is_speaking = preferences.voice_on and not preferences.screen_reader
        if preferences.voice_on:
            self._begin_prefetch()
        if isinstance(self.sound, NullSound):
            return
        if before is None or before.breath_sound is not preferences.breath_sound:
            self.sound.set_source(Bus.BREATH, BreathSound(preferences.breath_sound))
        if before is None or (before.background, before.shuffle) != (preferences.background, preferences.shuffle):
            self._change_background(self.sound, preferences)

    def _begin_prefetch(self) -> None:
        """Start a thread that renders the lines the session still needs, and those it may come to need."""
        if self.narration is not None and not self._is_prefetching:
            self._is_prefetching = True
            threading.Thread(target=self._prefetch, args=(self.narration,), name="prefetch", daemon=True).start()

    def close(self) -> None:
        """End the sound."""
        self._ending.set()
        self.sound.close()
        if self._background is not None:
            self._background.close()
            self._background = None

    def _change_background(self, sound: SessionSound, preferences: Preferences) -> None:
        if self._background is not None:
            self._background.close()
            self._background = None
        if self.place_file is not None:
            self._background = BackgroundPlayer(preferences, self.place_file)
            sound.set_source(Bus.BACKGROUND, self._background.source)

    def _prefetch(self, narration: Narration) -> None:
        try:
            answers = partial(prefetch_answers, self.timeline)
            narration.prefetch(self.timeline, answers, self._ending, _ANSWERS_AFTER_SECONDS)
            while not self._ending.is_set():
                narration.render_wanted(self._ending)
        except Exception:  # noqa: BLE001 - the session goes on with what was rendered
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))


def make_live_session(
    begin: Begin,
    preferences: Preferences,
    sound: SoundSystem,
    recorder: SessionRecorder | NullRecorder,
    *,
    place_file: Path,
    speed: float = 1.0,
    mute: bool = False,
) -> LiveSession:
    """Return a live session. Blocks for about a second while the first lines are rendered."""
    silent = mute or speed > SILENT_ABOVE_SPEED
    if not silent:
        sound.open()
    # The lines are not rendered faster; at another speed their lengths are scaled.
    narration = sound.narration(preferences, pace=1.0 if silent else speed)
    if not preferences.voice_on:
        session = begin(estimator(preferences.rate))
    else:
        # Faster than life, lines would not be rendered in time.
        session = narration.begin(begin) if speed == 1.0 else narration.compile(begin)
    heard = NullSound() if silent else sound.session_sound(preferences, narration, speed=speed)
    coach = Coach(
        session,
        heard,
        recorder,
        clock=time.monotonic,
        wall=sleep_aware_clock(),
        spoken_seconds=narration.known_seconds,
        revision=lambda: narration.revision,
        speed=speed,
    )
    live_session = LiveSession(coach, heard, session.timeline, recorder, narration, None if silent else place_file)
    live_session.follow(preferences)
    return live_session
