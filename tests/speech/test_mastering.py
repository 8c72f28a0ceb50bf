"""Lines have no silence around them and are equally loud, whichever engine spoke them, as pyloudnorm measures it."""

import warnings

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, strategies as st

from stretchcoach.speech.engine import SpeechEngine
from stretchcoach.speech.loudness import loudness
from stretchcoach.speech.mastering import SAMPLE_RATE, TARGET_LUFS, SilentError, master
from stretchcoach.speech.natural import NaturalEngine
from stretchcoach.speech.system import SystemEngine

TEXTS = (
    "In.",
    "One.",
    "Halfway.",
    "Breathe out and sink over the leg.",
    "Let your face and jaw go soft, and let the breath come by itself.",
)
ENGINES: dict[str, SpeechEngine] = {"natural": NaturalEngine(), "system": SystemEngine()}


def lufs(samples: np.ndarray, rate: int = SAMPLE_RATE) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(pyloudnorm.Meter(rate).integrated_loudness(samples.astype(np.float64)))


@pytest.mark.parametrize("rate", [100, 135, 220])
@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("text", TEXTS)
def test_every_line_is_equally_loud(text: str, engine: str, rate: int) -> None:
    line = master(*ENGINES[engine].synthesize(text, "", rate))
    assert lufs(line) == pytest.approx(TARGET_LUFS, abs=0.5)
    assert np.abs(line).max() < 1.0


def test_silence_around_a_line_is_trimmed_and_the_line_is_whole() -> None:
    word = np.sin(np.arange(12_000) * 0.1).astype(np.float32) * 0.3
    spoken = np.concatenate((np.zeros(9_000, np.float32), word, np.zeros(30_000, np.float32)))
    line = master(spoken, 24_000)
    assert len(line) / SAMPLE_RATE == pytest.approx(0.6)
    assert np.abs(line[round(0.5 * SAMPLE_RATE) : round(0.51 * SAMPLE_RATE)]).max() > 0.1


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(5_000), np.full(5_000, np.nan), np.full(10, 1e-9)])
def test_a_line_that_is_silent_is_refused(samples: np.ndarray) -> None:
    with pytest.raises(SilentError):
        master(samples.astype(np.float32), 24_000)


@given(
    st.sampled_from([16_000, 22_050, 24_000, 44_100, 48_000]),
    st.floats(80, 6_000),
    st.floats(0.01, 0.9),
    st.integers(5, 40),
)
def test_loudness_follows_the_standard(rate: int, hertz: float, level: float, tenths: int) -> None:
    """Compare with pyloudnorm, for tones with a quiet part, which the gate excludes."""
    seconds = tenths / 10
    time = np.arange(round(seconds * rate)) / rate
    tone = (level * np.sin(2 * np.pi * hertz * time) * np.where(time > seconds / 2, 0.01, 1.0)).astype(np.float32)
    assert loudness(tone, rate) == pytest.approx(lufs(tone, rate), abs=0.15)


def test_the_reference_tone_of_the_standard_has_its_level() -> None:
    """BS.1770: a sine of 997 Hz at full scale in one channel reads -3.01 LUFS."""
    tone = np.sin(2 * np.pi * 997 * np.arange(SAMPLE_RATE * 3) / SAMPLE_RATE).astype(np.float32)
    assert loudness(tone, SAMPLE_RATE) == pytest.approx(-3.01, abs=0.02)


def test_silence_has_no_loudness() -> None:
    assert loudness(np.zeros(SAMPLE_RATE, np.float32), SAMPLE_RATE) == -np.inf
    assert loudness(np.zeros(0, np.float32), SAMPLE_RATE) == -np.inf
