"""The mix: four buses of samples, addressed by frame. It knows no clock and no device."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

import numpy as np

from stretchcoach.audio.ducking import DEPTH_DB, Ducker, Span
from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.session.timeline import Timeline

FADE_FRAMES = SAMPLE_RATE // 50
"""20 ms: short enough to seem immediate, long enough not to click."""
_CEILING = 0.9
"""Samples above this are bent, so that the mix never clips."""
_VOICE_OVER_BACKGROUND_DB = 12.0
"""At least; a background that is turned up is ducked deeper."""
_BACKGROUND_BELOW_VOICE_DB = 9.0
"""How much quieter backgrounds are mastered than lines."""


class Bus(StrEnum):
    """A part of the mix with a volume of its own."""

    VOICE = "voice"
    CHIMES = "chimes"
    BREATH = "breath"
    BACKGROUND = "background"


UNITY: Mapping[Bus, float] = MappingProxyType(dict.fromkeys(Bus, 1.0))


class Playing(NamedTuple):
    """Where a block stands in a session."""

    timeline: Timeline
    position: float
    """Of the block's first frame, in seconds into the timeline."""
    speed: float = 1.0
    is_running: bool = True


class Source(Protocol):
    """A sound without an end of its own, such as a background."""

    def read(self, frames: int, playing: Playing | None) -> Stereo:
        """Return the next frames; `playing` is None while there is no session."""


@dataclass(frozen=True, eq=False)
class _Sound:
    bus: Bus
    samples: Mono
    first: int
    due: int
    """When it was to begin; later if it had to wait for another line."""

    @property
    def end(self) -> int:
        return self.first + len(self.samples)


class Mixer:
    """Adds sounds and sources to one stream of stereo frames, counted from 0. Not safe for threads."""

    def __init__(self, gains: Mapping[Bus, float] = UNITY) -> None:
        self.position = 0
        """The frame that is read next."""
        self._sounds: list[_Sound] = []
        self._sources: dict[Bus, Source] = {}
        self._leaving: list[tuple[Bus, Source]] = []
        """Sources that are heard in one more block."""
        self._gains = self._heard_gains = dict(gains)
        self._ducker = Ducker()
        self._is_stopping = False

    def place(self, samples: Mono, bus: Bus, due: int, not_before: int = 0) -> None:
        """Let samples be heard on a bus from frame `due` on, or as soon after it as it can be."""
        self._sounds.append(_Sound(bus, samples, max(due, not_before, self.position), due))

    def set_source(self, bus: Bus, source: Source | None) -> None:
        """Use another source for a bus; the one before fades out with the next block."""
        if (before := self._sources.pop(bus, None)) is not None:
            self._leaving.append((bus, before))
        if source is not None:
            self._sources[bus] = source

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        """Go to other gains, from 0 to 1, within 20 ms."""
        self._gains = dict(gains)

    def stop(self) -> None:
        """Fade out the placed sounds within 20 ms, and drop those that have not begun."""
        self._is_stopping = True
        self._sounds = [sound for sound in self._sounds if sound.first < self.position]

    def drop_from(self, frame: int) -> None:
        """Drop the placed sounds that are due at `frame` or later and have not begun."""
        self._sounds = [sound for sound in self._sounds if sound.first < self.position or sound.due < frame]

    def cut(self) -> None:
        """Drop the placed sounds that have begun, at once: the device that played them is gone."""
        self._sounds = [sound for sound in self._sounds if sound.first >= self.position]

    @property
    def line_end(self) -> int:
        """The first frame after the last placed line; 0 if there is none."""
        return max((sound.end for sound in self._sounds if sound.bus is Bus.VOICE), default=0)

    @property
    def silent_from(self) -> int:
        """The first frame at which nothing that was stopped is heard any more."""
        return self.position + (FADE_FRAMES if self._is_stopping else 0)

    def read(self, frames: int, playing: Playing | None = None) -> Stereo:
        """Return the next frames of the mix."""
        first, end = self.position, self.position + frames
        sources = [(bus, source.read(frames, playing)) for bus, source in self._sources.items()]
        if self._leaving:
            fall = np.linspace(1.0, 0.0, frames, dtype=np.float32)[:, np.newaxis]
            sources += [(bus, source.read(frames, playing) * fall) for bus, source in self._leaving]
            self._leaving.clear()
        placed = {bus: np.zeros(frames, dtype=np.float32) for bus in (Bus.VOICE, Bus.CHIMES)}
        if self._is_stopping:
            self._stop(placed, first)
        lines: list[Span] = []
        for sound in self._sounds:
            _add(placed[sound.bus], first, sound)
            if sound.bus is Bus.VOICE:
                lines.append((sound.first, sound.end))
        self.position = end
        self._sounds = [sound for sound in self._sounds if sound.end > end]
        block = np.zeros((frames, 2), dtype=np.float32)
        for bus, samples in placed.items():
            block += (samples * self._ramp(bus, frames))[:, np.newaxis]
        ducked = self._ducker.gains(lines if self._gains[Bus.VOICE] else (), first, frames, self._depth_db)
        for bus, stereo in sources:
            gain = self._ramp(bus, frames)
            block += stereo * (gain * ducked if bus is Bus.BACKGROUND else gain * np.ones(1, np.float32))[:, np.newaxis]
        self._heard_gains = self._gains
        return _limited(block)

    @property
    def _depth_db(self) -> float:
        """How far the background is ducked; further if it is turned up against the voice."""
        voice, background = self._gains[Bus.VOICE], self._gains[Bus.BACKGROUND]
        if not voice or not background:
            return DEPTH_DB
        over = 20.0 * math.log10(voice / background) + _BACKGROUND_BELOW_VOICE_DB
        return max(DEPTH_DB, _VOICE_OVER_BACKGROUND_DB - over)

    def _stop(self, placed: dict[Bus, Mono], first: int) -> None:
        """Let what has begun fade out, and forget it."""
        self._is_stopping = False
        fade = np.clip(1.0 - np.arange(len(placed[Bus.VOICE]), dtype=np.float32) / FADE_FRAMES, 0.0, 1.0)
        for sound in self._sounds:
            if sound.first < first:
                _add(placed[sound.bus], first, sound)
        for bus in placed:
            placed[bus] *= fade
        self._sounds = [sound for sound in self._sounds if sound.first >= first]

    def _ramp(self, bus: Bus, frames: int) -> Mono:
        before, gain = self._heard_gains[bus], self._gains[bus]
        if before == gain:
            return np.full(1, gain, dtype=np.float32)
        share = np.clip(np.arange(frames, dtype=np.float32) / FADE_FRAMES, 0.0, 1.0)
        return np.asarray(before + (gain - before) * share, dtype=np.float32)


def _add(block: Mono, first: int, sound: _Sound) -> None:
    """Add what of a sound falls into a block that begins at frame `first`."""
    begin, end = max(first, sound.first), min(first + len(block), sound.end)
    if begin < end:
        block[begin - first : end - first] += sound.samples[begin - sound.first : end - sound.first]


def _limited(block: Stereo) -> Stereo:
    """Bend what passes the ceiling, each sample by itself, so that the mix stays a function of its parts."""
    size = np.abs(block)
    if size.max(initial=0.0) <= _CEILING:
        return block
    over = np.maximum(size - _CEILING, 0.0) / (1.0 - _CEILING)
    bent = _CEILING + (1.0 - _CEILING) * np.tanh(over)
    return np.where(over > 0.0, np.sign(block) * bent, block).astype(np.float32)
