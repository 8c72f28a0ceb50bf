"""Ducking: the background sinks under the voice, and rises again."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from stretchcoach.audio.samples import SAMPLE_RATE, Mono

DEPTH_DB = 12.0
_DOWN_FRAMES = round(0.15 * SAMPLE_RATE)
_UP_FRAMES = round(0.6 * SAMPLE_RATE)
LOOK_AHEAD_FRAMES = _DOWN_FRAMES
"""The background begins to sink before a line, so that it is down with the first word."""

Span = tuple[int, int]
"""The first frame of a line and the first frame after it."""


class Ducker:
    """Follows the lines of a voice from frame to frame; how the frames are cut into blocks makes no difference."""

    def __init__(self) -> None:
        self._depth = 0.0
        """From 0, not ducked, to 1."""

    def gains(self, lines: Iterable[Span], first: int, frames: int, depth_db: float = DEPTH_DB) -> Mono:
        """Return the gain of the background for `frames` frames from `first` on. A line may be ahead of them."""
        stretches = list(_stretches(lines, first, frames))
        if not self._depth and not any(is_down for _begin, _end, is_down in stretches):
            return np.ones(frames, dtype=np.float32)
        depths = np.empty(frames, dtype=np.float32)
        for begin, end, is_down in stretches:
            steps = np.arange(1, end - begin + 1, dtype=np.float32)
            if is_down:
                ramp = np.minimum(self._depth + steps / _DOWN_FRAMES, 1.0)
            else:
                ramp = np.maximum(self._depth - steps / _UP_FRAMES, 0.0)
            depths[begin - first : end - first] = ramp
            self._depth = float(ramp[-1])
        return np.asarray(np.float32(10.0) ** (depths * np.float32(-depth_db / 20.0)), dtype=np.float32)


def _stretches(lines: Iterable[Span], first: int, frames: int) -> Iterator[tuple[int, int, bool]]:
    """Cut the frames at which the voice begins or ends, and say of each stretch whether the voice is near."""
    last = first + frames
    near = [(begin - LOOK_AHEAD_FRAMES, end) for begin, end in lines]
    cuts = {first, last, *(edge for span in near for edge in span if first < edge < last)}
    edges = sorted(cuts)
    for begin, end in pairwise(edges):
        yield begin, end, any(start <= begin < stop for start, stop in near)
