"""The stream to a real sound server, which comes late, dies and comes back."""

import time
from collections.abc import Callable

import numpy as np
import pytest

from stretchcoach.voice.loudspeaker import Loudspeaker
from stretchcoach.voice.mixer import SAMPLE_RATE, Mixer
from tests.listening import SoundServer

TONE = (0.5 * np.sin(np.arange(SAMPLE_RATE // 2) * 2 * np.pi * 440 / SAMPLE_RATE)).astype(np.float32)


def wait_until(what: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for something outside this process, which no argument can bring about."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.02)


@pytest.mark.sound
def test_what_is_put_into_the_mixer_is_heard(sound_server: SoundServer) -> None:
    mixer = Mixer(time.monotonic)
    with sound_server.recording() as recorder:
        loudspeaker = Loudspeaker(mixer)
        assert loudspeaker.wait_until_tried(10)
        assert loudspeaker.is_open
        began = time.monotonic()
        mixer.play(TONE, began + 2.0)
        wait_until(lambda: time.monotonic() > began + 3.0)
        recording = recorder.recording()
        assert recording.loudest(began + 1.0, began + 1.9) < 0.01
        assert recording.loudest(began + 2.1, began + 2.5) > 0.4
        loudspeaker.close()


@pytest.mark.sound
def test_a_server_that_died_is_noticed_and_a_new_one_is_used(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    loudspeaker = Loudspeaker(Mixer(time.monotonic))
    assert loudspeaker.wait_until_tried(10)
    assert loudspeaker.is_open
    sound_server.kill()
    wait_until(lambda: not loudspeaker.is_open)
    again = SoundServer()
    monkeypatch.setenv("PULSE_SERVER", again.env["PULSE_SERVER"])
    wait_until(lambda: loudspeaker.is_open)
    loudspeaker.close()
    again.close()


def test_without_a_sound_server_nothing_waits_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    loudspeaker = Loudspeaker(Mixer(time.monotonic))
    assert loudspeaker.wait_until_tried(10)
    assert not loudspeaker.is_open
    loudspeaker.close()
    assert capfd.readouterr() == ("", "")
