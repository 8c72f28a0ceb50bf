"""A gate that opens and closes softly, for sounds that pause with the session."""

import numpy as np

from stretchcoach.audio.samples import SAMPLE_RATE, Mono


class Gate:
    """Goes from closed to open within `seconds`. The first answer comes without a ramp."""

    def __init__(self, seconds: float = 0.4) -> None:
        self._frames = round(seconds * SAMPLE_RATE)
        self._open: float | None = None
        """From 0, closed, to 1; None before the first block."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing passes."""
        return not self._open

    def gains(self, frames: int, *, is_open: bool) -> Mono:
        """Return the gain of each of the next frames."""
        target = 1.0 if is_open else 0.0
        if self._open is None:
            self._open = target
        if self._open == target:
            return np.full(frames, target, dtype=np.float32)
        steps = np.arange(1, frames + 1, dtype=np.float32) / self._frames
        ramp = np.clip(self._open + (steps if is_open else -steps), 0.0, 1.0)
        self._open = float(ramp[-1])
        return ramp.astype(np.float32)
