"""The voice and the sound as interfaces use them: voices, narrations, test lines, and files of spoken lines."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.messages import Notice
from stretchcoach.settings.preferences import Preferences

if TYPE_CHECKING:
    from stretchcoach.services.narration import Narration
    from stretchcoach.services.sound import Sound
    from stretchcoach.speech.engine import Voice
    from stretchcoach.speech.renderer import Renderer


class SpeechService:
    """Makes the sound when it is first needed: that loads numpy and miniaudio, 0.2 s and 30 MB."""

    def __init__(self, cache_folder: Path, renderer: "Renderer | None" = None) -> None:
        self._cache_folder = cache_folder
        self._renderer = renderer
        self._sound: Sound | None = None
        self._making = threading.Lock()
        self._cancelled = threading.Event()

    @property
    def sound(self) -> "Sound":
        """The sound of the whole program."""
        from stretchcoach.services.sound import Sound
        from stretchcoach.speech.renderer import Renderer

        with self._making:
            if self._sound is None:
                self._sound = Sound(self._cache_folder, time.monotonic, self._renderer or Renderer())
                if self._cancelled.is_set():
                    self._sound.cancel()
            return self._sound

    def warm_up(self) -> None:
        """Load what a session needs and open the output, so that the first word comes sooner. Blocks."""
        self.sound.open()

    def narration(self, preferences: Preferences) -> "Narration":
        """Return what speaks lines in the voice of `preferences`."""
        return self.sound.narration(preferences)

    def spoken_seconds(self, preferences: Preferences) -> Callable[[str], float]:
        """Return a function that measures how long a line takes to say; it renders new lines, and may block."""
        if not preferences.voice_on:
            from stretchcoach.session.estimate import estimated

            return estimated(preferences.rate)
        return self.narration(preferences).seconds

    def voices(self) -> "tuple[Voice, ...]":
        """Return the voices of this computer. Blocks; raises LineLostError or NoVoiceError."""
        return self.sound.voices()

    def say(self, preferences: Preferences, text: str) -> tuple[Notice, ...]:
        """Say a line, and return what keeps it from being heard. Blocks until it is said."""
        from stretchcoach.session.timeline import Cue

        narration = self.narration(preferences)
        seconds = narration.seconds(text)
        sound = self.sound.session_sound(preferences, narration)
        sound.say(Cue(0.0, seconds, text, 0), 0.1)
        self._cancelled.wait(seconds + 0.3)
        sound.release()  # a session that has begun or resumed meanwhile is heard by now
        return (*narration.notices, *sound.notices)

    def write_line(self, preferences: Preferences, text: str, file: Path, *, overwrite: bool) -> tuple[Notice, ...]:
        """Write a spoken line to a sound file, and return notices about it. Blocks; raises UserFacingError."""
        from stretchcoach.services.export import write_line

        narration = self.narration(preferences)
        write_line(narration, text, file, overwrite=overwrite)
        return narration.notices

    def cancel(self) -> None:
        """End what is being said or rendered; `close` comes next."""
        self._cancelled.set()
        with self._making:
            if self._sound is not None:
                self._sound.cancel()

    def close(self) -> None:
        """Close the output and the speech process."""
        with self._making:
            if self._sound is not None:
                self._sound.close()
