"""The mix is a pure function of its parts: it does not depend on the blocks, never clips, and favours the voice."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from stretchcoach.audio.breath_sound import BreathSound
from stretchcoach.audio.buses import UNITY, Bus
from stretchcoach.audio.ducking import DEPTH_DB, Ducker
from stretchcoach.audio.mixer import Mixer
from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.audio.source import Playhead
from stretchcoach.routine.library import Library
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.moment import fullness_at
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.choices import BreathSoundKind
from stretchcoach.settings.preferences import Preferences
from tests.soak import soak, times


class Steady:
    """A background with a constant level."""

    def __init__(self, level: float) -> None:
        self._level = level

    def read(self, frames: int, _playing: Playhead | None) -> Stereo:
        return np.full((frames, 2), self._level, dtype=np.float32)


def tone(level: float, seconds: float) -> Mono:
    return np.full(round(seconds * SAMPLE_RATE), level, dtype=np.float32)


def decibels(ratio: float) -> float:
    return float(20 * np.log10(ratio))


@given(st.lists(st.integers(1, 9_000), min_size=1, max_size=40))
def test_the_division_into_blocks_makes_no_difference(blocks: list[int]) -> None:
    def mixed(sizes: list[int]) -> Stereo:
        mixer = Mixer()
        mixer.set_source(Bus.BACKGROUND, Steady(0.1))
        mixer.place(tone(0.3, 0.4), Bus.VOICE, 20_000)
        mixer.place(tone(0.2, 0.3), Bus.CHIMES, 25_000)
        return np.concatenate([mixer.read(size) for size in sizes])

    whole = mixed([sum(blocks)])
    assert np.allclose(mixed(blocks), whole, atol=1e-5)


def test_the_background_is_down_when_the_voice_begins_and_up_again_after_it() -> None:
    mixer = Mixer()
    mixer.set_source(Bus.BACKGROUND, Steady(0.1))
    mixer.place(tone(0.0, 1.0), Bus.VOICE, SAMPLE_RATE)
    heard = mixer.read(4 * SAMPLE_RATE)[:, 0]
    assert heard[round(0.84 * SAMPLE_RATE)] == pytest.approx(0.1)
    assert decibels(heard[SAMPLE_RATE] / 0.1) == pytest.approx(-DEPTH_DB, abs=0.1)
    assert decibels(heard[2 * SAMPLE_RATE - 1] / 0.1) == pytest.approx(-DEPTH_DB, abs=0.1)
    assert decibels(heard[round(2.3 * SAMPLE_RATE)] / 0.1) == pytest.approx(-DEPTH_DB / 2, abs=0.1)
    assert heard[round(2.61 * SAMPLE_RATE)] == pytest.approx(0.1, abs=1e-4)


SMALLEST_BLOCK = times(100, 1)
"""Devices ask for a few hundred frames. A jump between blocks shows at any size; frame by frame takes a while."""


@soak
@given(
    st.lists(st.tuples(st.integers(0, 90_000), st.integers(1, 40_000)), max_size=6),
    st.integers(SMALLEST_BLOCK, 7_000),
)
def test_ducking_never_jumps(spans: list[tuple[int, int]], block: int) -> None:
    ducker = Ducker()
    lines = [(first, first + length) for first, length in spans]
    gains = np.concatenate([ducker.gains(lines, first, block) for first in range(0, 140_000, block)])
    assert np.abs(np.diff(20 * np.log10(gains))).max() <= DEPTH_DB / (0.15 * SAMPLE_RATE) * 1.02
    for first, end in lines:
        assert gains[max(first, 7_200) : end] == pytest.approx(10 ** (-DEPTH_DB / 20), abs=1e-3)


@pytest.mark.parametrize(("voice", "background"), [(1.0, 1.0), (0.9, 0.6), (0.3, 1.0), (0.1, 1.0)])
def test_the_voice_is_ten_decibels_over_the_background_at_any_volume(voice: float, background: float) -> None:
    """Lines are mastered to -21 LUFS, backgrounds to -30."""
    mixer = Mixer({**UNITY, Bus.VOICE: voice, Bus.BACKGROUND: background})
    mixer.set_source(Bus.BACKGROUND, Steady(10 ** (-30 / 20)))
    mixer.place(tone(0.0, 1.0), Bus.VOICE, SAMPLE_RATE)
    ducked = mixer.read(2 * SAMPLE_RATE)[round(1.5 * SAMPLE_RATE), 0]
    assert decibels(voice * 10 ** (-21 / 20) / ducked) > 10.0


def test_the_mix_never_clips_and_quiet_samples_are_unchanged() -> None:
    mixer = Mixer()
    for level in (0.9, 0.8, 0.7):
        mixer.place(tone(level, 0.1), Bus.CHIMES, 0)
    mixer.place(tone(0.5, 0.1), Bus.CHIMES, SAMPLE_RATE)
    heard = mixer.read(2 * SAMPLE_RATE)
    assert 0.95 < heard.max() <= 1.0
    assert heard[SAMPLE_RATE + 10, 0] == 0.5


@pytest.mark.parametrize("bus", Bus)
def test_each_bus_has_a_gain_of_its_own(bus: Bus) -> None:
    """If one bus is turned down, only that bus is quieter."""
    for quiet in Bus:
        mixer = Mixer()
        mixer.set_gains({**UNITY, quiet: 0.5})
        mixer.read(SAMPLE_RATE)
        if bus in (Bus.BREATH, Bus.BACKGROUND):
            mixer.set_source(bus, Steady(0.1))
        else:
            mixer.place(tone(0.1, 0.5), bus, 0)
        assert mixer.read(1_000)[500] == pytest.approx(0.05 if quiet is bus else 0.1)


def test_a_background_is_replaced_without_a_click() -> None:
    mixer = Mixer()
    mixer.set_source(Bus.BACKGROUND, Steady(0.2))
    before = mixer.read(4_800)
    mixer.set_source(Bus.BACKGROUND, None)
    after = np.concatenate((mixer.read(4_800), mixer.read(4_800)))
    assert np.abs(np.diff(np.concatenate((before, after))[:, 0])).max() < 0.001
    assert not after[4_800:].any()


@pytest.fixture(scope="module")
def timeline(library: Library) -> Timeline:
    return compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda text: 0.06 * len(text))


def breath(timeline: Timeline, kind: BreathSoundKind, first: float, blocks: list[float]) -> Stereo:
    source, at, heard = BreathSound(kind), first, []
    for seconds in blocks:
        frames = round(seconds * SAMPLE_RATE)
        heard.append(source.read(frames, Playhead(timeline, at)))
        at += frames / SAMPLE_RATE
    return np.concatenate(heard)


def level(samples: Stereo) -> float:
    return float(np.sqrt(np.mean(samples**2)))


@pytest.mark.parametrize("kind", [BreathSoundKind.TONE, BreathSoundKind.AIR])
def test_the_breath_is_as_loud_as_the_circle_is_full(timeline: Timeline, kind: BreathSoundKind) -> None:
    begin = next(one for one in timeline.segments if one.kind == "inhale").start
    heard = breath(timeline, kind, begin, [30.0])
    step = SAMPLE_RATE // 2
    loud = [level(heard[at : at + step]) for at in range(0, len(heard) - step, step)]
    full = [
        fullness_at(timeline, timeline.index_at(at), at)
        for at in (begin + 0.25 + number * 0.5 for number in range(len(loud)))
    ]
    assert np.corrcoef(loud, np.array(full) ** 1.5)[0, 1] > 0.98
    assert max(loud) > 0.01
    assert np.abs(np.diff(heard[:, 0])).max() < 0.05, "no click"


@pytest.mark.parametrize("kind", [BreathSoundKind.TONE, BreathSoundKind.AIR])
def test_breathing_in_sounds_brighter_than_breathing_out(timeline: Timeline, kind: BreathSoundKind) -> None:
    inhale = next(one for one in timeline.segments if one.kind == "inhale")
    heard = breath(timeline, kind, inhale.start, [10.0])[:, 0]

    def pitch(first: float) -> float:
        part = heard[round(first * SAMPLE_RATE) : round((first + 1.5) * SAMPLE_RATE)]
        power = np.abs(np.fft.rfft(part)) ** 2
        return float((np.fft.rfftfreq(len(part), 1 / SAMPLE_RATE) * power).sum() / power.sum())

    assert pitch(2.0) > 1.25 * pitch(6.0)


@pytest.mark.parametrize("kind", [BreathSoundKind.TONE, BreathSoundKind.AIR])
def test_the_breath_does_not_depend_on_the_blocks(timeline: Timeline, kind: BreathSoundKind) -> None:
    whole = breath(timeline, kind, 30.0, [6.0])
    assert np.allclose(breath(timeline, kind, 30.0, [0.12] * 50), whole, atol=2e-4)


@pytest.mark.parametrize("kind", [BreathSoundKind.TONE, BreathSoundKind.AIR])
def test_a_skipped_phase_makes_no_click(timeline: Timeline, kind: BreathSoundKind) -> None:
    begin = next(one for one in timeline.segments if one.kind == "inhale").start
    source = BreathSound(kind)
    heard = [source.read(5_760, Playhead(timeline, begin + 4.0 + number * 0.12)) for number in range(4)]
    heard += [source.read(5_760, Playhead(timeline, 2.0 + number * 0.12)) for number in range(4)]
    jumps = np.abs(np.diff(np.concatenate(heard)[:, 0]))
    usual = jumps[: 3 * 5_760].max()
    assert jumps.max() <= 1.5 * usual


def test_the_breath_pauses_with_the_session_without_a_click(timeline: Timeline) -> None:
    source = BreathSound(BreathSoundKind.TONE)
    begin = next(one for one in timeline.segments if one.kind == "inhale").start + 3.0
    source.read(SAMPLE_RATE, Playhead(timeline, begin - 1.0))  # the gate opens slowly in the middle of a session
    before = source.read(4_800, Playhead(timeline, begin))
    after = source.read(SAMPLE_RATE, Playhead(timeline, begin + 0.1, is_running=False))
    assert level(before) > 0.005
    assert np.abs(np.diff(np.concatenate((before, after))[:, 0])).max() < 0.01
    assert not after[-1_000:].any()
    assert not source.read(4_800, None).any()
