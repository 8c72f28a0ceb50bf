"""Mastering a line: silence around it is trimmed, and every line is brought to the same loudness."""

from typing import TYPE_CHECKING

import numpy as np

from stretchcoach.speech.loudness import BLOCK_SECONDS, STEP_SECONDS, loudness

if TYPE_CHECKING:
    from stretchcoach.speech.engine import Samples

SAMPLE_RATE = 48_000
TARGET_LUFS = -21.0
"""Loud enough to fill a room, with headroom for peaks."""
_SILENCE_DB = -40.0
"""The level relative to the loudest sample below which a sample counts as silence."""
_BEFORE_SECONDS = 0.01
_AFTER_SECONDS = 0.08
_FADE_SECONDS = 0.005
_GRID_FRAMES = round(STEP_SECONDS * SAMPLE_RATE)
_LEAST_FRAMES = round(BLOCK_SECONDS * SAMPLE_RATE)
"""The shortest line. Together with the grid it makes every loudness meter agree on a line."""
_KNEE = 0.85
"""The level above which samples are soft-clipped, so that none exceeds full scale."""
_ROUNDS = 3
"""Soft clipping makes a line a little quieter, so its gain is found in a few rounds."""


class SilentError(Exception):
    """The engine produced only silence."""


def master(samples: "Samples", sample_rate: int) -> "Samples":
    """Return a line at SAMPLE_RATE and TARGET_LUFS, without silence around it. Raises SilentError."""
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
    loud = np.flatnonzero(np.abs(samples) > peak * 10.0 ** (_SILENCE_DB / 20.0))
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
            raise SilentError("the engine spoke nothing audible")
        gain_db += TARGET_LUFS - measured
        levelled = _soft_clip(line * np.float32(10.0 ** (gain_db / 20.0)))
    return levelled


def _soft_clip(line: "Samples") -> "Samples":
    over = np.maximum(np.abs(line) - _KNEE, 0.0) / (1.0 - _KNEE)
    compressed = _KNEE + (1.0 - _KNEE) * np.tanh(over)
    return np.where(over > 0.0, np.sign(line) * compressed, line).astype(np.float32)
