"""Samples, and reading them from files."""

import contextlib
from pathlib import Path

import miniaudio
import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
Mono = NDArray[np.float32]
"""Shape (frames,), at SAMPLE_RATE, from -1 to 1."""
Stereo = NDArray[np.float32]
"""Shape (frames, 2), at SAMPLE_RATE, from -1 to 1."""


def read_mono(path: Path) -> Mono | None:
    """Return the samples of a short sound file; None if it is damaged or missing."""
    with contextlib.suppress(miniaudio.DecodeError, OSError):
        # Not by its name, which the library could not open on Windows if it has letters outside of ASCII.
        decoded = miniaudio.decode(
            path.read_bytes(),
            output_format=miniaudio.SampleFormat.FLOAT32,
            nchannels=1,
            sample_rate=SAMPLE_RATE,
        )
        return np.frombuffer(decoded.samples, dtype=np.float32)
    return None
