"""Making what an engine spoke fit for a session: without silence around it, and as loud as every other line."""

from typing import TYPE_CHECKING

import numpy as np

from stretchcoach.speech.loudness import BLOCK_SECONDS, STEP_SECONDS, loudness

if TYPE_CHECKING:
    from stretchcoach.speech.engine import Samples

SAMPLE_RATE = 48_000
TARGET_LUFS = -21.0
"""Loud enough for a room, with room for peaks below full scale."""
_QUIET_DB = -40.0
"""Below the loudest sample by so much is silence."""
_BEFORE_SECONDS = 0.01
_AFTER_SECONDS = 0.08
_FADE_SECONDS = 0.005
_GRID_FRAMES = round(STEP_SECONDS * SAMPLE_RATE)
_LEAST_FRAMES = round(BLOCK_SECONDS * SAMPLE_RATE)
"""A line ends on this grid and is as long as a block at least, so that every meter measures it alike."""
_KNEE = 0.85
"""Samples above this are bent, so that none passes full scale."""
_ROUNDS = 3
"""Bending makes a line a little quieter, so its gain is found in a few rounds."""


class SilentError(Exception):
    """The engine spoke nothing."""


def master(samples: "Samples", sample_rate: int) -> "Samples":
    """Return a line at SAMPLE_RATE and TARGET_LUFS without silence around it. Raises SilentError."""
    import soxr

    trimmed = _trim(np.nan_to_num(samples), sample_rate)
    line = np.asarray(soxr.resample(trimmed, sample_rate, SAMPLE_RATE), dtype=np.float32)
    fade = min(round(_FADE_SECONDS * SAMPLE_RATE), len(line) // 2)
    ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    line[:fade] *= ramp
    line[len(line) - fade :] *= ramp[::-1]
    frames = max(_LEAST_FRAMES, -(-len(line) // _GRID_FRAMES) * _GRID_FRAMES)
    return _level(np.pad(line, (0, frames - len(line))))


def _trim(samples: "Samples", sample_rate: int) -> "Samples":
    peak = float(np.abs(samples).max(initial=0.0))
    loud = np.flatnonzero(np.abs(samples) > peak * 10.0 ** (_QUIET_DB / 20.0))
    if not loud.size:
        raise SilentError("the engine spoke nothing")
    first = max(0, loud[0] - round(_BEFORE_SECONDS * sample_rate))
    return samples[first : loud[-1] + round(_AFTER_SECONDS * sample_rate)]


def _level(line: "Samples") -> "Samples":
    gain_db = 0.0
    levelled = line
    for _round in range(_ROUNDS):
        measured = loudness(levelled, SAMPLE_RATE)
        if not np.isfinite(measured):
            raise SilentError("the engine spoke nothing that can be heard")
        gain_db += TARGET_LUFS - measured
        levelled = _bend(line * np.float32(10.0 ** (gain_db / 20.0)))
    return levelled


def _bend(line: "Samples") -> "Samples":
    over = np.maximum(np.abs(line) - _KNEE, 0.0) / (1.0 - _KNEE)
    bent = _KNEE + (1.0 - _KNEE) * np.tanh(over)
    return np.where(over > 0.0, np.sign(line) * bent, line).astype(np.float32)
