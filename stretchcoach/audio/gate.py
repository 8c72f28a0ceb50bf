"""Gains without a click: for sounds that pause with the session, and that jump with it."""

import numpy as np

from stretchcoach.audio.mixer import Playing
from stretchcoach.audio.samples import SAMPLE_RATE, Mono

_START_SECONDS = 0.5


class Gate:
    """Goes from closed to open within `seconds`. At the start of a session it is open at once."""

    def __init__(self, seconds: float = 0.4) -> None:
        self._frames = round(seconds * SAMPLE_RATE)
        self._open: float | None = None
        """From 0, closed, to 1; None before the first block."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing passes."""
        return not self._open

    def gains(self, frames: int, playing: Playing | None) -> Mono:
        """Return the gain of each of the next frames."""
        is_open = playing is not None and playing.is_running
        target = 1.0 if is_open else 0.0
        if self._open is None:
            at_start = playing is not None and playing.position < _START_SECONDS
            self._open = target if at_start else 0.0
        if self._open == target:
            return np.full(frames, target, dtype=np.float32)
        steps = np.arange(1, frames + 1, dtype=np.float32) / self._frames
        ramp = np.clip(self._open + (steps if is_open else -steps), 0.0, 1.0)
        self._open = float(ramp[-1])
        return ramp.astype(np.float32)


_LED_OVER_FRAMES = SAMPLE_RATE // 10
_JUMP_SECONDS = 0.005


class JumpSmoother:
    """Leads gains over in 100 ms when the session goes to another place, as by a press. Else it changes nothing."""

    def __init__(self) -> None:
        self._last = 0.0
        self._expected: float | None = None
        """Where the next block is if the session just goes on."""
        self.jumped = 0.0
        """By how many seconds the session has jumped ahead in all."""

    def smooth(self, gains: Mono, playing: Playing) -> Mono:
        """Return the gains of a block."""
        expected = self._expected
        if expected is not None and abs(playing.position - expected) > _JUMP_SECONDS * playing.speed:
            share = np.clip(1.0 - np.arange(len(gains), dtype=np.float32) / _LED_OVER_FRAMES, 0.0, 1.0)
            self.jumped += playing.position - expected
            gains = np.asarray(gains + (self._last - gains) * share, dtype=np.float32)
        self._last = float(gains[-1])
        self._expected = playing.position + len(gains) * playing.speed / SAMPLE_RATE
        return gains
