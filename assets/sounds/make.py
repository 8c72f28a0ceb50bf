"""Makes the chimes beside it: soft struck bowls, quiet again before a word is said.

python assets/sounds/make.py
"""

from pathlib import Path

import numpy as np
import soundfile

SAMPLE_RATE = 48_000
LENGTH_SECONDS = 1.1
PARTIALS = ((1.0, 1.0, 0.30), (2.0, 0.18, 0.20), (2.76, 0.12, 0.14), (5.4, 0.04, 0.06))
"""Each partial of a struck bowl: multiple of the pitch, level, and seconds to fade to a third."""
PEAK = 0.22

LEAD_IN_PEAK = 0.13
"""Quieter, because it comes out of silence."""
TICK_PEAK = 0.1
TICK_SECONDS = 0.25

# Name: the notes, each with its beginning in seconds, its pitch in Hz and its level.
CHIMES = {
    "lead-in": ((0.0, 261.63, 1.0), (0.3, 392.0, 0.5)),
    "hold-begins": ((0.0, 392.0, 0.7), (0.12, 523.25, 1.0)),
    "hold-ends": ((0.0, 523.25, 1.0), (0.12, 392.0, 0.8)),
    "tick": ((0.0, 784.0, 1.0),),
    "change-sides": ((0.0, 440.0, 0.9), (0.11, 659.25, 0.7), (0.22, 440.0, 0.8)),
}


def bowl(pitch: float, seconds: float) -> np.ndarray:
    """Return one strike, as samples."""
    at = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    strike = sum(level * np.sin(2 * np.pi * pitch * times * at) * np.exp(-at / fade) for times, level, fade in PARTIALS)
    return np.asarray(strike * np.clip(at / 0.006, 0, 1))


def main() -> None:
    """Write all chimes."""
    for name, notes in CHIMES.items():
        sound = np.zeros(int(LENGTH_SECONDS * SAMPLE_RATE))
        for begins, pitch, level in notes:
            first = int(begins * SAMPLE_RATE)
            sound[first:] += level * bowl(pitch, LENGTH_SECONDS)[: len(sound) - first]
        sound *= np.clip((LENGTH_SECONDS - np.arange(len(sound)) / SAMPLE_RATE) / 0.3, 0, 1)
        if name == "tick":
            sound = sound[: int(TICK_SECONDS * SAMPLE_RATE)] * np.linspace(1, 0, int(TICK_SECONDS * SAMPLE_RATE))
        sound *= {"lead-in": LEAD_IN_PEAK, "tick": TICK_PEAK}.get(name, PEAK) / np.abs(sound).max()
        soundfile.write(Path(__file__).with_name(f"{name}.flac"), sound, SAMPLE_RATE)


if __name__ == "__main__":
    main()
