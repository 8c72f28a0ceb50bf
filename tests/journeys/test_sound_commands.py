"""`voices`, `say` and `export`, as a person and other programs use them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
import soundfile

from tests.audio.test_backgrounds import write
from tests.heard import kept_lines
from tests.journeys.conftest import ROOT, Run, until

PROGRAM = (sys.executable, "-m", "stretchcoach")
SHORT = ("--hold", "5s", "--reps", "1")
Ended = subprocess.CompletedProcess[str]
Command = Callable[..., Ended]


@pytest.fixture
def command(stretchcoach: Run) -> Command:
    def run(*arguments: str, **env: str) -> Ended:
        ended = stretchcoach(*arguments, **env)
        assert "Traceback" not in ended.stderr + ended.stdout
        return ended

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "music"
    made.mkdir()
    return made


def test_voices_are_listed_the_one_that_is_used_first(command: Command, own_home: Path) -> None:
    ended = command("voices", "--json")
    assert ended.returncode == 0
    voices = json.loads(ended.stdout)
    assert voices[0] == {
        "id": "natural:heart",
        "name": "Heart",
        "engine": "natural",
        "language": "en-US",
        "natural": True,
    }
    assert {"id", "name", "engine", "language", "natural"} == set(voices[-1])
    assert len({voice["id"] for voice in voices}) == len(voices)
    settings = own_home / "config" / "stretchcoach" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('format = 1\nvoice = "gmw/en-gb-scotland"\n')
    chosen = json.loads(command("voices", "--json").stdout)
    assert [voice["id"] for voice in chosen[:2]] == ["system:gmw/en-gb-scotland", "natural:heart"]
    table = command("voices")
    assert table.returncode == 0
    assert all(voice["id"] in table.stdout for voice in voices)


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3", "opus"])
def test_a_line_is_written(command: Command, folder: Path, ending: str) -> None:
    file = folder / f"line.{ending}"
    ended = command("say", "Breathe in, and lift your arms.", str(file))
    assert (ended.returncode, ended.stdout) == (0, "")
    samples, _rate = soundfile.read(file)
    assert 1.5 < soundfile.info(file).duration < 4
    assert np.abs(samples).max() > 0.2


def test_a_line_has_the_voice_and_the_rate_that_are_asked_for(command: Command, folder: Path) -> None:
    lengths = {}
    for name, more in (
        ("calm", ()),
        ("brisk", ("--rate", "220")),
        ("system", ("--voice", "system:gmw/en-us")),
        ("old", ("--voice", "gmw/en-us")),
    ):
        assert command("say", "Let the breath come by itself.", str(folder / f"{name}.wav"), *more).returncode == 0
        lengths[name] = soundfile.info(folder / f"{name}.wav").duration
    assert lengths["brisk"] < 0.75 * lengths["calm"]
    assert lengths["system"] == lengths["old"]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("🧘",), 1, "The voice can't say anything in this text"),
        (("",), 1, "can't say anything"),
        (("تمدد",), 1, "can't say anything"),
        (("Hello.", "--voice", "natural:nobody"), 0, "Nobody can't speak"),
        (("Hello.", "--rate", "0"), 2, "80 to 260"),
    ],
)
def test_what_cannot_be_said_is_told_in_a_sentence(
    command: Command, folder: Path, arguments: tuple[str, ...], status: int, told: str
) -> None:
    text, *more = arguments
    ended = command("say", text, str(folder / "line.flac"), *more)
    assert ended.returncode == status
    assert told in ended.stderr
    assert [one.name for one in folder.iterdir()] == (["line.flac"] if status == 0 else [])


def test_a_session_is_written_with_its_cues_where_the_plan_has_them(
    command: Command, folder: Path, own_home: Path
) -> None:
    file = folder / "session.flac"
    plan: dict[str, Any] = json.loads(command("plan", "seated-hamstring", "--json", *SHORT).stdout)
    ended = command("export", "seated-hamstring", str(file), *SHORT)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "session.flac is written" in ended.stderr
    heard, rate = soundfile.read(file, dtype="float32")
    assert len(heard) / rate == pytest.approx(plan["seconds"], abs=0.01)
    lines = kept_lines(own_home / "cache/stretchcoach")
    assert plan["cues"]
    for cue in plan["cues"]:
        path = lines.path(cue["text"])
        assert path is not None
        line, _rate = soundfile.read(path, dtype="float32")
        first = round(cue["at"] * rate)
        around = heard[first - 480 : first + len(line) + 480, 0]
        match = np.correlate(around, line[: len(around) - 960], "valid")
        assert abs(int(match.argmax()) - 480) <= 5, cue["text"]
        level = 20 * np.log10(np.sqrt(np.mean(heard[first : first + len(line), 0] ** 2)) / np.sqrt(np.mean(line**2)))
        assert level == pytest.approx(20 * np.log10(0.9), abs=0.3), cue["text"]
    tags = mutagen.File(file)
    assert tags["title"] == ["Seated hamstring"]
    names = [tags[f"chapter{number:03}name"][0] for number in range(1, 5)]
    assert names == ["Getting started", "Seated hamstring, left", "Seated hamstring, right", "Finish"]
    assert tags.pictures[0].data.startswith(b"\x89PNG")


def test_the_background_is_in_it_and_sinks_under_the_voice(command: Command, folder: Path) -> None:
    silent, full = folder / "silent.flac", folder / "full.flac"
    command("export", "settle", str(silent), *SHORT)
    ended = command("export", "settle", str(full), *SHORT, "--background", "rain")
    assert ended.returncode == 0
    voice, rate = soundfile.read(silent, dtype="float32")
    both, _rate = soundfile.read(full, dtype="float32")
    assert len(voice) == len(both)
    beside = both - voice
    speaking = np.convolve(np.abs(voice[:, 0]), np.ones(4_800) / 4_800, "same") > 0.01
    speaking[: 6 * rate] = False
    quiet = ~speaking
    quiet[: 6 * rate] = False
    quiet[-12 * rate :] = False

    def level(samples: np.ndarray) -> float:
        return float(10 * np.log10(np.mean(samples**2)))

    assert level(both[speaking]) - level(beside[speaking]) > 10
    assert level(beside[quiet]) - level(beside[speaking]) > 4


def test_a_persons_own_music_is_played_behind_it(command: Command, folder: Path) -> None:
    music = folder / "mine"
    for name in ("a.mp3", "b.ogg", "deeper/c.flac"):
        write(music / name, 8.0)
    (music / "notes.txt").write_text("no music")
    for background in (music, music / "a.mp3"):
        ended = command("export", "settle", str(folder / "x.flac"), *SHORT, "--background", str(background), "--force")
        assert ended.returncode == 0
        samples, rate = soundfile.read(folder / "x.flac", dtype="float32")
        power = np.abs(np.fft.rfft(samples[10 * rate : 20 * rate, 0]))
        assert int(power.argmax()) // 10 in range(80, 260) or power[2_200] > np.median(power) * 20
        assert power[2_200] > np.median(power) * 20


@pytest.mark.parametrize("kind", ["gone", "empty folder", "text", "nothing"])
def test_a_background_that_cannot_be_played_is_told_and_the_session_is_written(
    command: Command, folder: Path, kind: str
) -> None:
    path = folder / "background.mp3"
    match kind:
        case "empty folder":
            path.mkdir()
        case "text":
            path.write_text("no music " * 1000)
        case "nothing":
            path.touch()
    ended = command("export", "settle", str(folder / "x.flac"), *SHORT, "--background", str(path))
    assert ended.returncode == 0
    assert "background.mp3" in ended.stderr
    assert "can't be played" in ended.stderr
    assert (folder / "x.flac").exists()


def test_an_existing_file_is_only_written_over_by_force(command: Command, folder: Path) -> None:
    file = folder / "x.ogg"
    file.write_text("mine")
    ended = command("export", "settle", str(file), *SHORT)
    assert ended.returncode == 1
    assert "already exists" in ended.stderr
    assert "--force" in ended.stderr
    assert file.read_text() == "mine"
    assert command("export", "settle", str(file), *SHORT, "--force").returncode == 0
    assert soundfile.info(file).duration > 20


@pytest.mark.parametrize("name", ["x.aac", "x", "x.flac.part"])
def test_an_unknown_ending_is_wrong_usage(command: Command, folder: Path, name: str) -> None:
    ended = command("export", "settle", str(folder / name))
    assert ended.returncode == 2
    assert ".flac, .wav, .mp3, .ogg, .opus" in ended.stderr


def test_where_nothing_can_be_written_it_is_said(command: Command, folder: Path) -> None:
    (folder / "x.flac").mkdir()
    for file in (folder / "no" / "such" / "x.flac", folder / "x.flac", Path("/proc/x.flac")):
        ended = command("export", "settle", str(file), *SHORT)
        assert ended.returncode == 1
        assert "can't be written" in ended.stderr
        assert "No unfinished file is left behind" in ended.stderr


@pytest.mark.parametrize("ending", ["flac", "wav", "mp3", "ogg", "opus"])
def test_a_full_disk_is_told_and_nothing_is_left(folder: Path, ending: str) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare (Debian: util-linux)")
    export = f"{sys.executable} -m stretchcoach export settle {folder}/x.{ending} {' '.join(SHORT)}"
    mounted = f"mount -t tmpfs -o size=100k none {folder} && {{ {export}; echo $?; ls -A {folder}; }}"
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert ran.stdout == "1\n"
    assert "can't be written" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("signal_name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_an_export_that_is_ended_leaves_nothing_that_looks_whole(folder: Path, signal_name: str) -> None:
    file = folder / "x.mp3"  # which takes longest
    process = subprocess.Popen(
        [*PROGRAM, "export", "low-back-relief", str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: any(one.stat().st_size for one in folder.iterdir()), "it to be written")
    process.send_signal(getattr(signal, signal_name))
    _out, err = process.communicate(timeout=60)
    assert not file.exists()
    if signal_name != "SIGKILL":
        assert process.returncode == 130
        assert "Traceback" not in err
        assert not list(folder.iterdir())
