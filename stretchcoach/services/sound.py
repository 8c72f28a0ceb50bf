"""The sound of the whole program: one renderer, one cache of lines, one mix and one output device."""

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
from stretchcoach.speech.lines import Lines
from stretchcoach.speech.pronunciation import load_pronunciations
from stretchcoach.speech.renderer import Renderer

_OPEN_SECONDS = 1.0
"""A session begins without sound rather than wait longer for a device."""


class Sound:
    """Made when a session is near, because it loads libraries. The output opens with the first session."""

    def __init__(self, cache_folder: Path, clock: Callable[[], float], renderer: Renderer) -> None:
        self._clock = clock
        self._renderer = renderer
        self._cache = LineCache(cache_folder)
        self._pronunciations = load_pronunciations(DATA / "pronunciations.toml")
        self._mix = LiveMix(clock, DELAY_SECONDS)
        self._output: Output | None = None
        self._opening = threading.Lock()

    def open(self) -> Output:
        """Begin to open the output, if that has not begun."""
        with self._opening:
            if self._output is None:
                self._output = Output(self._mix)
            return self._output

    def narration(self, preferences: Preferences, *, pace: float = 1.0) -> Narration:
        """Return what speaks the lines of a session, in the voice that the person chose if it can be."""
        self._renderer.forgive()
        voices = voices_to_try(preferences.voice)
        return Narration(
            [Lines(voice, preferences.rate, self._renderer, self._cache, self._pronunciations) for voice in voices],
            pace=pace,
        )

    def session_sound(
        self, preferences: Preferences, narration: Narration | None, *, speed: float = 1.0
    ) -> SessionSound:
        """Return the sound of one session, once the output is open or known to be missing.

        Without a narration it only rings.
        """
        output = self.open()
        output.wait_until_tried(_OPEN_SECONDS)
        find = None if narration is None else narration.path
        sound = SessionSound(find, self._mix, output, self._clock, speed)
        sound.set_gains(gains_of(preferences))
        return sound

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of this computer, natural ones first. Raises LineLostError or NoVoiceError."""
        return self._renderer.voices()

    def cancel(self) -> None:
        """Let whoever waits for lines wait no longer."""
        self._renderer.close()

    def close(self) -> None:
        """Close the output and end the speech process."""
        self._renderer.close()
        if self._output is not None:
            self._output.close()
        self._cache.prune()
        self._cache.close()
