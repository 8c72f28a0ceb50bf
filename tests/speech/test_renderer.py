"""Lines are really spoken, by a process that really hangs, dies and lacks its engine."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import soundfile

from stretchcoach.speech.engine import EngineUnavailableError, LineFailedError
from stretchcoach.speech.line_cache import LineSpec
from stretchcoach.speech.renderer import GIVE_UP_AFTER, Renderer
from tests.audio.test_output import wait_until
from tests.soak import soak, times

TEXT = "Breathe out and sink over the leg."


def line(text: str = TEXT, engine: str = "system", voice: str = "", rate: int = 145) -> LineSpec:
    return LineSpec(engine, "1", voice, rate, text)


LINE = line()


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


def program(tmp_path: Path, text: str) -> tuple[str, ...]:
    """Return the command of a worker that runs `text` for each request."""
    file = tmp_path / "worker.py"
    file.write_text(
        f"import json, sys, time, pathlib\nfor line in sys.stdin:\n    asked = json.loads(line)\n    {text}\n"
    )
    return (sys.executable, str(file))


ANSWER = "print(json.dumps({'seconds': 1.0}), flush=True)"


@pytest.mark.parametrize("engine", ["natural", "system"])
def test_a_line_is_spoken_into_a_file_without_silence_around_it(
    renderer: Renderer, tmp_path: Path, engine: str
) -> None:
    renderer.render(line(engine=engine), tmp_path / "line.flac")
    samples, rate = soundfile.read(tmp_path / "line.flac")
    assert rate == 48_000
    assert 1.5 < len(samples) / rate < 4
    assert abs(samples[: rate // 25]).max() > 0.004
    assert abs(samples[-rate // 8 :]).max() > 0.001


def test_every_line_has_its_own_rate(renderer: Renderer, tmp_path: Path) -> None:
    """espeak's own thread could keep the rate of the line before."""

    def seconds(rate: int) -> float:
        renderer.render(line(rate=rate), tmp_path / "line.flac")
        return float(soundfile.info(tmp_path / "line.flac").duration)

    slow, quick = seconds(100), seconds(220)
    assert slow > 1.5 * quick
    for _again in range(12):
        assert seconds(100) == pytest.approx(slow, abs=0.02)
        assert seconds(220) == pytest.approx(quick, abs=0.02)


def test_voices_have_names_and_languages_and_natural_ones_come_first(renderer: Renderer) -> None:
    voices = renderer.voices()
    assert voices[0] == ("natural:heart", "Heart", "natural", "en-US", True)
    system = [voice for voice in voices if not voice.natural]
    assert system[0].id == "system:gmw/en-us"
    assert {voice.engine for voice in system} == {"system"}
    assert all(voice.language.isprintable() and voice.name for voice in voices)


def test_another_voice_sounds_different(renderer: Renderer, tmp_path: Path) -> None:
    for number, voice in enumerate(("", "gmw/en-gb-scotland")):
        renderer.render(line(voice=voice), tmp_path / f"{number}.flac")
    first, second = (soundfile.read(tmp_path / f"{number}.flac")[0] for number in (0, 1))
    assert len(first) != len(second)


def test_a_line_without_sound_fails_alone(renderer: Renderer, tmp_path: Path) -> None:
    with pytest.raises(LineFailedError):
        renderer.render(line(""), tmp_path / "line.flac")
    renderer.render(LINE, tmp_path / "line.flac")


@pytest.mark.parametrize("unknown", [line(voice="gmw/nobody"), line(engine="natural", voice="nobody")])
def test_an_unknown_voice_makes_its_engine_unavailable_but_no_other(
    renderer: Renderer, tmp_path: Path, unknown: LineSpec
) -> None:
    with pytest.raises(EngineUnavailableError, match="nobody"):
        renderer.render(unknown, tmp_path / "line.flac")
    other = "natural" if unknown.engine == "system" else "system"
    renderer.render(line(engine=other), tmp_path / "line.flac")


def test_the_same_line_has_the_same_samples(renderer: Renderer, tmp_path: Path) -> None:
    """The noise has a fixed seed, so an export sounds like the session."""
    files = [tmp_path / "a.flac", tmp_path / "b.flac"]
    for file in files:
        renderer.render(line(engine="natural"), file)
    assert files[0].read_bytes() == files[1].read_bytes()


REPEATED = times(50, 333)
"""At 30 letters each. The natural voice takes 400 phonemes at a time, so 1,500 letters are spoken in parts too."""


@soak
@pytest.mark.parametrize("engine", ["natural", "system"])
def test_a_long_text_is_spoken(renderer: Renderer, tmp_path: Path, engine: str) -> None:
    text = "Breathe in, and lift the arms " * REPEATED
    renderer.render(line(text, engine, rate=200), tmp_path / "line.flac")
    assert soundfile.info(tmp_path / "line.flac").duration > 0.9 * REPEATED


def test_an_idle_worker_exits_and_the_next_line_is_still_spoken(tmp_path: Path) -> None:
    natural = line(engine="natural")  # espeak's samples differ from time to time
    command = [
        part.replace("worker.main()", "worker.IDLE_SECONDS = 0.3; worker.main()") for part in Renderer()._command
    ]
    with closing(Renderer(command)) as renderer:
        renderer.render(natural, tmp_path / "a.flac")
        worker = renderer._worker
        assert worker is not None
        wait_until(lambda: worker._process.poll() is not None)
        assert worker._process.returncode == 0
        renderer.render(natural, tmp_path / "b.flac")
        assert not renderer._failures["natural"]
    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()


def test_a_line_that_hangs_once_is_spoken_by_another_worker(tmp_path: Path) -> None:
    hangs_once = (
        "mark = pathlib.Path(__file__ + '.hung')\n"
        f"    {ANSWER} if mark.exists() or asked['text'] != 'hang' else (mark.touch(), time.sleep(60))"
    )
    renderer = Renderer(program(tmp_path, hangs_once))
    renderer._limit_seconds = 0.5
    renderer.render(line("before"), tmp_path / "a")
    began = time.monotonic()
    renderer.render(line("hang"), tmp_path / "b")
    assert time.monotonic() - began < 10
    renderer.close()


def test_a_line_that_always_hangs_fails_alone(tmp_path: Path) -> None:
    renderer = Renderer(program(tmp_path, f"{ANSWER} if asked['text'] != 'hang' else time.sleep(60)"))
    renderer._limit_seconds = 0.5
    with pytest.raises(LineFailedError):
        renderer.render(line("hang"), tmp_path / "a")
    renderer.render(line("after"), tmp_path / "b")
    renderer.close()


def test_a_worker_that_was_killed_is_started_again_and_no_line_is_lost(renderer: Renderer, tmp_path: Path) -> None:
    natural = line(engine="natural")
    renderer.render(natural, tmp_path / "a.flac")
    assert renderer._worker is not None
    renderer._worker.kill()
    renderer.render(natural, tmp_path / "b.flac")
    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()


def test_a_line_that_kills_its_worker_fails_alone(tmp_path: Path) -> None:
    renderer = Renderer(program(tmp_path, f"{ANSWER} if asked['text'] != 'die' else sys.exit(3)"))
    with pytest.raises(LineFailedError):
        renderer.render(line("die"), tmp_path / "a")
    renderer.render(line("live"), tmp_path / "b")
    renderer.close()


def test_a_worker_that_answers_nonsense_fails_the_line(tmp_path: Path) -> None:
    renderer = Renderer(program(tmp_path, "print('Audio saved', flush=True)"))
    with pytest.raises(LineFailedError):
        renderer.render(LINE, tmp_path / "a")
    renderer.close()


def lose(renderer: Renderer, path: Path) -> None:
    """Render until the engine counts as unavailable."""
    for _line in range(GIVE_UP_AFTER):
        try:
            renderer.render(LINE, path)
        except LineFailedError:
            continue
        except EngineUnavailableError:
            return
    pytest.fail("the engine is still tried")


def test_after_repeated_failures_an_engine_is_not_tried_again_but_another_is(tmp_path: Path) -> None:
    renderer = Renderer(program(tmp_path, f"{ANSWER} if asked['engine'] == 'natural' else sys.exit(3)"))
    lose(renderer, tmp_path / "a")
    asked = time.monotonic()
    with pytest.raises(EngineUnavailableError):
        renderer.render(LINE, tmp_path / "a")
    assert time.monotonic() - asked < 0.1
    renderer.render(line(engine="natural"), tmp_path / "a")
    renderer.close()


def test_the_next_session_tries_the_engine_again(tmp_path: Path) -> None:
    """The cause of the failures may be gone by then."""
    dies_until = "mark = pathlib.Path(__file__ + '.mended')\n"
    renderer = Renderer(program(tmp_path, f"{dies_until}    {ANSWER} if mark.exists() else sys.exit(3)"))
    lose(renderer, tmp_path / "a")
    (tmp_path / "worker.py.mended").touch()
    with pytest.raises(EngineUnavailableError):
        renderer.render(LINE, tmp_path / "a")
    renderer.reset_failures()
    renderer.render(LINE, tmp_path / "a")
    renderer.close()


def test_closing_ends_the_wait_for_a_line_that_hangs(tmp_path: Path) -> None:
    mark = tmp_path / "asked"
    renderer = Renderer(program(tmp_path, f"pathlib.Path({str(mark)!r}).touch(); time.sleep(120)"))
    renderer._limit_seconds = 100
    lost: list[Exception] = []

    def ask() -> None:
        try:
            renderer.render(LINE, tmp_path / "a")
        except (LineFailedError, EngineUnavailableError) as error:
            lost.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(mark.exists)
    renderer.close()
    asking.join(20)
    assert len(lost) == 1


def test_a_missing_engine_is_reported_at_once(tmp_path: Path) -> None:
    answer = "print(json.dumps({'error': 'no libespeak', 'engine': False}), flush=True)"
    renderer = Renderer(program(tmp_path, answer))
    with pytest.raises(EngineUnavailableError, match="no libespeak"):
        renderer.render(LINE, tmp_path / "a")
    renderer.close()


def test_a_worker_that_cannot_start_fails_only_the_line(tmp_path: Path) -> None:
    renderer = Renderer((str(tmp_path / "no such program"),))
    with pytest.raises(LineFailedError):
        renderer.render(LINE, tmp_path / "a")
    renderer.close()
