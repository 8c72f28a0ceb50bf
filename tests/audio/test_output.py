"""The stream to a real sound server, which starts late, dies and comes back."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from stretchcoach.audio.buses import Bus
from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.output import Output
from stretchcoach.audio.samples import SAMPLE_RATE
from tests.listening import Recorder, SoundServer

TONE = (0.5 * np.sin(np.arange(SAMPLE_RATE // 2) * 2 * np.pi * 440 / SAMPLE_RATE)).astype(np.float32)


def wait_until(what: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for something that happens outside of this process."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


@pytest.mark.sound
def test_sounds_in_the_mix_are_heard(sound_server: SoundServer) -> None:
    mix = LiveMix(time.monotonic)
    with sound_server.recording() as recorder:
        output = Output(mix)
        assert output.wait_until_tried(10)
        assert output.is_open
        began = time.monotonic()
        mix.play(TONE, began + 2.0, Bus.CHIMES)
        wait_until(lambda: time.monotonic() > began + 3.0)
        recording = recorder.recording()
        assert recording.loudest(began + 1.0, began + 1.9) < 0.01
        assert recording.loudest(began + 2.1, began + 2.5) > 0.4
        output.close()


class Noise:
    """A mix with short noises, one after the other, which tell when sound is back."""

    def __init__(self) -> None:
        self.mix = LiveMix(time.monotonic)
        self._noise = (0.3 * np.random.default_rng(1).standard_normal(4_800)).clip(-1, 1).astype(np.float32)

    def first_heard(self, recorder: Recorder) -> float:
        """Return the time at which a noise was first heard."""
        heard = math.inf

        def is_heard() -> bool:
            nonlocal heard
            self.mix.play(self._noise, time.monotonic() + 0.3, Bus.CHIMES)
            recording = recorder.recording()
            loud = np.flatnonzero(np.abs(recording.samples) > 0.05)
            heard = recording.at(int(loud[0])) if loud.size else math.inf
            return bool(loud.size)

        wait_until(is_heard)
        return heard


@pytest.fixture
def noise() -> Noise:
    return Noise()


@pytest.fixture
def output(sound_server: SoundServer, noise: Noise) -> Iterator[Output]:
    """Return an output that is open and awake. The sound server starts before it and ends after it."""
    made = Output(noise.mix)
    assert made.wait_until_tried(10)
    with sound_server.recording() as recorder:
        noise.first_heard(recorder)
    yield made
    made.close()


@pytest.mark.sound
@pytest.mark.parametrize("away_seconds", [0.0, 2.0])
def test_after_the_server_died_sound_is_back_within_three_seconds_of_it(
    sound_server: SoundServer, output: Output, noise: Noise, away_seconds: float
) -> None:
    """The null sink itself takes two of them, because it begins with a block of two seconds."""
    waited = []
    for _death in range(3):  # a busy machine may be late now and then
        sound_server.kill()
        time.sleep(away_seconds)
        sound_server.restart()
        back = time.monotonic()
        with sound_server.recording() as recorder:
            waited.append(noise.first_heard(recorder) - back)
        assert output.is_open
        if waited[-1] < 3.0:
            return
    pytest.fail(f"sound was back after {waited} s")


@pytest.mark.sound
def test_while_there_is_no_server_no_output_is_open(sound_server: SoundServer, output: Output) -> None:
    assert output.is_open
    sound_server.kill()
    wait_until(lambda: not output.is_open)
    sound_server.restart()
    wait_until(lambda: output.is_open)


@pytest.mark.sound
def test_another_device_replaces_an_unplugged_one(sound_server: SoundServer, output: Output, noise: Noise) -> None:
    sound_server.plug_in("other")
    sound_server.unplug("mat")
    with sound_server.recording("other") as recorder:
        noise.first_heard(recorder)
    assert output.is_open


@pytest.mark.sound
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts descriptors as Linux shows them")
def test_looking_for_a_loudspeaker_leaks_no_connections(sound_server: SoundServer, output: Output) -> None:
    """A sound server accepts 64 connections, and then none from any program."""
    sound_server.unplug("mat")
    wait_until(lambda: not output.is_open)
    before = len(list(Path("/proc/self/fd").iterdir()))
    time.sleep(3.0)  # twenty attempts
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 12
    sound_server.plug_in("mat")
    wait_until(lambda: output.is_open)


@pytest.mark.sound
def test_the_only_device_is_used_again_when_it_is_plugged_in_again(
    sound_server: SoundServer, output: Output, noise: Noise
) -> None:
    sound_server.unplug("mat")
    wait_until(lambda: not output.is_open)
    sound_server.plug_in("mat")
    with sound_server.recording() as recorder:
        noise.first_heard(recorder)
    assert output.is_open


@pytest.mark.sound
def test_a_hanging_server_counts_as_lost_and_blocks_nothing(
    sound_server: SoundServer, output: Output, noise: Noise
) -> None:
    sound_server.hang()
    wait_until(lambda: not output.is_open)
    noise.mix.stop()
    sound_server.resume()
    with sound_server.recording() as recorder:
        noise.first_heard(recorder)
    sound_server.hang()
    wait_until(lambda: not output.is_open)
    began = time.monotonic()
    output.close()
    assert time.monotonic() - began < 5.0
    sound_server.kill()  # ends the thread that was left behind


@pytest.mark.sound
def test_a_server_that_hangs_from_the_beginning_blocks_nothing(sound_server: SoundServer) -> None:
    sound_server.hang()
    began = time.monotonic()
    output = Output(LiveMix(time.monotonic))
    output.wait_until_tried(0.5)
    assert not output.is_open
    output.close()
    assert time.monotonic() - began < 5.0
    sound_server.kill()


def test_without_a_sound_server_nothing_waits_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    output = Output(LiveMix(time.monotonic))
    assert output.wait_until_tried(10)
    assert not output.is_open
    output.close()
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[type[BaseException]]:
    """Return the exceptions that threads report as bugs."""
    found: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: found.append(told.exc_type))
    return found


@pytest.mark.usefixtures("sound_server")
@pytest.mark.sound
def test_a_bug_in_the_mix_is_reported_once_and_sounds_like_silence(
    reported: list[type[BaseException]], capfd: pytest.CaptureFixture[str]
) -> None:
    """miniaudio would print an exception of its callback to standard error, again and again."""
    mix = LiveMix(time.monotonic)
    asked: list[int] = []

    def fail(frames: int) -> None:
        asked.append(frames)
        raise ZeroDivisionError

    mix.read = fail  # type: ignore[assignment, method-assign]  # a bug
    output = Output(mix)
    assert output.wait_until_tried(10)
    wait_until(lambda: len(asked) > 5)
    assert output.is_open
    output.close()
    assert reported == [ZeroDivisionError]
    assert capfd.readouterr().err == ""


def test_a_bug_in_its_thread_does_not_end_it(
    monkeypatch: pytest.MonkeyPatch, reported: list[type[BaseException]]
) -> None:
    tried: list[float] = []

    def fail(_output: Output) -> None:
        tried.append(time.monotonic())
        raise ZeroDivisionError

    monkeypatch.setattr(Output, "_opened", fail)
    output = Output(LiveMix(time.monotonic))
    wait_until(lambda: len(tried) > 3)
    output.close()
    assert reported == [ZeroDivisionError]
