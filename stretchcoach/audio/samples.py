"""Samples, and decoding them from short sound files."""

import contextlib
from pathlib import Path

import miniaudio
import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
"""Frames a second, everywhere in the mix."""
Mono = NDArray[np.float32]
"""An array of shape (frames,) with values from -1 to 1, at SAMPLE_RATE."""
Stereo = NDArray[np.float32]
"""An array of shape (frames, 2) with values from -1 to 1, at SAMPLE_RATE."""


def read_mono(path: Path) -> Mono | None:
    """Return the samples of a short sound file; None if it is damaged or missing."""
    with contextlib.suppress(miniaudio.DecodeError, OSError):
        # Pass the content: on Windows, miniaudio cannot open names with letters outside of ASCII.
        decoded = miniaudio.decode(
            path.read_bytes(),
            output_format=miniaudio.SampleFormat.FLOAT32,
            nchannels=1,
            sample_rate=SAMPLE_RATE,
        )
        return np.frombuffer(decoded.samples, dtype=np.float32)
    return None
