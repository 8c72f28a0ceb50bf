"""The spoken lines of one voice: how long each takes, where its sound is, and why it could not be spoken."""

import contextlib
import logging
from pathlib import Path

import miniaudio

from stretchcoach.session.estimate import estimate_spoken_seconds
from stretchcoach.speech.catalogue import VoiceId
from stretchcoach.speech.engine import EngineUnavailableError, LineFailedError
from stretchcoach.speech.line_cache import LineCache, LineSpec
from stretchcoach.speech.normalization import normalize
from stretchcoach.speech.pronunciation import Pronunciations
from stretchcoach.speech.renderer import Renderer

_log = logging.getLogger(__name__)


class SpokenLines:
    """Lines in one voice and at one rate in words a minute. Each line is rendered once and cached."""

    def __init__(
        self, voice: VoiceId, rate: int, renderer: Renderer, cache: LineCache, pronunciations: Pronunciations
    ) -> None:
        self.voice = voice
        self._rate = rate
        self._renderer = renderer
        self._cache = cache
        self._pronunciations = pronunciations
        self._known: dict[str, float] = {}
        """The measured length of each known line, in seconds."""
        self.failure = ""
        """Why the engine cannot speak at all; empty while it can."""
        self.line_failures: list[str] = []
        """Why single lines could not be spoken."""

    def seconds(self, text: str) -> float:
        """Return how long a line takes, in seconds. A new line is rendered first, which may take a while.

        For a line that cannot be spoken, return an estimate, which is the time to read it.
        """
        for _attempt in ("cached", "rendered again"):
            path = self._rendered(text)
            if path is None:
                break
            seconds = _duration(path)
            if seconds is not None:
                self._known[text] = seconds
                return seconds
            path.unlink(missing_ok=True)  # the file is damaged
        return estimate_spoken_seconds(text, self._rate)

    def known_seconds(self, text: str) -> float:
        """Return how long a line takes, in seconds, without waiting: an estimate if it has not been rendered."""
        self.is_known(text)
        return self._known.get(text) or estimate_spoken_seconds(text, self._rate)

    def is_known(self, text: str) -> bool:
        """Return whether the length of a line is known, or the line can't be spoken."""
        if text not in self._known:
            line = self._line(text)
            if self.failure or not line.text:
                return True
            path = self._cache.find(line)
            seconds = None if path is None else _duration(path)
            if seconds is None:
                return False
            self._known[text] = seconds
        return True

    def path(self, text: str) -> Path | None:
        """Return the sound file of a line; None if it has not been rendered."""
        line = self._line(text)
        return self._cache.find(line) if line.text else None

    def _line(self, text: str) -> LineSpec:
        engine, voice = self.voice
        said = self._pronunciations.apply(normalize(text, self.voice.language), engine)
        return LineSpec(engine, self.voice.version, voice, self._rate, said)

    def _rendered(self, text: str) -> Path | None:
        """Return the file of a line, rendering it if it is new; None if it cannot be spoken."""
        line = self._line(text)
        if self.failure or not line.text:
            return None
        try:
            return self._cache.find_or_render(line, self._renderer.render)
        except EngineUnavailableError as error:
            self.failure = str(error) or type(error).__name__
            _log.warning("%s cannot speak: %s", self.voice.engine, error)
        except (LineFailedError, OSError) as error:
            self.line_failures.append(str(error))
            _log.warning("a line could not be spoken: %s", error)
        return None


def _duration(path: Path) -> float | None:
    """Return the length of a sound file in seconds; None if the file is damaged."""
    with contextlib.suppress(miniaudio.DecodeError, OSError):
        return float(miniaudio.flac_get_info(path.read_bytes()).duration)
    return None
