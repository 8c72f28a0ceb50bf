"""One mixer: sounds are put at exact places of one endless stream of samples."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
Samples = NDArray[np.float32]
"""Mono, 48 kHz, from -1 to 1."""

_FADE_FRAMES = SAMPLE_RATE // 50
"""20 ms: short enough to be at once, long enough not to click."""
_FOLLOW = 0.02
"""How quickly the stream's clock follows what the device says; a block's jitter is averaged out."""
_JUMP_SECONDS = 0.08
"""A device that lost so much has been interrupted; its clock is taken anew."""
_LATE_SECONDS = 0.25
"""A sound that could not begin for so long is left out."""


@dataclass
class _Sound:
    at: float
    samples: Samples
    is_line: bool
    starts: int | None = None
    """Its first frame, once it has begun. Before that the stream may still stall, and the frame move."""

    @property
    def ends(self) -> int:
        """The first frame after it; 0 before it has begun."""
        return 0 if self.starts is None else self.starts + len(self.samples)


class Mixer:
    """Adds sounds to one stream, but never two spoken lines. `read` is called by the device, everything else by anyone.

    Frames are counted from the stream's beginning. `clock` is monotonic, in seconds; a frame that is read is
    heard `delay_seconds` later.
    """

    def __init__(self, clock: Callable[[], float], delay_seconds: float = 0.0) -> None:
        self._clock = clock
        self._delay_seconds = delay_seconds
        self._lock = threading.Lock()
        self._sounds: list[_Sound] = []
        self._read = 0
        self._began = -math.inf
        self._fading = False
        self.volume = 1.0
        """From 0 to 1. A change is heard with the next block."""
        self._heard_volume = 1.0

    def play(self, samples: Samples, at: float, *, is_line: bool = False) -> None:
        """Let `samples` be heard when the clock says `at`, or a little after that, or never.

        A spoken line waits until the line before it has ended.
        """
        with self._lock:
            # Where no device reads, sounds would pile up here.
            late = self._clock() - self._delay_seconds - _LATE_SECONDS
            self._sounds = [sound for sound in self._sounds if sound.starts is not None or sound.at >= late]
            self._sounds.append(_Sound(at, samples, is_line))

    def hush(self) -> None:
        """Fade to silence and forget every sound."""
        with self._lock:
            self._fading = True
            self._sounds = [sound for sound in self._sounds if sound.starts is not None]

    def forget_from(self, at: float) -> None:
        """Forget the sounds that have not begun and are due when the clock says `at` or later."""
        with self._lock:
            self._sounds = [sound for sound in self._sounds if sound.starts is not None or sound.at < at]

    def break_off(self) -> None:
        """Forget the sounds that have begun: the device that played them is gone, and the next begins with silence."""
        with self._lock:
            self._forget_begun()

    def read(self, frames: int) -> Samples:
        """Return the next `frames` samples of the stream."""
        block = np.zeros(frames, dtype=np.float32)
        with self._lock:
            self._follow_device()
            begin, end = self._read, self._read + frames
            silent = begin
            self._read = end
            if self._fading:
                self._fading = False
                self._add_begun(block, begin)
                block *= np.clip(1.0 - np.arange(frames, dtype=np.float32) / _FADE_FRAMES, 0.0, 1.0)
                self._forget_begun()
                silent += _FADE_FRAMES
            self._begin_sounds(begin, end, silent)
            self._add_begun(block, begin)
            self._sounds = [sound for sound in self._sounds if sound.starts is None or sound.ends > end]
        self._apply_volume(block)
        return np.clip(block, -1.0, 1.0, out=block)

    def _apply_volume(self, block: Samples) -> None:
        """Go to the volume in 20 ms, so that nothing clicks."""
        before, self._heard_volume = self._heard_volume, self.volume
        if before != self.volume:
            share = np.clip(np.arange(len(block), dtype=np.float32) / _FADE_FRAMES, 0.0, 1.0)
            block *= before + (self.volume - before) * share
        else:
            block *= np.float32(before)

    def _forget_begun(self) -> None:
        self._sounds = [sound for sound in self._sounds if sound.starts is None]

    def _add_begun(self, block: Samples, begin: int) -> None:
        for sound in self._sounds:
            if sound.starts is not None:
                _add(block, begin, sound.samples, sound.starts)

    def _begin_sounds(self, begin: int, end: int, silent: int) -> None:
        """Give a first frame, `begin` or later, to each sound whose time comes before frame `end`.

        A line begins no sooner than frame `silent`, in which what was faded out is silent, and after the line before.
        """
        silent = max([silent, *(sound.ends for sound in self._sounds if sound.is_line)])
        for sound in sorted(self._sounds, key=lambda one: one.at):
            if sound.starts is not None:
                continue
            frame = round((sound.at - self._delay_seconds - self._began) * SAMPLE_RATE)
            if frame < begin - _LATE_SECONDS * SAMPLE_RATE:
                sound.samples = sound.samples[:0]
            if sound.is_line:
                frame = max(frame, silent)
            if frame < end:
                sound.starts = max(begin, frame)
                silent = max(silent, sound.ends if sound.is_line else 0)

    def _follow_device(self) -> None:
        """Keep when frame 0 sounded by the clock, averaged over the blocks."""
        began = self._clock() - self._read / SAMPLE_RATE
        if abs(began - self._began) > _JUMP_SECONDS:
            self._began = began
        else:
            self._began += _FOLLOW * (began - self._began)


def _add(block: Samples, begin: int, samples: Samples, starts: int) -> None:
    """Add what of `samples` falls into a block that begins at frame `begin`."""
    first, last = max(begin, starts), min(begin + len(block), starts + len(samples))
    if first < last:
        block[first - begin : last - begin] += samples[first - starts : last - starts]
