"""Continuous sounds, such as the breath and the background, and the gains that keep them free of clicks."""

from typing import NamedTuple, Protocol

import numpy as np

from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.session.timeline import Timeline

_GATE_SECONDS = 0.4
_START_SECONDS = 0.5
_SMOOTHING_FRAMES = SAMPLE_RATE // 10
_JUMP_SECONDS = 0.005


class Playhead(NamedTuple):
    """Where in a session a block of samples begins."""

    timeline: Timeline
    position: float
    """The position of the block's first frame in the timeline, in seconds."""
    speed: float = 1.0
    """How many seconds of the session pass in one second."""
    is_running: bool = True


class Source(Protocol):
    """A continuous sound. It has no end of its own."""

    def read(self, frames: int, playhead: Playhead | None) -> Stereo:
        """Return the next frames. `playhead` is None while there is no session."""


class Gate:
    """A gain that opens while the session runs and closes while it is paused. At the start of a session it is open."""

    def __init__(self) -> None:
        self._gain: float | None = None
        """The gain of the last frame, from 0 to 1; None before the first block."""

    def gains(self, frames: int, playhead: Playhead | None) -> Mono:
        """Return the gain of each of the next frames."""
        is_open = playhead is not None and playhead.is_running
        target = 1.0 if is_open else 0.0
        if self._gain is None:
            at_start = playhead is not None and playhead.position < _START_SECONDS
            self._gain = target if at_start else 0.0
        if self._gain == target:
            return np.full(frames, target, dtype=np.float32)
        steps = np.arange(1, frames + 1, dtype=np.float32) / round(_GATE_SECONDS * SAMPLE_RATE)
        ramp = np.clip(self._gain + (steps if is_open else -steps), 0.0, 1.0)
        self._gain = float(ramp[-1])
        return ramp.astype(np.float32)


class JumpSmoother:
    """Crossfades a gain in 100 ms when the session jumps, as it does at a skip. Otherwise it changes nothing."""

    def __init__(self) -> None:
        self._last = 0.0
        self._expected: float | None = None
        """The position of the next block if the session does not jump, in seconds."""
        self.jumped = 0.0
        """The sum of all jumps so far, in seconds ahead."""

    def smooth(self, gains: Mono, playhead: Playhead) -> Mono:
        """Return the gains of a block, smoothed after a jump."""
        expected = self._expected
        if expected is not None and abs(playhead.position - expected) > _JUMP_SECONDS * playhead.speed:
            share = np.clip(1.0 - np.arange(len(gains), dtype=np.float32) / _SMOOTHING_FRAMES, 0.0, 1.0)
            self.jumped += playhead.position - expected
            gains = np.asarray(gains + (self._last - gains) * share, dtype=np.float32)
        self._last = float(gains[-1])
        self._expected = playhead.position + len(gains) * playhead.speed / SAMPLE_RATE
        return gains
