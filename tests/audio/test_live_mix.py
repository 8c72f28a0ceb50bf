"""Sounds are heard at their time, whatever blocks the device reads."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from stretchcoach.audio.buses import UNITY, Bus
from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.samples import SAMPLE_RATE, Mono as Samples


class Device:
    """Reads blocks of any size, in real time by a simulated clock."""

    def __init__(self) -> None:
        self.now = 50.0
        self.mix = LiveMix(lambda: self.now)
        self.blocks: list[Samples] = []

    def play(self, frames: int) -> None:
        self.blocks.append(self.mix.read(frames)[:, 0])
        self.now += frames / SAMPLE_RATE

    def heard(self) -> Samples:
        return np.concatenate(self.blocks)


def click(level: float = 0.5, frames: int = 10) -> Samples:
    return np.full(frames, level, dtype=np.float32)


@given(st.lists(st.integers(1, 4000), min_size=5, max_size=60), st.floats(0, 0.4))
def test_a_sound_begins_on_its_sample(blocks: list[int], after: float) -> None:
    device = Device()
    device.play(480)
    device.mix.play(click(), device.now + after, Bus.CHIMES)
    for frames in (*blocks, SAMPLE_RATE):
        device.play(frames)
    begun = int(np.flatnonzero(device.heard())[0]) - 480
    assert begun == pytest.approx(after * SAMPLE_RATE, abs=1)


@given(st.lists(st.floats(0, 0.02), min_size=50, max_size=50))
def test_uneven_callbacks_do_not_move_a_sound(late: list[float]) -> None:
    """A device may read up to a block late, but its stream stays steady, and sounds keep their place in it."""
    device = Device()
    began = device.now
    for block, delay in enumerate(late):
        device.now = began + block * 0.02 + delay
        device.blocks.append(device.mix.read(960)[:, 0])
    device.mix.play(click(), began + 1.5, Bus.CHIMES)
    device.now = began + 1.0
    device.play(SAMPLE_RATE)
    begun = int(np.flatnonzero(device.heard())[0]) / SAMPLE_RATE
    assert begun == pytest.approx(1.5, abs=0.021)


def test_a_first_block_that_comes_late_is_soon_forgotten() -> None:
    """Two seconds later, sounds have their place in the steady stream."""
    device = Device()
    began = device.now
    for block in range(20):
        device.now = began + block * 0.12 + (0.06 if block == 0 else 0.0)
        device.blocks.append(device.mix.read(5_760)[:, 0])
    device.mix.play(click(), began + 3.0, Bus.CHIMES)
    for block in range(20, 40):
        device.now = began + block * 0.12
        device.blocks.append(device.mix.read(5_760)[:, 0])
    begun = int(np.flatnonzero(device.heard())[0]) / SAMPLE_RATE
    assert begun == pytest.approx(3.0, abs=0.005)


def test_sounds_add_up_and_never_clip() -> None:
    device = Device()
    device.play(10)
    for _sound in range(3):
        device.mix.play(click(0.4), device.now, Bus.CHIMES)
    device.play(100)
    assert 0.99 < device.heard().max() <= 1.0


def test_stop_fades_out_and_drops_what_has_not_begun() -> None:
    device = Device()
    device.play(10)
    device.mix.play(click(0.5, SAMPLE_RATE), device.now, Bus.CHIMES)
    device.mix.play(click(0.5, SAMPLE_RATE), device.now + 0.5, Bus.CHIMES)
    device.play(1000)
    device.mix.stop()
    device.play(SAMPLE_RATE * 2)
    after = device.heard()[1010:]
    assert after[0] > 0.45
    assert np.all(np.abs(np.diff(after)) < 0.01)
    assert not after[SAMPLE_RATE // 50 + 1 :].any()


def test_sounds_to_come_can_be_dropped_without_cutting_those_that_play() -> None:
    device = Device()
    device.play(10)
    device.mix.play(click(0.5, 2000), device.now, Bus.CHIMES)
    device.mix.play(click(0.5, 2000), device.now + 0.2, Bus.CHIMES)
    device.play(100)
    device.mix.drop_from(device.now)
    device.play(SAMPLE_RATE)
    assert np.count_nonzero(device.heard()) == 2000


def test_sounds_due_before_a_time_are_not_dropped() -> None:
    device = Device()
    device.play(10)
    device.mix.play(click(0.5, 2000), device.now + 0.1, Bus.CHIMES)
    device.mix.play(click(0.5, 3000), device.now + 0.5, Bus.CHIMES)
    device.mix.drop_from(device.now + 0.3)
    device.play(SAMPLE_RATE)
    assert np.count_nonzero(device.heard()) == 2000


def test_a_line_waits_for_the_line_before_it() -> None:
    device = Device()
    device.play(10)
    device.mix.play(click(0.25, 4000), device.now, Bus.VOICE)
    device.mix.play(click(0.25, 4000), device.now + 0.02, Bus.VOICE)
    device.mix.play(click(0.5, 10), device.now + 0.03, Bus.CHIMES)
    device.play(SAMPLE_RATE)
    assert np.count_nonzero(device.heard() == 0.25) == 8000 - 10
    assert np.count_nonzero(device.heard() == 0.75) == 10


def test_a_line_after_a_stop_waits_until_the_other_line_has_faded_out() -> None:
    device = Device()
    device.play(10)
    device.mix.play(click(0.5, SAMPLE_RATE), device.now, Bus.VOICE)
    device.play(1000)
    device.mix.stop()
    device.mix.play(click(0.5, 1000), device.now, Bus.VOICE)
    device.play(SAMPLE_RATE)
    faded = device.heard()[1010 : 1010 + SAMPLE_RATE // 50]
    assert np.all(np.diff(faded) < 0)
    assert np.count_nonzero(device.heard()[1010 + SAMPLE_RATE // 50 :]) == 1000


def test_a_new_gain_is_heard_in_the_next_block_without_a_click() -> None:
    device = Device()
    device.play(10)
    device.mix.play(click(0.5, SAMPLE_RATE), device.now, Bus.CHIMES)
    device.play(2000)
    device.mix.set_gains({**UNITY, Bus.CHIMES: 0.2})
    device.play(2000)
    heard = device.heard()
    assert heard[2009] == pytest.approx(0.5)
    assert heard[-1] == pytest.approx(0.1)
    assert np.abs(np.diff(heard[2009:])).max() < 0.001


def test_a_sound_after_a_stop_is_heard() -> None:
    device = Device()
    device.play(10)
    device.mix.stop()
    device.mix.play(click(), device.now + 0.1, Bus.CHIMES)
    for _block in range(20):
        device.play(960)
    assert np.count_nonzero(device.heard()) == 10


def test_the_clock_of_an_interrupted_device_is_measured_anew() -> None:
    device = Device()
    device.play(960)
    device.now += 30
    device.play(960)
    device.mix.play(click(), device.now + 0.1, Bus.CHIMES)
    device.play(SAMPLE_RATE)
    begun = int(np.flatnonzero(device.heard())[0]) - 1920
    assert begun == pytest.approx(0.1 * SAMPLE_RATE, abs=1)


def test_a_stream_that_stalls_before_a_sound_does_not_delay_it() -> None:
    """A newly opened sink may stall for a second or two."""
    device = Device()
    device.play(960)
    device.mix.play(click(), device.now + 2.0, Bus.CHIMES)
    device.now += 1.5
    for _block in range(50):
        device.play(960)
    begun = int(np.flatnonzero(device.heard())[0]) / SAMPLE_RATE
    assert begun == pytest.approx(0.02 + 0.5, abs=0.001)


def test_a_sound_that_is_far_too_late_is_dropped() -> None:
    device = Device()
    device.play(960)
    device.mix.play(click(), device.now + 0.1, Bus.CHIMES)
    device.now += 3
    device.play(SAMPLE_RATE)
    assert not device.heard().any()


def test_a_sound_right_after_a_stop_is_heard_whole() -> None:
    """A skip stops the sounds and rings a chime before the device reads again."""
    device = Device()
    device.mix.play(click(0.3, SAMPLE_RATE), device.now, Bus.CHIMES)
    device.play(4800)
    device.mix.stop()
    device.mix.play(click(0.1, 9600), device.now, Bus.CHIMES)
    device.play(4800)
    device.play(9600)
    heard = device.heard()[4800:]
    assert heard[0] == pytest.approx(0.4, abs=0.001)
    assert heard[2000:9600] == pytest.approx(0.1)
    assert not heard[9600:].any()


def test_sounds_of_a_lost_device_do_not_continue_on_the_next() -> None:
    device = Device()
    device.play(480)
    device.mix.play(click(0.3, SAMPLE_RATE), device.now, Bus.CHIMES)
    device.mix.play(click(0.2, 480), device.now + 2.0, Bus.CHIMES)
    device.play(4800)
    device.mix.drop_playing()
    device.now += 1.0
    device.play(4800)
    assert not device.blocks[-1].any()
    for _block in range(20):
        device.play(4800)
    assert device.heard()[-20 * 4800 :].max() == pytest.approx(0.2)


def test_sounds_do_not_pile_up_without_a_device() -> None:
    device = Device()
    for _line in range(100):
        device.mix.play(click(), device.now + 1.5, Bus.CHIMES)
        device.now += 1.0
    assert len(device.mix._scheduled) <= 3
