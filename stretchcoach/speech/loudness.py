"""Measuring the loudness of a mono sound in LUFS, by ITU-R BS.1770-5."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from stretchcoach.speech.engine import Samples

Floats = NDArray[np.float64]

BLOCK_SECONDS = 0.4
"""The length of a gating block."""
STEP_SECONDS = 0.1
"""The distance between two gating blocks."""
_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
"""Corner in Hz, gain in dB and Q of the shelving filter, which models the head."""
_HIGH_PASS = (38.13547087602444, 0.5003270373238773)
"""Corner in Hz and Q of the high-pass filter."""
_RINGING_SECONDS = 0.2
"""The time after which the high-pass filter has stopped ringing."""


def loudness(samples: "Samples", sample_rate: int) -> float:
    """Return the gated loudness in LUFS; minus infinity for silence. A shorter sound counts as one block."""
    weighted = _k_weighted(samples.astype(np.float64), sample_rate)
    block = min(round(BLOCK_SECONDS * sample_rate), len(weighted))
    step = round(STEP_SECONDS * sample_rate)
    if block == 0:
        return -np.inf
    energy = np.concatenate(([0.0], np.cumsum(weighted**2)))
    starts = np.arange(0, len(weighted) - block + 1, step)
    means = (energy[starts + block] - energy[starts]) / block
    means = means[_lufs(means) > _ABSOLUTE_GATE]
    if not means.size:
        return -np.inf
    return float(_lufs(means[_lufs(means) > _lufs(means.mean()) + _RELATIVE_GATE].mean()))


def _lufs(mean_square: "Floats | np.floating") -> "Floats":
    with np.errstate(divide="ignore"):
        return np.asarray(_OFFSET + 10.0 * np.log10(mean_square))


def _k_weighted(samples: "Floats", sample_rate: int) -> "Floats":
    """Apply the K-weighting filters in the frequency domain, with room for their ringing."""
    needed = len(samples) + round(_RINGING_SECONDS * sample_rate)
    length = 1 << (needed - 1).bit_length()  # a power of two is the fastest to transform
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(length))
    response = np.ones_like(z)
    for b, a in (_shelf(sample_rate), _high_pass(sample_rate)):
        response *= (b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2)
    return np.fft.irfft(np.fft.rfft(samples, length) * response, length)[: len(samples)]


_Filter = tuple[tuple[float, float, float], tuple[float, float, float]]


def _shelf(sample_rate: int) -> _Filter:
    corner, gain, q = _SHELF
    k = np.tan(np.pi * corner / sample_rate)
    high = 10.0 ** (gain / 20.0)
    band = high**0.4996667741545416
    return (
        (high + band * k / q + k * k, 2.0 * (k * k - high), high - band * k / q + k * k),
        (1.0 + k / q + k * k, 2.0 * (k * k - 1.0), 1.0 - k / q + k * k),
    )


def _high_pass(sample_rate: int) -> _Filter:
    corner, q = _HIGH_PASS
    k = np.tan(np.pi * corner / sample_rate)
    a0 = 1.0 + k / q + k * k
    return (1.0, -2.0, 1.0), (1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0)
