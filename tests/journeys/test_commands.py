"""What other programs rely on: the commands, their JSON, and how they end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from stretchcoach import __version__
from stretchcoach.resources import DATA
from tests.journeys.conftest import ROOT, Run

ROUTINES = sorted(path.stem for path in (DATA / "routines").glob("*.toml"))
KINDS = {"settle", "set_up", "inhale", "exhale", "move_in", "hold", "release", "switch", "rest", "finish"}
PROGRAM = (sys.executable, "-m", "stretchcoach")
MORNING = """\
format = 1
id = "morning"
title = "Morning thighs"
summary = "The thighs, before breakfast."

[[blocks]]
[[blocks.stretches]]
stretch = "quads-standing"
hold = "3b"
"""
BROKEN = MORNING.replace('"3b"', '"3"').replace('title = "Morning thighs"', "title = 5")
"""Two faults, in the lines 3 and 9."""

Ended = subprocess.CompletedProcess[str]


@pytest.fixture
def command(stretchcoach: Run) -> Run:
    """The command line, of which no person ever sees a traceback."""

    def run(*arguments: str, **env: str) -> Ended:
        ended = stretchcoach(*arguments, **env)
        assert "Traceback" not in ended.stderr + ended.stdout
        assert "Something went wrong" not in ended.stderr
        return ended

    return run


Plan = Callable[..., dict[str, Any]]


@pytest.fixture
def plan(command: Run) -> Plan:
    """The plan of a routine, as another program reads it."""

    def planned(*arguments: str) -> dict[str, Any]:
        ended = command("plan", *arguments, "--json")
        assert ended.returncode == 0
        timeline: dict[str, Any] = json.loads(ended.stdout)
        return timeline

    return planned


@pytest.fixture
def morning(tmp_path: Path) -> Path:
    """A good routine file, somewhere."""
    path = tmp_path / "somewhere" / "morning.toml"
    path.parent.mkdir()
    path.write_text(MORNING)
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.toml"
    path.write_text(BROKEN)
    return path


def own_file(home: Path, place: str, text: str) -> Path:
    """Write a file into a person's own folders."""
    path = home / place
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def of_kind(timeline: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [segment for segment in timeline["segments"] if segment["kind"] == kind]
    assert found
    return found


def has_types(value: dict[str, Any], types: Mapping[str, tuple[type, ...]]) -> bool:
    return value.keys() == types.keys() and all(type(value[key]) in allowed for key, allowed in types.items())


# What is there


def test_the_list_as_json_has_what_was_promised(command: Run) -> None:
    ended = command("list", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    entries = json.loads(ended.stdout)
    types = {"id": (str,), "title": (str,), "minutes": (int,), "needs": (list,), "focus": (list,), "stretches": (list,)}
    assert all(has_types(entry, types) for entry in entries)
    assert all(type(word) is str for entry in entries for key in ("needs", "focus", "stretches") for word in entry[key])
    assert all(entry["minutes"] >= 1 and entry["stretches"] for entry in entries)
    assert sorted(entry["id"] for entry in entries) == ROUTINES
    assert len(entries) == 7
    assert entries[0]["id"] == "seated-hamstring"


def test_the_list_is_a_table_for_people(command: Run) -> None:
    ended = command("list")
    assert (ended.returncode, ended.stderr) == (0, "")
    head, *rows = ended.stdout.splitlines()
    assert head.split() == ["routine", "title", "minutes", "needs"]
    assert sorted(row.split()[0] for row in rows) == ROUTINES


def test_a_plan_is_a_table_for_people(command: Run, plan: Plan) -> None:
    ended = command("plan", "settle")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert all(cue["text"] in ended.stdout for cue in plan("settle")["cues"])


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_plan_as_json_has_what_was_promised(plan: Plan, routine: str) -> None:
    timeline = plan(routine)
    assert has_types(
        timeline, {"routine": (str,), "title": (str,), "seconds": (float,), "segments": (list,), "cues": (list,)}
    )
    assert timeline["routine"] == routine
    number, counted = (float,), (int, type(None))
    segment_types: dict[str, tuple[type, ...]] = {"start": number, "seconds": number, "kind": (str,), "side": (str,)}
    segment_types |= {"stretch": (str, type(None)), "rep": counted, "reps": counted, "breaths": counted}
    cue_types: dict[str, tuple[type, ...]] = {"at": number, "seconds": number, "text": (str,), "segment": (int,)}
    assert all(has_types(segment, segment_types) for segment in timeline["segments"])
    assert all(has_types(cue, cue_types) for cue in timeline["cues"])
    assert {segment["kind"] for segment in timeline["segments"]} <= KINDS
    assert {segment["side"] for segment in timeline["segments"]} <= {"left", "right", "both"}


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_plan_has_no_gap_and_every_line_lies_in_its_phase_and_both_sides_get_the_same(
    plan: Plan, routine: str
) -> None:
    timeline = plan(routine)
    segments = timeline["segments"]
    end = 0.0
    for segment in segments:
        assert segment["start"] == pytest.approx(end, abs=1e-3)
        assert segment["seconds"] > 0
        end = segment["start"] + segment["seconds"]
    assert timeline["seconds"] == pytest.approx(end, abs=1e-3)
    for cue in timeline["cues"]:
        segment = segments[cue["segment"]]
        assert segment["start"] - 1e-3 <= cue["at"]
        assert cue["at"] + cue["seconds"] <= segment["start"] + segment["seconds"] + 1e-3
    assert [cue["at"] for cue in timeline["cues"]] == sorted(cue["at"] for cue in timeline["cues"])
    left, right = (
        [{**segment, "start": 0, "side": ""} for segment in segments if segment["side"] == side]
        for side in ("left", "right")
    )
    assert left == right
    assert left or routine == "settle"


# The options of one run


@pytest.mark.parametrize(("hold", "seconds", "breaths"), [("30s", 30, None), ("5b", 50, 5)])
def test_hold_makes_every_hold_that_long(plan: Plan, hold: str, seconds: float, breaths: int | None) -> None:
    held = of_kind(plan("low-back-relief", "--hold", hold), "hold")
    assert {(segment["seconds"], segment["breaths"]) for segment in held} == {(seconds, breaths)}


def test_reps_is_the_number_of_warm_up_reps(plan: Plan) -> None:
    inhales = of_kind(plan("seated-hamstring", "--reps", "3"), "inhale")
    assert [(segment["rep"], segment["reps"]) for segment in inhales] == [(1, 3), (2, 3), (3, 3)] * 2


def test_breath_is_the_pace_of_reps_and_holds(plan: Plan) -> None:
    timeline = plan("seated-hamstring", "--breath", "4/6/1", "--hold", "2b")
    assert {segment["seconds"] for segment in of_kind(timeline, "inhale")} == {4.0}
    assert {segment["seconds"] for segment in of_kind(timeline, "exhale")} == {7.0}
    assert {segment["seconds"] for segment in of_kind(timeline, "hold")} == {22.0}


@pytest.mark.parametrize("side", ["left", "right"])
def test_first_side_comes_first(plan: Plan, side: str) -> None:
    sides = [segment["side"] for segment in plan("seated-hamstring", "--first-side", side)["segments"]]
    assert next(one for one in sides if one != "both") == side


def test_detail_says_less_and_less(plan: Plan) -> None:
    full, brief, count = (plan("seated-hamstring", "--detail", detail)["cues"] for detail in ("full", "brief", "count"))
    spoken = [sum(len(cue["text"].split()) for cue in cues) for cues in (full, brief, count)]
    assert spoken == sorted(spoken, reverse=True)
    assert len(set(spoken)) == 3
    assert len(count) < len(full)


def test_detail_count_says_only_the_count_of_a_rep(plan: Plan) -> None:
    timeline = plan("seated-hamstring", "--detail", "count")
    said = [(timeline["segments"][cue["segment"]], cue["text"]) for cue in timeline["cues"]]
    assert not [text for segment, text in said if segment["kind"] == "exhale"]
    inhales = [(segment["rep"], text) for segment, text in said if segment["kind"] == "inhale"]
    assert [rep for rep, _text in inhales] == [1, 2, 3, 4] * 2
    assert all(str(rep) in text and len(text.split()) <= 2 for rep, text in inhales)


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "helpful"),
    [
        (("plan", "settle", "--hold", "999s"), "5 to 300 s"),
        (("plan", "settle", "--hold", "99b"), "1 to 30 breaths"),
        (("plan", "settle", "--hold", "5x"), "seconds like 30s or breaths like 5b"),
        (("plan", "settle", "--reps", "99"), "1 to 10 reps"),
        (("plan", "settle", "--reps", "three"), "1 to 10 reps"),
        (("plan", "settle", "--breath", "1/1"), "2 to 10 s"),
        (("plan", "settle", "--breath", "4"), "like 4.5/5.5"),
        (("plan", "settle", "--first-side", "both"), "left"),
        (("plan", "settle", "--detail", "chatty"), "brief"),
        (("play", "settle", "--speed", "0"), "1 to 100"),
        (("play", "settle", "--speed", "101"), "1 to 100"),
        (("play", "settle", "--speed", "nan"), "1 to 100"),
        (("plan", "settle", "--hodl", "30s"), "--hodl"),
        (("--fullscreen",), "--fullscreen"),
        (("settle", "--star"), "--star"),
        (("plan", "settle", "--det", "brief"), "--det"),
        (("picture", "settle", "out.png", "--siz", "400"), "--siz"),
        (("plan",), "ROUTINE"),
        (("check",), "FILE"),
        (("plan", "setle"), "Did you mean settle?"),
        (("play", "quads-laying"), "Did you mean quads-lying?"),
        (("low-back-releif",), "Did you mean low-back-relief?"),
        (("plan", "xyzzy"), "stretchcoach list"),
        (("lst",), "There is no routine 'lst'. Did you mean: stretchcoach list?\n"),
        (("chek",), "Did you mean: stretchcoach check?"),
        (("--start",), "--start needs a ROUTINE"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_answered_with_what_would_be_right(
    command: Run, arguments: tuple[str, ...], helpful: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    ended = command(*arguments, DISPLAY="", WAYLAND_DISPLAY="")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert helpful in ended.stderr
    assert "display" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "told"), [(("--version",), f"stretchcoach {__version__}\n"), (("--help",), "check FILE ...")]
)
def test_version_and_help_are_given(command: Run, arguments: tuple[str, ...], told: str) -> None:
    ended = command(*arguments)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert told in ended.stdout


@pytest.mark.parametrize("name", ["list", "plan", "play", "check"])
def test_every_command_has_its_help(command: Run, name: str) -> None:
    ended = command(name, "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"stretchcoach {name}" in ended.stdout


# Files


@pytest.mark.parametrize("name", ["plan", "play"])
def test_a_broken_routine_file_is_refused_with_every_fault(command: Run, broken: Path, name: str) -> None:
    ended = command(name, str(broken))
    assert (ended.returncode, ended.stdout) == (1, "")
    first, second = ended.stderr.splitlines()
    assert first.startswith(f"{broken}:3: title: ")
    assert second.startswith(f"{broken}:9: blocks[1].stretches[1].hold: ")


@pytest.mark.parametrize("name", ["plan", "play"])
def test_a_file_that_is_not_there_and_a_folder_are_refused_in_one_line(command: Run, tmp_path: Path, name: str) -> None:
    for path in (tmp_path / "nothing.toml", tmp_path):
        ended = command(name, str(path))
        assert (ended.returncode, ended.stdout) == (1, "")
        (line,) = ended.stderr.splitlines()
        assert line.startswith(f"{path}:1: file: ")


def test_a_good_file_passes_the_check(command: Run, morning: Path) -> None:
    ended = command("check", str(morning), str(DATA / "stretches" / "settle.toml"))
    assert (ended.returncode, ended.stdout) == (0, "")


def test_every_fault_of_every_file_has_its_own_line(command: Run, tmp_path: Path, morning: Path, broken: Path) -> None:
    no_toml = tmp_path / "no.toml"
    no_toml.write_text("format = 1\nid = = 3\n")
    missing = tmp_path / "missing.toml"
    ended = command("check", str(broken), str(morning), str(no_toml), str(missing), str(tmp_path))
    assert ended.returncode == 1
    lines = ended.stdout.splitlines()
    for line, place in zip(
        lines,
        (
            f"{broken}:3: title: ",
            f"{broken}:9: blocks[1].stretches[1].hold: ",
            f"{no_toml}:2: TOML: ",
            f"{missing}:1: file: ",
            f"{tmp_path}:1: file: ",
        ),
        strict=True,
    ):
        assert line.startswith(place)
        assert len(line) > len(place)


def test_a_routine_file_is_planned_and_played_by_its_path(command: Run, plan: Plan, morning: Path) -> None:
    timeline = plan(str(morning))
    assert (timeline["routine"], timeline["title"]) == ("morning", "Morning thighs")
    assert {segment["breaths"] for segment in of_kind(timeline, "hold")} == {3}
    ended = command("play", str(morning), "--speed", "100", "--mute")
    assert ended.returncode == 0
    assert "Morning thighs" in ended.stdout


def test_an_own_routine_stands_in_the_list(command: Run, own_home: Path) -> None:
    own_file(own_home, "data/stretchcoach/routines/morning.toml", MORNING)
    ended = command("list", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert {"morning", *ROUTINES} == {entry["id"] for entry in json.loads(ended.stdout)}
    assert command("plan", "morning").returncode == 0


def test_a_damaged_own_file_is_reported_and_the_rest_works(command: Run, own_home: Path) -> None:
    path = own_file(own_home, "data/stretchcoach/routines/morning.toml", BROKEN)
    ended = command("list", "--json")
    assert ended.returncode == 0
    assert sorted(entry["id"] for entry in json.loads(ended.stdout)) == ROUTINES
    assert f"{path}:3: title: " in ended.stderr
    assert f"{path}:9: " in ended.stderr


# Settings


def test_saved_settings_are_used_and_options_go_before_them(plan: Plan, own_home: Path) -> None:
    own_file(own_home, "config/stretchcoach/settings.toml", 'format = 1\nhold = "2b"\n')
    assert {segment["breaths"] for segment in of_kind(plan("seated-hamstring"), "hold")} == {2}
    overridden = of_kind(plan("seated-hamstring", "--hold", "30s"), "hold")
    assert {(segment["seconds"], segment["breaths"]) for segment in overridden} == {(30.0, None)}


def test_an_option_goes_before_a_hold_that_was_saved_for_one_stretch(plan: Plan, own_home: Path) -> None:
    own_file(own_home, "config/stretchcoach/settings.toml", 'format = 1\n[holds]\nseated-hamstring = "7b"\n')
    assert {segment["breaths"] for segment in of_kind(plan("seated-hamstring"), "hold")} == {7}
    assert {segment["breaths"] for segment in of_kind(plan("seated-hamstring", "--hold", "4b"), "hold")} == {4}


def test_settings_of_garbage_are_reported_and_kept_aside(command: Run, own_home: Path) -> None:
    path = own_file(own_home, "config/stretchcoach/settings.toml", "][ garbage = =\n")
    ended = command("plan", "settle", "--json")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["routine"] == "settle"
    assert "settings can't be read" in ended.stderr
    (kept,) = (file for file in path.parent.iterdir() if file != path)
    assert kept.read_text() == "][ garbage = =\n"
    assert str(kept) in ended.stderr


def test_an_option_changes_no_saved_setting(command: Run, own_home: Path) -> None:
    text = 'format = 1\nhold = "2b"\n'
    path = own_file(own_home, "config/stretchcoach/settings.toml", text)
    assert command("plan", "settle", "--hold", "30s", "--reps", "5").returncode == 0
    assert path.read_text() == text


# Playing


def test_playing_shows_every_line_of_the_plan_in_its_order(command: Run, plan: Plan) -> None:
    ended = command("play", "settle", "--speed", "100", "--mute")
    assert ended.returncode == 0
    said = [line[9:] for line in ended.stdout.splitlines() if line.startswith("  ")]
    assert said == [cue["text"] for cue in plan("settle")["cues"]]


@contextmanager
def begun(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A program that has printed its first line, and that is ended if the test does not."""
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline()
            yield program
        finally:
            program.kill()


@pytest.mark.parametrize("arguments", [("--mute",), ()], ids=["muted", "with its voice"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_session_that_is_interrupted_ends_at_once(stop: signal.Signals, arguments: tuple[str, ...]) -> None:
    with begun("play", "settle", *arguments) as program:
        program.send_signal(stop)
        _shown, told = program.communicate(timeout=20)
    assert program.returncode == 130
    assert "Traceback" not in told
    assert "KeyboardInterrupt" not in told


def test_without_display_and_keyboard_the_first_routine_begins_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with begun() as program:
        assert program.stdout is not None
        assert "Seated hamstring." in program.stdout.readline()
        program.send_signal(signal.SIGINT)
        _shown, told = program.communicate(timeout=20)
    assert program.returncode == 130
    assert "There is no display" in told
    assert "Traceback" not in told


OPENED = """\
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from stretchcoach.cli import main
from stretchcoach.window.shell.main_window import MainWindow

show = MainWindow.show

def tell(window):
    titles = [one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.property("role") == "title"]
    loaded = "stretchcoach.window.welcome.welcome_page" in sys.modules
    print(*titles, "with the welcome" if loaded else "without the welcome", sep=", ")
    window.close_at_once()

def show_and_tell(window):
    show(window)
    QTimer.singleShot(500, lambda: tell(window))

MainWindow.show = show_and_tell
sys.exit(main.main(sys.argv[1:]))
"""


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., str]:
    """What the window shows soon after the command, and whether what only a first start needs was loaded."""

    def run(*arguments: str) -> str:
        driver = tmp_path / "driver.py"
        driver.write_text(OPENED)
        ended = subprocess.run(
            [sys.executable, str(driver), *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout.strip()

    return run


@pytest.mark.parametrize("arguments", [(), ("quads-standing",)], ids=["plain", "at a routine"])
def test_in_a_fresh_home_the_window_welcomes_first(opened: Callable[..., str], arguments: tuple[str, ...]) -> None:
    assert opened(*arguments) == "Welcome, with the welcome"
    assert opened(*arguments) == "Welcome, with the welcome", "nobody has been through it yet"


@pytest.mark.usefixtures("welcomed")
def test_who_was_welcomed_comes_to_the_list_and_nothing_more_is_loaded(opened: Callable[..., str]) -> None:
    assert opened() == "Seated hamstring, without the welcome"
    assert opened("quads-standing") == "Quads standing, without the welcome"


def test_a_session_that_begins_at_once_leaves_the_welcome_for_the_next_start(opened: Callable[..., str]) -> None:
    assert opened("settle", "--start").endswith("without the welcome")
    assert opened() == "Welcome, with the welcome"


# What may be missing or broken around us


@pytest.mark.parametrize("arguments", [("plan", "settle"), ("play", "settle", "--speed", "100")], ids=["plan", "play"])
def test_folders_that_cannot_be_made_keep_no_one_from_stretching(
    command: Run, own_home: Path, arguments: tuple[str, ...]
) -> None:
    plain = own_home / "plain-file"
    plain.write_text("no folder")
    folders = {f"XDG_{kind}_HOME": str(plain / kind) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    ended = command(*arguments, **folders)
    assert ended.returncode == 0
    assert "All done." in ended.stdout


def test_without_a_speech_engine_the_plan_is_made_and_the_person_told(command: Run, tmp_path: Path) -> None:
    for engine in ("hibari", "pyttsx3"):
        (tmp_path / f"{engine}.py").write_text("raise ImportError('no engine in this test')\n")
    nothing_spoken = str(tmp_path / "cache")
    ended = command(
        "plan", "settle", "--json", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}", XDG_CACHE_HOME=nothing_spoken
    )
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["cues"]
    (line,) = ended.stderr.splitlines()
    assert "There is no voice" in line
    assert "no engine in this test" in line
    assert "install espeak-ng" in line


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("list", "--json"), ("plan", "settle"), ("plan", "settle", "--json"), ("--help",)],
    ids=" ".join,
)
def test_a_reader_that_leaves_is_no_trouble(arguments: tuple[str, ...]) -> None:
    """As with `| head -1`, but that the pipe is closed for certain."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        ended = subprocess.run(
            [*PROGRAM, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert ended.stderr == ""


def test_a_reader_of_one_line_gets_it() -> None:
    with subprocess.Popen(
        [*PROGRAM, "plan", "settle", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        head = subprocess.run(["head", "-1"], stdin=program.stdout, capture_output=True, text=True, check=True)
        assert program.stdout is not None
        program.stdout.close()
        assert program.stderr is not None
        told = program.stderr.read()
    assert head.stdout == "{\n"
    assert told == ""


CRASHING = """\
import sys
from stretchcoach.cli import list_routines, main

def fail(_app):
    raise RuntimeError("a bug of this test")

list_routines.with_minutes = fail
sys.exit(main.main(["list"]))
"""


def crash_reports(home: Path) -> list[Path]:
    return sorted((home / "state" / "stretchcoach" / "log").glob("crash-*.txt"))


def crashed(tmp_path: Path, **env: str) -> Ended:
    driver = tmp_path / "driver.py"
    driver.write_text(CRASHING)
    return subprocess.run(
        [sys.executable, str(driver)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_bug_is_told_in_one_calm_line_and_logged(tmp_path: Path, own_home: Path) -> None:
    ended = crashed(tmp_path)
    (file,) = crash_reports(own_home)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"Something went wrong that should not have; the details are in {file}.\n"
    report = file.read_text()
    assert __version__ in report
    assert "Traceback" in report
    assert report.rstrip().endswith("RuntimeError: a bug of this test")
    crashed(tmp_path)
    assert len(crash_reports(own_home)) == 2


def test_a_bug_is_told_also_where_no_log_can_be_written(tmp_path: Path) -> None:
    plain = tmp_path / "plain-file"
    plain.write_text("no folder")
    ended = crashed(tmp_path, XDG_STATE_HOME=str(plain / "state"))
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert "RuntimeError: a bug of this test" in line
    assert "the log can't be written" in line
