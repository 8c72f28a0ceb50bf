"""The mixer: adds the sounds of four buses, addressed by frame. It knows no clock and no device."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stretchcoach.audio.buses import UNITY, Bus
from stretchcoach.audio.ducking import DEPTH_DB, Ducker, Span
from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.audio.source import Playhead, Source

FADE_FRAMES = SAMPLE_RATE // 50
"""20 ms: short enough to seem immediate, and long enough not to click."""
_KNEE = 0.9
"""The level above which samples are soft-clipped, so that the mix never clips."""
_VOICE_OVER_BACKGROUND_DB = 12.0
"""The least distance in loudness. A background that is turned up is ducked deeper."""
_BACKGROUND_BELOW_VOICE_DB = 9.0
"""How much quieter backgrounds are mastered than lines."""


@dataclass(frozen=True, eq=False)
class _PlacedSound:
    """A sound with its frames in the stream."""

    bus: Bus
    samples: Mono
    first: int
    """The frame at which it begins."""
    due: int
    """The frame at which it should have begun. It may have had to wait for another line."""

    @property
    def end(self) -> int:
        return self.first + len(self.samples)


class Mixer:
    """Adds sounds and sources to one stream of stereo frames, counted from 0. It is not safe for threads."""

    def __init__(self, gains: Mapping[Bus, float] = UNITY) -> None:
        self.position = 0
        """The next frame to be read."""
        self._sounds: list[_PlacedSound] = []
        self._sources: dict[Bus, Source] = {}
        self._leaving: list[tuple[Bus, Source]] = []
        """Sources that fade out in the next block."""
        self._gains = self._last_gains = dict(gains)
        self._ducker = Ducker()
        self._is_stopping = False

    def place(self, samples: Mono, bus: Bus, due: int, not_before: int = 0) -> None:
        """Play samples on a bus from frame `due` on, or as soon after that as possible."""
        self._sounds.append(_PlacedSound(bus, samples, max(due, not_before, self.position), due))

    def set_source(self, bus: Bus, source: Source | None) -> None:
        """Replace the source of a bus. The one before fades out in the next block."""
        if (before := self._sources.pop(bus, None)) is not None:
            self._leaving.append((bus, before))
        if source is not None:
            self._sources[bus] = source

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        """Change the gains, from 0 to 1, within 20 ms."""
        self._gains = dict(gains)

    def stop(self) -> None:
        """Fade out the placed sounds within 20 ms, and drop those that have not begun."""
        self._is_stopping = True
        self._sounds = [sound for sound in self._sounds if sound.first < self.position]

    def drop_from(self, frame: int) -> None:
        """Drop the placed sounds that are due at `frame` or later and have not begun."""
        self._sounds = [sound for sound in self._sounds if sound.first < self.position or sound.due < frame]

    def drop_playing(self) -> None:
        """Drop the placed sounds that have begun, without a fade: the device that played them is gone."""
        self._sounds = [sound for sound in self._sounds if sound.first >= self.position]

    @property
    def line_end(self) -> int:
        """The first frame after the last placed line; 0 if there is none."""
        return max((sound.end for sound in self._sounds if sound.bus is Bus.VOICE), default=0)

    @property
    def silent_from(self) -> int:
        """The first frame at which everything that was stopped has faded out."""
        return self.position + (FADE_FRAMES if self._is_stopping else 0)

    def read(self, frames: int, playhead: Playhead | None = None) -> Stereo:
        """Return the next frames of the mix."""
        first, end = self.position, self.position + frames
        sources = [(bus, source.read(frames, playhead)) for bus, source in self._sources.items()]
        if self._leaving:
            fall = np.linspace(1.0, 0.0, frames, dtype=np.float32)[:, np.newaxis]
            sources += [(bus, source.read(frames, playhead) * fall) for bus, source in self._leaving]
            self._leaving.clear()
        placed = {bus: np.zeros(frames, dtype=np.float32) for bus in (Bus.VOICE, Bus.CHIMES)}
        if self._is_stopping:
            self._fade_out(placed, first)
        lines: list[Span] = []
        for sound in self._sounds:
            _add(placed[sound.bus], first, sound)
            if sound.bus is Bus.VOICE:
                lines.append((sound.first, sound.end))
        self.position = end
        self._sounds = [sound for sound in self._sounds if sound.end > end]
        block = np.zeros((frames, 2), dtype=np.float32)
        for bus, samples in placed.items():
            block += (samples * self._gain_ramp(bus, frames))[:, np.newaxis]
        ducked = self._ducker.gains(lines if self._gains[Bus.VOICE] else (), first, frames, self._depth_db)
        for bus, stereo in sources:
            gain = self._gain_ramp(bus, frames)
            block += stereo * (gain * ducked if bus is Bus.BACKGROUND else gain * np.ones(1, np.float32))[:, np.newaxis]
        self._last_gains = self._gains
        return _soft_clip(block)

    @property
    def _depth_db(self) -> float:
        """How far the background is ducked, in decibels: deeper if it is turned up against the voice."""
        voice, background = self._gains[Bus.VOICE], self._gains[Bus.BACKGROUND]
        if not voice or not background:
            return DEPTH_DB
        over = 20.0 * math.log10(voice / background) + _BACKGROUND_BELOW_VOICE_DB
        return max(DEPTH_DB, _VOICE_OVER_BACKGROUND_DB - over)

    def _fade_out(self, placed: dict[Bus, Mono], first: int) -> None:
        """Fade out the sounds that have begun, and forget them."""
        self._is_stopping = False
        fade = np.clip(1.0 - np.arange(len(placed[Bus.VOICE]), dtype=np.float32) / FADE_FRAMES, 0.0, 1.0)
        for sound in self._sounds:
            if sound.first < first:
                _add(placed[sound.bus], first, sound)
        for bus in placed:
            placed[bus] *= fade
        self._sounds = [sound for sound in self._sounds if sound.first >= first]

    def _gain_ramp(self, bus: Bus, frames: int) -> Mono:
        """Return the gain of each frame, or a single gain if it does not change."""
        before, gain = self._last_gains[bus], self._gains[bus]
        if before == gain:
            return np.full(1, gain, dtype=np.float32)
        share = np.clip(np.arange(frames, dtype=np.float32) / FADE_FRAMES, 0.0, 1.0)
        return np.asarray(before + (gain - before) * share, dtype=np.float32)


def _add(block: Mono, first: int, sound: _PlacedSound) -> None:
    """Add the part of a sound that falls into a block, which begins at frame `first`."""
    begin, end = max(first, sound.first), min(first + len(block), sound.end)
    if begin < end:
        block[begin - first : end - first] += sound.samples[begin - sound.first : end - sound.first]


def _soft_clip(block: Stereo) -> Stereo:
    """Compress samples above the knee, each by itself, so that the mix stays a pure function of its parts."""
    size = np.abs(block)
    if size.max(initial=0.0) <= _KNEE:
        return block
    over = np.maximum(size - _KNEE, 0.0) / (1.0 - _KNEE)
    compressed = _KNEE + (1.0 - _KNEE) * np.tanh(over)
    return np.where(over > 0.0, np.sign(block) * compressed, block).astype(np.float32)
