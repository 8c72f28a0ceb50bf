"""The spoken lines of a person's chosen voice: how long each takes, and how it sounds."""

import contextlib
import logging
from pathlib import Path

import miniaudio
import numpy as np

from stretchcoach.language import _
from stretchcoach.notice import Notice
from stretchcoach.session.estimate import estimate_spoken_seconds
from stretchcoach.settings.preferences import Preferences
from stretchcoach.voice.cache import LineCache
from stretchcoach.voice.mixer import SAMPLE_RATE, Samples
from stretchcoach.voice.renderer import LineLostError, NoVoiceError, Renderer
from stretchcoach.voice.spoken_form import language_of, spoken_form

_log = logging.getLogger(__name__)


class Lines:
    """Lines in one voice and at one rate, spoken once and kept."""

    def __init__(self, preferences: Preferences, renderer: Renderer, cache: LineCache) -> None:
        self._voice = preferences.voice
        self._language = language_of(preferences.voice)
        self._rate = preferences.rate
        self._renderer = renderer
        self._cache = cache
        self._known: dict[str, float] = {}
        self._no_voice = ""
        self._lost: list[str] = []

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps lines from being spoken."""
        if self._no_voice:
            what = _("There is no voice: the speech engine can't be started ({why}).").format(why=self._no_voice)
            return (Notice(what, _("Chimes and large words lead you. Another voice, or espeak-ng, would help.")),)
        if self._lost:
            what = _("Some lines could not be spoken ({why}).").format(why=self._lost[-1])
            return (Notice(what, _("They are shown instead. Another voice in the settings may help.")),)
        return ()

    def seconds(self, text: str) -> float:
        """Return how long a line takes; it is spoken first where it never was, which may wait.

        A line that cannot be spoken is given the time in which it can be read.
        """
        for _attempt in ("as kept", "anew"):
            path = self._spoken(text)
            if path is None:
                break
            with contextlib.suppress(miniaudio.DecodeError):
                self._known[text] = float(miniaudio.flac_get_file_info(str(path)).duration)
                return self._known[text]
            path.unlink(missing_ok=True)  # damaged on the disk
        return estimate_spoken_seconds(text, self._rate)

    def known_seconds(self, text: str) -> float:
        """Return how long a line takes, at once: about, where `seconds` was never asked for it."""
        return self._known.get(text) or estimate_spoken_seconds(text, self._rate)

    def samples(self, text: str) -> Samples | None:
        """Return how a line sounds, of those that were spoken before; None for any other."""
        path = self._cache.find(self._said(text), self._voice, self._rate)
        return None if path is None else decode(path)

    def rest(self) -> None:
        """End the speech process until there are new lines."""
        self._renderer.rest()

    def _said(self, text: str) -> str:
        return spoken_form(text, self._language)

    def _spoken(self, text: str) -> Path | None:
        """Return the file of a line, speaking it where it is new; None where it cannot be spoken."""
        said = self._said(text)
        if self._no_voice or not said:
            return None
        voice, rate = self._voice, self._rate
        try:
            return self._cache.find_or_keep(
                said, voice, rate, lambda path: self._renderer.render(said, voice, rate, path)
            )
        except NoVoiceError as error:
            self._no_voice = str(error)
            _log.warning("no line can be spoken: %s", error)
        except (LineLostError, OSError) as error:
            self._lost.append(str(error))
            _log.warning("a line is lost: %s", error)
        return None


def decode(path: Path) -> Samples | None:
    """Return the samples of a sound file as the mixer wants them; None where it is damaged."""
    with contextlib.suppress(miniaudio.DecodeError, OSError):
        decoded = miniaudio.decode_file(
            str(path),
            output_format=miniaudio.SampleFormat.FLOAT32,
            nchannels=1,
            sample_rate=SAMPLE_RATE,
        )
        return np.frombuffer(decoded.samples, dtype=np.float32)
    return None
