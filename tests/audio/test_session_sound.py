"""The sound of a session: lines and chimes are passed to the mix without waiting."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchcoach.routine.library import Library
from stretchcoach.services.narration import Narration
from stretchcoach.services.sound import SoundSystem
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import estimate_spoken_seconds
from stretchcoach.session.timeline import Chime, Cue
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.line_cache import LineSpec
from stretchcoach.speech.renderer import Renderer
from tests.audio.test_output import wait_until
from tests.listening import SoundServer, read_sound

LINE = Cue(0.0, 2.0, "Breathe in and lift your arms.", 0)


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[SoundSystem]:
    made = SoundSystem(tmp_path, time.monotonic, Renderer())
    yield made
    made.close()


def test_a_line_is_spoken_once_and_measured_from_its_sound(tmp_path: Path, sound: SoundSystem) -> None:
    seconds = sound.narration(Preferences()).seconds(LINE.text)
    (kept,) = (tmp_path / "lines").iterdir()
    written = kept.stat().st_ino
    assert sound.narration(Preferences()).seconds(LINE.text) == seconds
    assert len(read_sound(kept)) / 44_100 == pytest.approx(seconds, abs=0.01)
    assert [one.stat().st_ino for one in (tmp_path / "lines").iterdir()] == [written]


def test_a_damaged_line_is_spoken_again(tmp_path: Path, sound: SoundSystem) -> None:
    seconds = sound.narration(Preferences()).seconds(LINE.text)
    (kept,) = (tmp_path / "lines").iterdir()
    kept.write_bytes(b"this is no sound")
    assert sound.narration(Preferences()).seconds(LINE.text) == seconds


@pytest.mark.parametrize("voice", [None, "system:"])
def test_the_estimate_is_near_the_truth(sound: SoundSystem, library: Library, voice: str | None) -> None:
    """Each line within 40 %, all together within 10 %, so that the list shows the real minutes of a session."""
    preferences = Preferences(voice=voice)
    narration = sound.narration(preferences)
    spoken: dict[str, float] = {}

    def measured(text: str) -> float:
        return spoken.setdefault(text, narration.seconds(text))

    compile_timeline(library.routines["seated-hamstring"], preferences, measured)
    estimated = {text: estimate_spoken_seconds(text, preferences.rate) for text in spoken}
    for text, seconds in spoken.items():
        assert estimated[text] == pytest.approx(seconds, rel=0.4, abs=0.3)
    assert sum(estimated.values()) == pytest.approx(sum(spoken.values()), rel=0.1)


def test_a_session_without_an_output_says_so(sound: SoundSystem) -> None:
    heard = sound.session_sound(Preferences(), None)
    heard.play_chime(Chime.HOLD_BEGINS, 0.0)
    heard.play_line(LINE, 0.0)
    (notice,) = heard.notices
    assert "no sound" in notice.what
    heard.close()


@pytest.mark.sound
def test_saying_does_not_wait_for_the_line(sound_server: SoundServer, sound: SoundSystem) -> None:
    """The call returns long before the line is over. The benchmarks measure how long it blocks."""
    narration = sound.narration(Preferences())
    seconds = narration.seconds(LINE.text)
    heard = sound.session_sound(Preferences(), narration)
    with sound_server.recording() as recorder:
        wait_until(lambda: not heard.notices)
        began = time.monotonic()
        heard.play_line(LINE, 2.0)
        assert time.monotonic() - began < seconds / 4
        wait_until(lambda: time.monotonic() > began + 2.5 + seconds)
        recording = recorder.recording()
        assert recording.loudest(began + 2.1, began + 2.0 + seconds) > 0.1
    heard.close()


@pytest.mark.sound
def test_stopping_is_silent_at_once_and_drops_what_is_due(sound_server: SoundServer, sound: SoundSystem) -> None:
    narration = sound.narration(Preferences())
    seconds = narration.seconds(LINE.text)
    heard = sound.session_sound(Preferences(), narration)
    with sound_server.recording() as recorder:
        began = time.monotonic()
        heard.play_line(LINE, 1.5)
        heard.play_chime(Chime.HOLD_ENDS, 3.0)
        wait_until(lambda: time.monotonic() > began + 2.0)
        heard.stop()
        stopped = time.monotonic()
        wait_until(lambda: time.monotonic() > began + 4.5 + seconds)
        recording = recorder.recording()
        assert recording.loudest(stopped + 0.25, stopped + 2.0 + seconds) < 0.01
    heard.close()


def test_a_line_that_two_threads_request_is_spoken_once(tmp_path: Path) -> None:
    """This happens if Start is pressed while the lines are being prefetched."""
    spoken: list[str] = []

    class Slow(Renderer):
        def render(self, line: LineSpec, path: Path) -> None:
            spoken.append(line.text)
            super().render(line, path)

    sound = SoundSystem(tmp_path, time.monotonic, Slow())
    texts = [f"Line number {number}." for number in range(8)]

    def ask(narration: Narration) -> None:
        for text in texts:
            narration.seconds(text)

    threads = [threading.Thread(target=ask, args=(sound.narration(Preferences()),)) for _asking in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sound.close()
    assert sorted(spoken) == texts


def test_text_that_the_voice_cannot_say_has_no_sound_and_no_notice(sound: SoundSystem) -> None:
    narration = sound.narration(Preferences())
    for text in ("растяжка", "", "🧘", "伸展", "تمدد"):
        assert narration.seconds(text) == estimate_spoken_seconds(text, Preferences().rate)
        assert narration.path(Cue(0.0, 1.0, text, 0)) is None
    assert not narration.notices
    assert narration.seconds("Hold 30s.") == narration.seconds("Hold 30 seconds.")


def test_a_sound_that_cannot_be_read_is_reported(monkeypatch: pytest.MonkeyPatch, sound: SoundSystem) -> None:
    """An executor would swallow the exception."""
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_type))
    narration = sound.narration(Preferences())
    monkeypatch.setattr(narration, "path", lambda _cue: 1 / 0)
    heard = sound.session_sound(Preferences(), narration)
    heard.play_line(LINE, 0.0)
    wait_until(lambda: bool(reported))
    heard.close()
    assert reported == [ZeroDivisionError]
