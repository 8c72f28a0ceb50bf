"""The sound of the whole program: one renderer of lines, one cache, one mix and one output device."""

import threading
from collections.abc import Callable
from pathlib import Path

from stretchcoach.audio.buses import gains_of
from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.output import DELAY_SECONDS, Output
from stretchcoach.audio.session_sound import SessionSound
from stretchcoach.resources import DATA
from stretchcoach.services.narration import Narration
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.catalogue import voices_to_try
from stretchcoach.speech.engine import Voice
from stretchcoach.speech.line_cache import LineCache
from stretchcoach.speech.lines import SpokenLines
from stretchcoach.speech.pronunciation import load_pronunciations
from stretchcoach.speech.renderer import Renderer

_OPEN_SECONDS = 1.0
"""How long a session waits for a device before it begins without sound."""


class SoundSystem:
    """Gives sessions their narration and their sound.

    It loads large libraries, so it is made when a session is near. The output opens with the first session.
    """

    def __init__(self, cache_folder: Path, clock: Callable[[], float], renderer: Renderer) -> None:
        self._clock = clock
        self._renderer = renderer
        self._cache = LineCache(cache_folder)
        self._pronunciations = load_pronunciations(DATA / "pronunciations.toml")
        self._mix = LiveMix(clock, DELAY_SECONDS)
        self._output: Output | None = None
        self._opening = threading.Lock()

    def open(self) -> Output:
        """Begin to open the output, unless that has begun already."""
        with self._opening:
            if self._output is None:
                self._output = Output(self._mix)
            return self._output

    def narration(self, preferences: Preferences, *, pace: float = 1.0) -> Narration:
        """Return the narration of a session, in the voice that the person chose or the next one that can speak."""
        self._renderer.reset_failures()
        lines = [
            SpokenLines(voice, preferences.rate, self._renderer, self._cache, self._pronunciations)
            for voice in voices_to_try(preferences.voice)
        ]
        return Narration(lines, pace=pace)

    def session_sound(
        self, preferences: Preferences, narration: Narration | None, *, speed: float = 1.0
    ) -> SessionSound:
        """Return the sound of one session, once the output is open or known to be missing.

        Without a narration it plays only chimes.
        """
        output = self.open()
        output.wait_until_tried(_OPEN_SECONDS)
        find = None if narration is None else narration.path
        sound = SessionSound(find, self._mix, output, self._clock, speed)
        sound.set_gains(gains_of(preferences))
        return sound

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of this computer, natural ones first. Raises LineFailedError or EngineUnavailableError."""
        return self._renderer.voices()

    def cancel(self) -> None:
        """Cancel the lines that threads are waiting for."""
        self._renderer.close()

    def close(self) -> None:
        """Close the output and end the speech process."""
        self._renderer.close()
        if self._output is not None:
            self._output.close()
        self._cache.prune()
        self._cache.close()
