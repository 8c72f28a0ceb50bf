"""Makes the backgrounds beside it: loops without a seam, each about 40 s long, and quiet enough for a voice above them.

python assets/sounds/make_backgrounds.py

Each is made as a whole in the frequency domain, or of tones that fit into its length, so that it has neither beginning
nor end. The first seconds are repeated after the last: the player crossfades over them.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from stretchcoach.speech.loudness import loudness

SAMPLE_RATE = 48_000
LOOP_SECONDS = 40
OVERLAP_SECONDS = 2
LUFS = -30.0
COMPRESSION = {"rain": 0.97, "waves": 0.97, "wind": 0.93, "brown-noise": 0.96, "drone": 0.7}
"""From 0, large and faithful, to 1."""

RISE_SECONDS, FALL_SECONDS = 3.0, 1.9
"""Of a wave."""

FRAMES = LOOP_SECONDS * SAMPLE_RATE
HERTZ = np.fft.rfftfreq(FRAMES, 1 / SAMPLE_RATE)
TIME = np.arange(FRAMES) / SAMPLE_RATE
Floats = NDArray[np.float64]


def noise(random: np.random.Generator, shape: Floats) -> Floats:
    """Return noise with a spectrum of the given shape, at a mean amplitude of 1."""
    sound = np.fft.irfft(shape * np.exp(2j * np.pi * random.random(len(HERTZ))), FRAMES)
    return np.asarray(sound / np.sqrt(np.mean(sound**2)))


def band(low: float, high: float, steepness: float = 4.0) -> Floats:
    """Return the shape of a band of frequencies in Hz."""
    safe = np.maximum(HERTZ, 1.0)
    return np.asarray(1 / np.sqrt((1 + (low / safe) ** steepness) * (1 + (safe / high) ** steepness)))


def slow(random: np.random.Generator, fastest: float, least: float) -> Floats:
    """Return a curve from `least` to 1 that changes as slowly as `fastest` Hz."""
    curve = np.zeros(FRAMES)
    for cycles in range(1, max(2, round(fastest * LOOP_SECONDS)) + 1):
        curve += (
            random.random() / np.sqrt(cycles) * np.cos(2 * np.pi * (cycles * TIME / LOOP_SECONDS + random.random()))
        )
    curve -= curve.min()
    return np.asarray(least + (1 - least) * curve / curve.max())


def brown_noise(random: np.random.Generator) -> Floats:
    """Return a deep, even rumble."""
    return noise(random, band(35, 90, 2.0) * band(30, 2_500))


def rain(random: np.random.Generator) -> Floats:
    """Return steady rain with single drops."""
    sheet = noise(random, band(400, 7_000, 2.0) / np.sqrt(np.maximum(HERTZ, 100.0)))
    drops = np.zeros(FRAMES)
    places = random.integers(0, FRAMES, LOOP_SECONDS * 45)
    drops[places] = random.exponential(1.0, len(places))
    length = SAMPLE_RATE // 20
    at = np.arange(length) / SAMPLE_RATE
    drop = np.sin(2 * np.pi * (1_400 + 9_000 * at) * at) * np.exp(-at / 0.006)
    drops = np.fft.irfft(np.fft.rfft(drops) * np.fft.rfft(drop, FRAMES), FRAMES)
    return np.asarray(sheet * slow(random, 0.2, 0.8) + 0.25 * drops / np.sqrt(np.mean(drops**2)))


def waves(random: np.random.Generator) -> Floats:
    """Return waves that come in every eight seconds, each with its own strength."""
    swell = np.zeros(FRAMES)
    for number in range(LOOP_SECONDS // 8):
        into = (TIME - 8 * number - random.uniform(0, 1.5)) % LOOP_SECONDS
        rise = np.sin(np.pi / 2 * np.minimum(into / RISE_SECONDS, 1.0)) ** 2
        fall = np.exp(-np.maximum(into - RISE_SECONDS, 0) / FALL_SECONDS)
        swell = np.maximum(swell, random.uniform(0.7, 1.0) * rise * fall)
    deep = noise(random, band(60, 350, 2.0))
    foam = noise(random, band(500, 4_500, 2.0) / np.sqrt(np.maximum(HERTZ, 100.0)))
    return np.asarray(deep * (0.35 + 0.5 * swell) + foam * (0.06 + 0.7 * swell**2))


def wind(random: np.random.Generator) -> Floats:
    """Return wind that rises and falls."""
    parts = (noise(random, band(low, 1.6 * low, 6.0)) * slow(random, 0.25, 0.15) for low in (120, 240, 420, 700))
    return np.asarray(sum(level * part for level, part in zip((1.0, 0.8, 0.5, 0.25), parts, strict=True)))


def drone(random: np.random.Generator) -> Floats:
    """Return a low chord whose tones swell one after the other."""
    sound = np.zeros(FRAMES)
    for hertz, level in ((82.5, 0.8), (110.0, 1.0), (165.0, 0.6), (220.0, 0.5), (330.0, 0.22), (440.0, 0.1)):
        for apart in (-0.1, 0.075):  # whole cycles in the loop
            sound += level * np.sin(2 * np.pi * ((hertz + apart) * TIME + random.random())) * slow(random, 0.1, 0.35)
    return sound


MAKERS: dict[str, Callable[[np.random.Generator], Floats]] = {
    "brown-noise": brown_noise,
    "rain": rain,
    "waves": waves,
    "wind": wind,
    "drone": drone,
}


def main() -> None:
    """Write all backgrounds."""
    folder = Path(__file__).with_name("backgrounds")
    folder.mkdir(exist_ok=True)
    for name, make in MAKERS.items():
        if name in ("drone", "waves"):
            # One sea and one chord: both sides have the same swell, and a noise of their own on top.
            left, right = (make(np.random.default_rng(7)) for _side in range(2))
            other = make(np.random.default_rng(8))
            sides = [0.9 * left + 0.3 * other, 0.9 * right - 0.3 * other]
        else:
            sides = [make(np.random.default_rng(seed)) for seed in (1, 2)]
        stereo = np.stack(sides, axis=1)
        stereo *= 10 ** ((LUFS - loudness(stereo[:, 0].astype(np.float32), SAMPLE_RATE)) / 20)
        looped = np.concatenate((stereo, stereo[: OVERLAP_SECONDS * SAMPLE_RATE]))
        path = folder / f"{name}.ogg"
        with soundfile.SoundFile(
            path, "w", SAMPLE_RATE, 2, format="OGG", subtype="VORBIS", compression_level=COMPRESSION[name]
        ) as file:
            for first in range(0, len(looped), SAMPLE_RATE):
                file.write(looped[first : first + SAMPLE_RATE])
        print(f"{name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
