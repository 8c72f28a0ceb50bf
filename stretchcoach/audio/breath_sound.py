"""The sound of the breath, for closed eyes: it swells with the breath in and fades with the breath out.

It follows the same fullness as the circle.
"""

import math
from functools import cache

import numpy as np

from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.audio.source import Gate, JumpSmoother, Playhead
from stretchcoach.session.moment import fullness_at
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.choices import BreathSoundKind

_GRID_FRAMES = 960
"""The distance between samples of the fullness: 20 ms of the timeline. It is interpolated between them."""
_SLOPE_STEPS = 2
"""The number of grid steps on either side over which the slope of the fullness is measured."""
_SHARPNESS = 12.0
"""How sharply the sound of the breath in changes into that of the breath out."""
_LEVEL = 0.04
_LOOP_FRAMES = 4 * SAMPLE_RATE
_TONES_IN = ((196.0, 1.0), (294.0, 0.6), (392.0, 0.25))
_TONES_OUT = ((147.0, 1.0), (220.0, 0.5), (294.0, 0.15))
"""Partials of each tone, as frequency in Hz and amplitude. Whole numbers of Hz make the loop seamless."""
_AIR_IN = (700.0, 2_600.0)
_AIR_OUT = (250.0, 1_100.0)
"""Frequency bands in Hz. The breath in sounds brighter."""


class BreathSound:
    """A source that plays the breath of the timeline."""

    def __init__(self, kind: BreathSoundKind) -> None:
        self._kind = kind
        self._gate = Gate()
        self._smoother = JumpSmoother()
        self._direction_smoother = JumpSmoother()

    def read(self, frames: int, playhead: Playhead | None) -> Stereo:
        """Return the next frames."""
        gate = self._gate.gains(frames, playhead)
        if playhead is None or self._kind is BreathSoundKind.OFF or not gate.any():
            return np.zeros((frames, 2), dtype=np.float32)
        fullness, inward = _breath(playhead, frames)
        loudness = self._smoother.smooth(fullness**1.5, playhead)
        # Continue the loop through a jump, which would click otherwise.
        first = round((playhead.position - self._smoother.jumped) * SAMPLE_RATE) % _LOOP_FRAMES
        places = (first + np.arange(frames)) % _LOOP_FRAMES
        gain = (_LEVEL * gate * loudness)[:, np.newaxis]
        share = self._direction_smoother.smooth(inward, playhead)[:, np.newaxis]
        loop_in, loop_out = _loops(self._kind)
        return np.asarray(gain * (share * loop_in[places] + (1.0 - share) * loop_out[places]), dtype=np.float32)


def _breath(playhead: Playhead, frames: int) -> tuple[Mono, Mono]:
    """Return for each frame the fullness, and the direction of the breath: 1 for in, 0 for out."""
    first = playhead.position * SAMPLE_RATE
    places = first + np.arange(frames) * playhead.speed
    begin = math.floor(first / _GRID_FRAMES) - _SLOPE_STEPS
    end = math.floor(places[-1] / _GRID_FRAMES) + _SLOPE_STEPS + 2
    grid = np.arange(begin, end)
    values = np.array([_fullness(playhead.timeline, number * _GRID_FRAMES / SAMPLE_RATE) for number in grid])
    slopes = (values[2 * _SLOPE_STEPS :] - values[: -2 * _SLOPE_STEPS]) * (
        SAMPLE_RATE / (2 * _SLOPE_STEPS * _GRID_FRAMES)
    )
    inward = 0.5 + 0.5 * np.tanh(_SHARPNESS * slopes)
    fullness = np.interp(places, grid * _GRID_FRAMES, values)
    return fullness, np.interp(places, grid[_SLOPE_STEPS:-_SLOPE_STEPS] * _GRID_FRAMES, inward)


def _fullness(timeline: Timeline, seconds: float) -> float:
    position = min(max(seconds, 0.0), timeline.seconds)
    return fullness_at(timeline, timeline.index_at(position), position)


@cache
def _loops(kind: BreathSoundKind) -> tuple[Stereo, Stereo]:
    """Return the sounds of the breath in and of the breath out, each as a seamless loop."""
    if kind is BreathSoundKind.TONE:
        return _tones(_TONES_IN), _tones(_TONES_OUT)
    return _air(_AIR_IN, seed=1), _air(_AIR_OUT, seed=2)


def _tones(partials: tuple[tuple[float, float], ...]) -> Stereo:
    time = np.arange(_LOOP_FRAMES) / SAMPLE_RATE
    # The two channels are a quarter of a hertz apart, so each tone drifts a little between them.
    sides = [
        sum(share * np.sin(2 * np.pi * (hertz + apart) * time) for hertz, share in partials) for apart in (0.0, 0.25)
    ]
    return np.stack(sides, axis=1).astype(np.float32)


def _air(band: tuple[float, float], seed: int) -> Stereo:
    """Return band-limited noise. It is made from its spectrum, so that it loops without a seam."""
    random = np.random.default_rng(seed)
    hertz = np.fft.rfftfreq(_LOOP_FRAMES, 1 / SAMPLE_RATE)
    low, high = band
    with np.errstate(divide="ignore"):
        shape = np.exp(-2.0 * np.log2(np.maximum(hertz, 1.0) / math.sqrt(low * high)) ** 2 / math.log2(high / low))
    phases = np.exp(2j * np.pi * random.random((2, len(hertz))))
    sides = np.fft.irfft(shape * phases, _LOOP_FRAMES)
    return np.asarray((sides / np.sqrt(np.mean(sides**2)) * 1.2).T, dtype=np.float32)
