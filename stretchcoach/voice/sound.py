"""The sound of the whole program: one renderer, one cache of lines, one mixer and one loudspeaker."""

import threading
from collections.abc import Callable
from pathlib import Path

from stretchcoach.settings.preferences import Preferences
from stretchcoach.voice.cache import LineCache
from stretchcoach.voice.lines import Lines
from stretchcoach.voice.loudspeaker import DELAY_SECONDS, Loudspeaker
from stretchcoach.voice.mixer import Mixer
from stretchcoach.voice.renderer import Renderer, VoiceName
from stretchcoach.voice.speaker import Speaker

_OPEN_SECONDS = 1.0
"""A session begins without sound rather than wait longer for a device."""


class Sound:
    """Made when a session is near, because it loads libraries. The loudspeaker opens with the first speaker."""

    def __init__(self, cache_folder: Path, clock: Callable[[], float], renderer: Renderer) -> None:
        self._clock = clock
        self._renderer = renderer
        self._cache = LineCache(cache_folder)
        self._mixer = Mixer(clock, DELAY_SECONDS)
        self._loudspeaker: Loudspeaker | None = None
        self._opening = threading.Lock()

    def open(self) -> Loudspeaker:
        """Begin to open the loudspeaker, where that has not begun."""
        with self._opening:
            if self._loudspeaker is None:
                self._loudspeaker = Loudspeaker(self._mixer)
            return self._loudspeaker

    def lines(self, preferences: Preferences) -> Lines:
        """Return the lines of the voice that the person chose."""
        return Lines(preferences, self._renderer, self._cache)

    def speaker(self, preferences: Preferences, lines: Lines | None) -> Speaker:
        """Return the voice of one session, once the loudspeaker is open or known to be missing."""
        loudspeaker = self.open()
        loudspeaker.wait_until_tried(_OPEN_SECONDS)
        return Speaker(lines, preferences.volume / 100, self._mixer, loudspeaker, self._clock)

    def voices(self) -> tuple[VoiceName, ...]:
        """Return the voices of this computer. Raises LineLostError or NoVoiceError."""
        return self._renderer.voices()

    def rest(self) -> None:
        """End the speech process until there are new lines."""
        self._renderer.rest()

    def cancel(self) -> None:
        """Let whoever waits for lines wait no longer."""
        self._renderer.close()

    def close(self) -> None:
        """Close the stream and end the speech process."""
        self._renderer.close()
        if self._loudspeaker is not None:
            self._loudspeaker.close()
        self._cache.prune()
        self._cache.close()
