"""The voice of a session: lines are measured before and handed to the mixer without a wait."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchcoach.routine.library import Library
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import estimate_spoken_seconds
from stretchcoach.session.timeline import Chime
from stretchcoach.settings.preferences import Preferences
from stretchcoach.voice.cache import LineCache
from stretchcoach.voice.lines import Lines
from stretchcoach.voice.renderer import Renderer
from stretchcoach.voice.sound import Sound
from tests.listening import SoundServer, read_sound
from tests.voice.test_loudspeaker import wait_until

LINE = "Breathe in and lift your arms."


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[Sound]:
    made = Sound(tmp_path, time.monotonic, Renderer())
    yield made
    made.close()


def test_a_line_is_spoken_once_and_measured_from_its_sound(tmp_path: Path, sound: Sound) -> None:
    lines = sound.lines(Preferences())
    seconds = lines.seconds(LINE)
    (kept,) = (tmp_path / "lines").iterdir()
    written = kept.stat().st_ino
    assert sound.lines(Preferences()).seconds(LINE) == seconds
    assert len(read_sound(kept)) / 44_100 == pytest.approx(seconds, abs=0.01)
    assert [one.stat().st_ino for one in (tmp_path / "lines").iterdir()] == [written]


def test_a_damaged_line_is_spoken_anew(tmp_path: Path, sound: Sound) -> None:
    seconds = sound.lines(Preferences()).seconds(LINE)
    (kept,) = (tmp_path / "lines").iterdir()
    kept.write_bytes(b"this is no sound")
    assert sound.lines(Preferences()).seconds(LINE) == pytest.approx(seconds, abs=0.02)


def test_the_estimate_is_near_the_truth(sound: Sound, library: Library) -> None:
    """Each line within a third, all together within a tenth: the list's minutes are those of the session."""
    lines = sound.lines(Preferences())
    spoken: dict[str, float] = {}

    def measured(text: str) -> float:
        return spoken.setdefault(text, lines.seconds(text))

    compile_timeline(library.routines["seated-hamstring"], Preferences(), measured)
    estimated = {text: estimate_spoken_seconds(text, Preferences().rate) for text in spoken}
    for text, seconds in spoken.items():
        assert estimated[text] == pytest.approx(seconds, rel=0.34)
    assert sum(estimated.values()) == pytest.approx(sum(spoken.values()), rel=0.1)


def test_without_an_engine_lines_take_the_time_to_be_read_and_it_is_said_why(tmp_path: Path) -> None:
    lines = Lines(Preferences(), Renderer(("/no/such/program",)), LineCache(tmp_path))
    for number in range(4):
        text = f"{LINE} {number}"
        assert lines.seconds(text) == estimate_spoken_seconds(text, Preferences().rate)
    (notice,) = lines.notices
    assert "no voice" in notice.what
    assert notice.remedy


def test_a_session_without_a_loudspeaker_says_so(sound: Sound) -> None:
    speaker = sound.speaker(Preferences(), None)
    speaker.ring(Chime.HOLD_BEGINS, 0.0)
    speaker.say(LINE, 0.0)
    (notice,) = speaker.notices
    assert "no sound" in notice.what
    speaker.close()


@pytest.mark.sound
def test_saying_does_not_wait_for_the_line(sound_server: SoundServer, sound: Sound) -> None:
    """The call returns long before the line is over; how long before is a figure of the benchmark."""
    lines = sound.lines(Preferences())
    seconds = lines.seconds(LINE)
    speaker = sound.speaker(Preferences(), lines)
    with sound_server.recording() as recorder:
        wait_until(lambda: not speaker.notices)
        began = time.monotonic()
        speaker.say(LINE, 2.0)
        assert time.monotonic() - began < seconds / 4
        wait_until(lambda: time.monotonic() > began + 2.5 + seconds)
        recording = recorder.recording()
        assert recording.loudest(began + 2.1, began + 2.0 + seconds) > 0.1
    speaker.close()


@pytest.mark.sound
def test_hush_silences_at_once_and_what_was_to_come_never_comes(sound_server: SoundServer, sound: Sound) -> None:
    lines = sound.lines(Preferences())
    seconds = lines.seconds(LINE)
    speaker = sound.speaker(Preferences(), lines)
    with sound_server.recording() as recorder:
        began = time.monotonic()
        speaker.say(LINE, 1.5)
        speaker.ring(Chime.HOLD_ENDS, 3.0)
        wait_until(lambda: time.monotonic() > began + 2.0)
        speaker.hush()
        hushed = time.monotonic()
        wait_until(lambda: time.monotonic() > began + 4.5 + seconds)
        recording = recorder.recording()
        assert recording.loudest(hushed + 0.25, hushed + 2.0 + seconds) < 0.01
    speaker.close()


def test_a_line_that_two_ask_for_is_spoken_once(tmp_path: Path) -> None:
    """As when Start is pressed while the lines are spoken ahead of time."""
    spoken: list[str] = []

    class Slow(Renderer):
        def render(self, text: str, voice: str | None, rate: int, path: Path) -> None:
            spoken.append(text)
            super().render(text, voice, rate, path)

    renderer, cache = Slow(), LineCache(tmp_path)
    texts = [f"Line number {number}." for number in range(8)]

    def ask() -> None:
        lines = Lines(Preferences(), renderer, cache)
        for text in texts:
            lines.seconds(text)

    threads = [threading.Thread(target=ask) for _asking in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    renderer.close()
    assert sorted(spoken) == texts


def test_what_the_voice_cannot_say_is_no_line_and_no_trouble(tmp_path: Path) -> None:
    renderer = Renderer()
    lines = Lines(Preferences(), renderer, LineCache(tmp_path))
    assert lines.seconds("растяжка") == estimate_spoken_seconds("растяжка", Preferences().rate)
    assert lines.samples("растяжка") is None
    assert not lines.notices
    assert lines.seconds("Hold 30s.") == lines.seconds("Hold 30 seconds.")
    renderer.close()


def test_a_sound_that_cannot_be_read_is_reported(monkeypatch: pytest.MonkeyPatch, sound: Sound) -> None:
    """An executor keeps what its work raises to itself."""
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_type))
    lines = sound.lines(Preferences())
    monkeypatch.setattr(lines, "samples", lambda _text: 1 / 0)
    speaker = sound.speaker(Preferences(), lines)
    speaker.say(LINE, 0.0)
    wait_until(lambda: bool(reported))
    speaker.close()
    assert reported == [ZeroDivisionError]
