"""One mixer: sounds are put at exact places of one endless stream of samples."""

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


@dataclass(slots=True)
class _Sound:
    starts: int
    samples: Samples


class Mixer:
    """Adds sounds to one stream. `read` is called by the device, everything else by anyone.

    Frames are counted from the stream's beginning. `clock` is monotonic, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sounds: list[_Sound] = []
        self._read = 0
        self._began: float | None = None
        self._fading = False

    def play(self, samples: Samples, at: float) -> None:
        """Let `samples` sound when the clock says `at`; what is past by then is left out."""
        with self._lock:
            self._sounds.append(_Sound(self._frame_at(at), samples))

    def hush(self) -> None:
        """Fade to silence and forget every sound."""
        with self._lock:
            self._fading = True
            self._sounds = [sound for sound in self._sounds if sound.starts < self._read]

    def forget_coming(self) -> None:
        """Forget the sounds that have not begun."""
        with self._lock:
            self._sounds = [sound for sound in self._sounds if sound.starts < self._read]

    def read(self, frames: int) -> Samples:
        """Return the next `frames` samples of the stream."""
        block = np.zeros(frames, dtype=np.float32)
        with self._lock:
            begin, end = self._read, self._read + frames
            self._follow_device()
            for sound in self._sounds:
                first, last = max(begin, sound.starts), min(end, sound.starts + len(sound.samples))
                if first < last:
                    block[first - begin : last - begin] += sound.samples[first - sound.starts : last - sound.starts]
            self._sounds = [sound for sound in self._sounds if sound.starts + len(sound.samples) > end]
            self._read = end
            if self._fading:
                self._fading = False
                self._sounds = [sound for sound in self._sounds if sound.starts >= end]
                fade = np.clip(1.0 - np.arange(frames, dtype=np.float32) / _FADE_FRAMES, 0.0, 1.0)
                block *= fade
        return np.clip(block, -1.0, 1.0, out=block)

    def _follow_device(self) -> None:
        """Keep when frame 0 sounded by the clock, averaged over the blocks."""
        began = self._clock() - self._read / SAMPLE_RATE
        if self._began is None or abs(began - self._began) > _JUMP_SECONDS:
            self._began = began
        else:
            self._began += _FOLLOW * (began - self._began)

    def _frame_at(self, at: float) -> int:
        began = self._clock() - self._read / SAMPLE_RATE if self._began is None else self._began
        return max(self._read, round((at - began) * SAMPLE_RATE))
