"""Sidechain ducking: the background sinks while a line is spoken, and rises again after it."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from stretchcoach.audio.samples import SAMPLE_RATE, Mono

DEPTH_DB = 12.0
"""How far the background sinks, in decibels."""
_ATTACK_FRAMES = round(0.15 * SAMPLE_RATE)
_RELEASE_FRAMES = round(0.6 * SAMPLE_RATE)
LOOK_AHEAD_FRAMES = _ATTACK_FRAMES
"""How long before a line the background begins to sink, so that it is down with the first word."""

Span = tuple[int, int]
"""The first frame of a line, and the first frame after it."""


class Ducker:
    """The gain of the background, from frame to frame. The division into blocks makes no difference."""

    def __init__(self) -> None:
        self._depth = 0.0
        """How far the background is ducked, from 0 to 1."""

    def gains(self, lines: Iterable[Span], first: int, frames: int, depth_db: float = DEPTH_DB) -> Mono:
        """Return the gain of each of `frames` frames from frame `first` on. `lines` includes lines soon to come."""
        sections = list(_sections(lines, first, frames))
        if not self._depth and not any(is_ducked for _begin, _end, is_ducked in sections):
            return np.ones(frames, dtype=np.float32)
        depths = np.empty(frames, dtype=np.float32)
        for begin, end, is_ducked in sections:
            steps = np.arange(1, end - begin + 1, dtype=np.float32)
            if is_ducked:
                ramp = np.minimum(self._depth + steps / _ATTACK_FRAMES, 1.0)
            else:
                ramp = np.maximum(self._depth - steps / _RELEASE_FRAMES, 0.0)
            depths[begin - first : end - first] = ramp
            self._depth = float(ramp[-1])
        return np.asarray(np.float32(10.0) ** (depths * np.float32(-depth_db / 20.0)), dtype=np.float32)


def _sections(lines: Iterable[Span], first: int, frames: int) -> Iterator[tuple[int, int, bool]]:
    """Split the frames where ducking begins or ends. Yield the bounds of each section and whether it is ducked."""
    last = first + frames
    ducked = [(begin - LOOK_AHEAD_FRAMES, end) for begin, end in lines]
    edges = {first, last, *(edge for span in ducked for edge in span if first < edge < last)}
    for begin, end in pairwise(sorted(edges)):
        yield begin, end, any(start <= begin < stop for start, stop in ducked)
