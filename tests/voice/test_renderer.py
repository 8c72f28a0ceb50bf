"""Lines are really spoken, and the process that speaks them really hangs, dies and is missing its engine."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import soundfile

from stretchcoach.voice.renderer import GIVE_UP_AFTER, LineLostError, NoVoiceError, Renderer
from tests.voice.test_loudspeaker import wait_until

LINE = "Breathe out and sink over the leg."


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


def program(tmp_path: Path, text: str) -> tuple[str, ...]:
    """A worker that behaves badly in some way."""
    file = tmp_path / "worker.py"
    file.write_text(
        f"import json, sys, time, pathlib\nfor line in sys.stdin:\n    asked = json.loads(line)\n    {text}\n"
    )
    return (sys.executable, str(file))


ANSWER = "print(json.dumps({'seconds': 1.0}), flush=True)"


def test_a_line_is_spoken_into_a_file_without_silence_around_it(renderer: Renderer, tmp_path: Path) -> None:
    renderer.render(LINE, None, 145, tmp_path / "line.flac")
    samples, rate = soundfile.read(tmp_path / "line.flac")
    assert 1.5 < len(samples) / rate < 4
    assert abs(samples).max() == pytest.approx(0.8, abs=0.02)
    assert abs(samples[: rate // 50]).max() > 0.01
    assert abs(samples[-rate // 10 :]).max() > 0.01


def test_every_line_has_its_own_rate(renderer: Renderer, tmp_path: Path) -> None:
    """espeak's own thread could carry the rate of one line over to the next."""

    def seconds(rate: int) -> float:
        renderer.render(LINE, None, rate, tmp_path / "line.flac")
        return float(soundfile.info(tmp_path / "line.flac").duration)

    slow, quick = seconds(100), seconds(220)
    assert slow > 1.5 * quick
    for _again in range(12):
        assert seconds(100) == pytest.approx(slow, abs=0.02)
        assert seconds(220) == pytest.approx(quick, abs=0.02)


def test_voices_have_names_and_plain_languages(renderer: Renderer) -> None:
    voices = renderer.voices()
    english = [voice for voice in voices if "en-us" in voice.languages]
    assert english
    assert all(language.isprintable() for voice in voices for language in voice.languages)


def test_another_voice_sounds_different(renderer: Renderer, tmp_path: Path) -> None:
    for number, voice in enumerate((None, "gmw/en-gb-scotland")):
        renderer.render(LINE, voice, 145, tmp_path / f"{number}.flac")
    first, second = (soundfile.read(tmp_path / f"{number}.flac")[0] for number in (0, 1))
    assert len(first) != len(second)


def test_an_unknown_voice_costs_its_line_and_says_why(renderer: Renderer, tmp_path: Path) -> None:
    with pytest.raises(LineLostError):
        renderer.render("", None, 145, tmp_path / "line.flac")
    renderer.render(LINE, None, 145, tmp_path / "line.flac")


def test_a_line_that_hangs_costs_that_line_alone(tmp_path: Path) -> None:
    hangs_once = (
        "mark = pathlib.Path(__file__ + '.hung')\n"
        f"    {ANSWER} if mark.exists() or asked['text'] != 'hang' else (mark.touch(), time.sleep(60))"
    )
    renderer = Renderer(program(tmp_path, hangs_once), limit_seconds=0.5)
    renderer.render("before", None, 145, tmp_path / "a")
    began = time.monotonic()
    with pytest.raises(LineLostError):
        renderer.render("hang", None, 145, tmp_path / "b")
    assert time.monotonic() - began < 10
    renderer.render("after", None, 145, tmp_path / "c")
    renderer.close()


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    renderer = Renderer(program(tmp_path, f"{ANSWER} if asked['text'] != 'die' else sys.exit(3)"))
    with pytest.raises(LineLostError):
        renderer.render("die", None, 145, tmp_path / "a")
    renderer.render("live", None, 145, tmp_path / "b")
    renderer.close()


def test_a_worker_that_talks_nonsense_costs_a_line(tmp_path: Path) -> None:
    renderer = Renderer(program(tmp_path, "print('Audio saved', flush=True)"))
    with pytest.raises(LineLostError):
        renderer.render(LINE, None, 145, tmp_path / "a")
    renderer.close()


def test_after_repeated_loss_there_is_no_use_in_trying_on(tmp_path: Path) -> None:
    renderer = Renderer(program(tmp_path, "sys.exit(3)"))
    for _line in range(GIVE_UP_AFTER):
        with pytest.raises(LineLostError):
            renderer.render(LINE, None, 145, tmp_path / "a")
    with pytest.raises(NoVoiceError):
        renderer.render(LINE, None, 145, tmp_path / "a")
    renderer.close()


def test_after_a_rest_it_is_tried_again(tmp_path: Path) -> None:
    """The next session may find mended what broke this one."""
    dies_until = "mark = pathlib.Path(__file__ + '.mended')\n"
    renderer = Renderer(program(tmp_path, f"{dies_until}    {ANSWER} if mark.exists() else sys.exit(3)"))
    for _line in range(GIVE_UP_AFTER):
        with pytest.raises(LineLostError):
            renderer.render(LINE, None, 145, tmp_path / "a")
    (tmp_path / "worker.py.mended").touch()
    with pytest.raises(NoVoiceError):
        renderer.render(LINE, None, 145, tmp_path / "a")
    renderer.rest()
    renderer.render(LINE, None, 145, tmp_path / "a")
    renderer.close()


@pytest.mark.parametrize("end", [Renderer.close, Renderer.interrupt])
def test_nobody_waits_any_longer_for_a_line_that_hangs(tmp_path: Path, end: Callable[[Renderer], None]) -> None:
    mark = tmp_path / "asked"
    renderer = Renderer(program(tmp_path, f"pathlib.Path({str(mark)!r}).touch(); time.sleep(120)"), limit_seconds=100)
    lost: list[Exception] = []

    def ask() -> None:
        try:
            renderer.render(LINE, None, 145, tmp_path / "a")
        except (LineLostError, NoVoiceError) as error:
            lost.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(mark.exists)
    end(renderer)
    asking.join(20)
    assert len(lost) == 1
    renderer.close()


def test_a_missing_engine_is_known_at_once(tmp_path: Path) -> None:
    answer = "print(json.dumps({'error': 'no libespeak', 'engine': False}), flush=True)"
    renderer = Renderer(program(tmp_path, answer))
    with pytest.raises(NoVoiceError, match="no libespeak"):
        renderer.render(LINE, None, 145, tmp_path / "a")
    renderer.close()


def test_a_worker_that_cannot_be_started_costs_lines_not_the_program(tmp_path: Path) -> None:
    renderer = Renderer((str(tmp_path / "no such program"),))
    with pytest.raises(LineLostError):
        renderer.render(LINE, None, 145, tmp_path / "a")
    renderer.close()
