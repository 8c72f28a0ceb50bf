"""Two starts of the real program on one screen: there is one window, and the second start hands over to it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchcoach.window.theme.palette import LIGHT
from tests.journeys.conftest import Env, until
from tests.journeys.test_screen import ended, go_to_left_side, has, picture, started, wait_until_listening, window_of

pytestmark = [pytest.mark.screen, pytest.mark.usefixtures("welcomed")]

ROUTINE_FILE = """\
format = 1
id = "from-my-physio"
title = "From my physio"
summary = "Every evening."
[[blocks]]
[[blocks.stretches]]
stretch = "quads-lying"
hold = "20s"
"""


class Program:
    """The first start, and what is to be seen of it."""

    def __init__(self, env: Env, folder: Path, *arguments: str) -> None:
        self.env = env
        self.folder = folder
        self.process = started(env, folder, *arguments)
        window_of(env)

    def again(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Start it a second time, from another folder."""
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        return subprocess.run(
            [sys.executable, "-m", "stretchcoach", *arguments],
            cwd=elsewhere,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def shows(self, colour: str) -> bool:
        return has(picture(self.env, self.folder), colour)

    def windows(self) -> int:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Stretch Coach"],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        return len(found.stdout.split())


@pytest.fixture
def program(screen: Env, tmp_path: Path) -> Iterator[Program]:
    made = Program(screen, tmp_path)
    until(lambda: made.shows(LIGHT.surface), "the list of routines")
    wait_until_listening(made.process)
    yield made
    if made.process.poll() is None:
        status, out, err = ended(made.process, signal.SIGTERM)
        assert (status, out, err) == (0, "", "")


def test_a_second_start_ends_at_once_and_opens_no_window(program: Program) -> None:
    second = program.again()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert program.windows() == 1
    assert program.process.poll() is None


def test_a_second_start_begins_its_routine_in_the_first(program: Program) -> None:
    second = program.again("seated-hamstring", "--start")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    go_to_left_side(program.env, program.folder)
    assert program.windows() == 1


def test_a_routine_file_is_opened_in_the_first_also_from_another_folder(program: Program) -> None:
    (program.folder / "elsewhere").mkdir()
    (program.folder / "elsewhere" / "mine.toml").write_text(ROUTINE_FILE)
    assert not program.shows(LIGHT.left)
    second = program.again("mine.toml", "--start")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    go_to_left_side(program.env, program.folder)


def test_a_session_is_not_interrupted(screen: Env, tmp_path: Path, own_home: Path) -> None:
    log = own_home / "state" / "stretchcoach" / "log" / "window.log"
    program = Program(screen, tmp_path, "settle", "--start", "--log-level", "info")
    try:
        until(lambda: "session of settle: running" in log.read_text(), "the session")
        second = program.again("seated-hamstring", "--start")
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        until(lambda: "notice: Seated hamstring comes up after this session." in log.read_text(), "the notice")
    finally:
        status, out, _err = ended(program.process, signal.SIGTERM)
    assert (status, out) == (0, "")
    told = [line.split("session of ")[1] for line in log.read_text().splitlines() if "session of " in line]
    assert [line.split(" at")[0] for line in told] == ["settle: running", "settle: stopped"]


def test_what_cannot_be_found_is_refused_by_the_second_itself(program: Program) -> None:
    before = picture(program.env, program.folder)
    second = program.again("seated-hamstrin")
    assert second.returncode == 2
    assert "Did you mean seated-hamstring?" in second.stderr
    broken = program.folder / "broken.toml"
    broken.write_text("format = 1\n")
    second = program.again(str(broken))
    assert second.returncode == 1
    assert str(broken) in second.stderr
    assert picture(program.env, program.folder) == before


def test_two_starts_at_once_are_one_window(screen: Env, tmp_path: Path) -> None:
    """The second waits until the first listens."""
    both = [started(screen, tmp_path, "settle") for _start in range(2)]
    until(lambda: any(one.poll() is not None for one in both), "one of them to hand over and end")
    (first,) = (one for one in both if one.poll() is None)
    (second,) = (one for one in both if one is not first)
    out, err = second.communicate(timeout=30)
    assert (second.returncode, out, err) == (0, "", "")
    status, out, err = ended(first, signal.SIGTERM)
    assert (status, out, err) == (0, "", "")


def test_one_that_was_killed_leaves_the_place_to_the_next(program: Program) -> None:
    program.process.kill()
    program.process.communicate()
    following = Program(program.env, program.folder)
    try:
        until(lambda: following.shows(LIGHT.surface), "the list of routines")
        assert following.again().returncode == 0
    finally:
        status, out, err = ended(following.process, signal.SIGTERM)
    assert (status, out, err) == (0, "", "")


@pytest.mark.slow(15)
def test_one_that_hangs_is_named_with_what_helps(program: Program) -> None:
    program.process.send_signal(signal.SIGSTOP)
    try:
        second = program.again("settle")
    finally:
        program.process.send_signal(signal.SIGCONT)
    assert (second.returncode, second.stdout) == (1, "")
    (told,) = second.stderr.splitlines()
    assert told == (
        "Stretch Coach is already open, but it isn't responding. "
        f"Close its window or end process {program.process.pid}, then start it again."
    )


def test_the_commands_do_not_mind_an_open_window(program: Program) -> None:
    for command in (["list"], ["plan", "settle"], ["play", "settle", "--speed", "100"]):
        done = program.again(*command)
        assert done.returncode == 0
        assert done.stdout
