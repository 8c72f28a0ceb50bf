"""What a face is given to work with: the person's routines and preferences, and the sound."""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import platformdirs

from stretchcoach.bundled import DATA
from stretchcoach.notice import Notice
from stretchcoach.routine.library import Library, load_library
from stretchcoach.routine.routine import Routine
from stretchcoach.settings import store, welcome
from stretchcoach.settings.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchcoach.session.coach import Coach
    from stretchcoach.session.timeline import Timeline
    from stretchcoach.voice.renderer import Renderer, VoiceName
    from stretchcoach.voice.silence import Silence
    from stretchcoach.voice.sound import Sound
    from stretchcoach.voice.speaker import Speaker

SILENT_ABOVE_SPEED = 2.0


class Folders(NamedTuple):
    """Where a person's own files lie."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @classmethod
    def of_user(cls) -> "Folders":
        """The folders that this operating system has for it."""
        own = platformdirs.PlatformDirs("stretchcoach", appauthor=False)
        return cls(own.user_config_path, own.user_data_path, own.user_cache_path, own.user_log_path)


class Practice(NamedTuple):
    """One session that is about to begin: its coach and its voice. `close` it when it is over."""

    coach: "Coach"
    voice: "Speaker | Silence"
    timeline: "Timeline"

    def close(self) -> None:
        """Let the voice go."""
        self.voice.close()


class Studio:
    """A person's routines and preferences, and the sound, over the real clock and files.

    What a session needs is imported when one is near: the list comes sooner and takes less memory without.
    """

    def __init__(self, folders: Folders, renderer: "Renderer | None" = None) -> None:
        self._folders = folders
        self._given_renderer = renderer
        self._sound: Sound | None = None
        self._making_sound = threading.Lock()
        self.library: Library = load_library([DATA, folders.data])
        self.preferences, self.settings_notices = store.load(self._settings_file)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is wrong with the person's files, one notice a file."""
        return (*self.settings_notices, *(refused.in_short for refused in self.library.refused))

    @property
    def _settings_file(self) -> Path:
        return self._folders.config / "settings.toml"

    @property
    def _welcome_file(self) -> Path:
        return self._folders.config / "welcomed.toml"

    @property
    def pictures(self) -> Path:
        """The folder in which pictures may be kept that can be painted anew."""
        return self._folders.cache / "figures"

    def change(self, preferences: Preferences) -> None:
        """Use other preferences from now on, and keep them. Raises Trouble where they cannot be kept."""
        self.preferences = preferences
        store.save(self._settings_file, preferences)

    def was_welcomed(self) -> bool:
        """Whether the person has been through the welcome."""
        return welcome.was_welcomed(self._welcome_file)

    def keep_welcomed(self) -> None:
        """Remember that the person has been through the welcome. Raises Trouble where that cannot be kept."""
        welcome.keep_welcomed(self._welcome_file)

    def minutes(self, routine: Routine) -> int:
        """Return about how many minutes a session takes, at once: no line is spoken for it."""
        return max(1, round(self._estimated(routine, self.preferences).seconds / 60))

    def plan(self, routine: Routine, preferences: Preferences) -> "tuple[Timeline, tuple[Notice, ...]]":
        """Return the timeline that a session will have, with each line spoken once to measure it."""
        from stretchcoach.session.compiling import compile_timeline

        if not preferences.voice_on:
            return self._estimated(routine, preferences), ()
        lines = self._with_sound().lines(preferences)
        timeline = compile_timeline(routine, preferences, lines.seconds)
        self._with_sound().rest()
        return timeline, lines.notices

    def warm_up(self) -> None:
        """Load what a session needs and open the loudspeaker; the first word then comes sooner. May wait."""
        self._with_sound().open()

    def prepare(
        self, routine: Routine, preferences: Preferences, *, speed: float = 1.0, mute: bool = False
    ) -> Practice:
        """Make everything ready for a session; speaking new lines may take a second or two."""
        from stretchcoach.desktop.sleep import clock_through_sleep
        from stretchcoach.session.coach import Coach
        from stretchcoach.session.compiling import compile_timeline
        from stretchcoach.voice.silence import Silence

        voice: Speaker | Silence
        if mute or speed > SILENT_ABOVE_SPEED:
            timeline, _notices = self.plan(routine, preferences)
            voice = Silence()
        else:
            sound = self._with_sound()
            sound.open()
            lines = sound.lines(preferences) if preferences.voice_on else None
            if lines is None:
                timeline = self._estimated(routine, preferences)
            else:
                measured: Callable[[str], float] = lines.seconds
                timeline = compile_timeline(routine, preferences, lambda text: measured(text) * speed)
                sound.rest()
            voice = sound.speaker(preferences, None if preferences.screen_reader else lines)
        coach = Coach(timeline, voice, clock=time.monotonic, wall=clock_through_sleep(), speed=speed)
        return Practice(coach, voice, timeline)

    def test_voice(self, preferences: Preferences, text: str) -> tuple[Notice, ...]:
        """Say a line with the voice of `preferences`; return what keeps it from being heard. Waits until said."""
        sound = self._with_sound()
        lines = sound.lines(preferences)
        seconds = lines.seconds(text)
        speaker = sound.speaker(preferences, lines)
        speaker.say(text, 0.1)
        time.sleep(seconds + 0.3)
        speaker.close()
        return speaker.notices

    def voices(self) -> "tuple[VoiceName, ...]":
        """Return the voices of this computer. May wait; raises LineLostError or NoVoiceError."""
        return self._with_sound().voices()

    def cancel(self) -> None:
        """Let what is being prepared come to a quick end, without a voice; `close` comes next."""
        with self._making_sound:
            if self._sound is not None:
                self._sound.cancel()

    def close(self) -> None:
        """Close the sound."""
        with self._making_sound:
            if self._sound is not None:
                self._sound.close()

    def _estimated(self, routine: Routine, preferences: Preferences) -> "Timeline":
        from stretchcoach.session.compiling import compile_timeline
        from stretchcoach.session.estimate import estimate_spoken_seconds

        rate = preferences.rate
        return compile_timeline(routine, preferences, lambda text: estimate_spoken_seconds(text, rate))

    def _with_sound(self) -> "Sound":
        # Loads numpy and miniaudio: 0.2 s and 30 MB.
        from stretchcoach.voice.renderer import Renderer
        from stretchcoach.voice.sound import Sound

        with self._making_sound:
            if self._sound is None:
                self._sound = Sound(self._folders.cache, time.monotonic, self._given_renderer or Renderer())
            return self._sound
