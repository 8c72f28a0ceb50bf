"""However a session ends, what was done is kept the same way."""

import fcntl
import json
import os
import pty
import select
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from stretchcoach.window.theme.palette import LIGHT
from tests.journeys.conftest import ROOT, Env, until, x_server
from tests.journeys.test_screen import ended, go_to_left_side, has, picture, press, started, window_of
from tests.private_bus import PrivateBus

HELD = 3.0
"""Seconds that a hold has lasted when the session is ended."""
PROGRAM = (sys.executable, "-m", "stretchcoach")


@pytest.fixture
def journal(own_home: Path) -> Path:
    """A person with one warm-up rep and a hold of half a minute; returns the file of their journal."""
    settings = own_home / "config" / "stretchcoach" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        'format = 1\nhold = "30s"\nreps = 1\ninhale_seconds = 2.0\nexhale_seconds = 2.0\ndetail = "count"\n'
        "pause_others = true\n"
    )
    return own_home / "data" / "stretchcoach" / "journal.db"


def rows(journal: Path, question: str) -> list[tuple[object, ...]]:
    if not journal.exists():
        return []
    with closing(sqlite3.connect(journal)) as connection:
        try:
            return connection.execute(question).fetchall()
        except sqlite3.OperationalError:  # its tables are still to be made
            return []


def held(journal: Path) -> float:
    found = rows(journal, "SELECT held_seconds FROM hold")
    return float(str(found[0][0])) if found else 0.0


def kept(journal: Path) -> tuple[object, bool]:
    """How the one session of a journal ended, and whether its hold is there."""
    ((ending,),) = rows(journal, "SELECT ending FROM session")
    return ending, HELD - 0.5 <= held(journal) <= 12


class Terminal:
    """A program in a terminal of its own, and the person before it."""

    def __init__(self, *arguments: str, **env: str) -> None:
        self.person, end = pty.openpty()
        self.shown = b""
        self.process = subprocess.Popen(
            [*PROGRAM, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **env},
            stdin=end,
            stdout=end,
            stderr=end,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - the terminal's owner
        )
        os.close(end)

    def press(self, keys: str) -> None:
        os.write(self.person, keys.encode())

    def read(self) -> bytes:
        with suppress(OSError):
            while select.select([self.person], [], [], 0.05)[0]:
                self.shown += os.read(self.person, 65536)
        return self.shown

    def shows(self, text: str) -> bool:
        return text.encode() in self.read()

    def status(self) -> int:
        """Wait for the end; what is still shown is read, so that nobody waits for it."""
        until(lambda: self.read() is not None and self.process.poll() is not None, "the end")
        return self.process.wait()

    def hang_up(self) -> None:
        os.close(self.person)
        self.person = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.person >= 0:
            os.close(self.person)


@pytest.fixture
def coached(journal: Path) -> Iterator[Terminal]:
    """A session in a terminal, some seconds into its first hold."""
    terminal = Terminal("play", "seated-hamstring", "--mute")
    until(lambda: terminal.shows("space"), "the session")
    for _phase in range(5):
        terminal.press("n")
    until(lambda: held(journal) >= HELD - 1, "the hold")
    time.sleep(1)  # a little more of it, which is kept by nothing but the end
    yield terminal
    terminal.close()


def twice_terminated(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTERM)
    terminal.process.send_signal(signal.SIGTERM)


ENDS: dict[str, Callable[[Terminal], None]] = {
    "q": lambda terminal: terminal.press("q"),
    "Ctrl+C": lambda terminal: terminal.press("\x03"),
    "SIGINT": lambda terminal: terminal.process.send_signal(signal.SIGINT),
    "SIGTERM": lambda terminal: terminal.process.send_signal(signal.SIGTERM),
    "SIGHUP": lambda terminal: terminal.process.send_signal(signal.SIGHUP),
    "a closed terminal": Terminal.hang_up,
    "SIGTERM, twice": twice_terminated,
}


@pytest.mark.parametrize("end", ENDS)
def test_a_session_in_the_terminal_ends_alike_in_every_way(coached: Terminal, journal: Path, end: str) -> None:
    ENDS[end](coached)
    if coached.person < 0:
        assert coached.process.wait(20) == 130
    else:
        assert coached.status() == (0 if end == "q" else 130)
        assert b"Traceback" not in coached.shown
        assert b"Something went wrong" not in coached.shown
    assert kept(journal) == ("stopped", True)


def test_a_session_whose_reader_leaves_is_kept(journal: Path) -> None:
    """As in `stretchcoach play settle | head`."""
    with subprocess.Popen(
        [*PROGRAM, "play", "settle", "--mute"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        told = program.stderr.read()
    assert "Traceback" not in told
    assert rows(journal, "SELECT ending FROM session") == [("stopped",)]


@pytest.mark.usefixtures("nothing_spoken")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("command", ["play", "plan"])
def test_lines_that_are_being_spoken_hold_up_no_end(
    tmp_path: Path, journal: Path, command: str, stop: signal.Signals
) -> None:
    """On a new computer all lines are still to be spoken, which takes some seconds."""
    cache = tmp_path / "home" / "cache" / "stretchcoach" / "lines"
    with subprocess.Popen(
        [*PROGRAM, command, "low-back-relief"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        until(lambda: cache.is_dir() and any(cache.iterdir()), "the first line")
        program.send_signal(stop)
        _shown, told = program.communicate(timeout=20)
    assert program.returncode == 130
    assert "Traceback" not in told
    assert "Something went wrong" not in told
    # The session begins as soon as its first lines are there, which may be just before the signal.
    assert rows(journal, "SELECT ending FROM session") in ([], [("stopped",)])
    assert not list(cache.glob("*.part"))


def test_the_question_which_routine_ends_by_a_signal(journal: Path) -> None:
    env = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    terminal = Terminal(**env)
    try:
        until(lambda: terminal.shows("Which one?"), "the question")
        terminal.press("\x03")
        assert terminal.status() == 130
        assert b"Traceback" not in terminal.shown
    finally:
        terminal.close()
    assert not journal.exists()


def test_no_hold_is_lost_by_a_kill(coached: Terminal, journal: Path) -> None:
    until(lambda: held(journal) >= HELD, "more of the hold")
    coached.process.kill()
    coached.process.wait()
    assert kept(journal) == (None, True)


@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "1</dev/null"])
@pytest.mark.parametrize("command", ["list", "list --json", "plan settle", "check missing.toml", "journal"])
def test_a_closed_stream_is_no_fault_of_the_program(tmp_path: Path, own_home: Path, streams: str, command: str) -> None:
    told = tmp_path / "told"
    error = "" if "2>" in streams else f"2>{told}"
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m stretchcoach {command} {streams} {error}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    unwritable = streams.startswith("1<") and command.startswith(("list", "plan", "journal"))
    assert ran.returncode == (1 if command.startswith("check") or unwritable else 0)
    assert not list(own_home.rglob("crash-*"))
    if error:
        assert "Traceback" not in told.read_text()
        assert "Something went wrong" not in told.read_text()


@pytest.mark.screen
def test_a_window_without_streams_runs_and_ends_well(screen: Env, own_home: Path, tmp_path: Path) -> None:
    """As with pythonw."""
    program = subprocess.Popen(
        ["sh", "-c", f"exec {sys.executable} -m stretchcoach settle --start <&- >&- 2>&-"],
        env=screen,
        cwd=tmp_path,
    )
    try:
        window_of(screen)
        until(lambda: has(picture(screen, tmp_path), LIGHT.neutral), "the session")
    finally:
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0
    assert not list(own_home.rglob("crash-*"))


@pytest.mark.slow(15)
@pytest.mark.screen
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_session_in_the_window_ends_alike_by_every_signal(
    screen: Env, bus: PrivateBus, journal: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    """And the player that was paused for it goes on."""
    env = {**screen, "DBUS_SESSION_BUS_ADDRESS": bus.address}
    with bus.player("music", "Playing") as music:
        program = started(env, tmp_path, "seated-hamstring", "--start")
        try:
            go_to_left_side(env, tmp_path)
            until(lambda: "Pause" in music.asked, "the other player to be paused")
            press(env, *["Right"] * 4)
            until(lambda: held(journal) >= HELD - 1, "the hold")
            time.sleep(1)
        finally:
            status, _out, err = ended(program, stop)
        assert (status, err) == (0, "")
        until(lambda: music.asked[-1:] == ["Play"], "the other player to go on")
    assert kept(journal) == ("stopped", True)


@pytest.mark.slow(15)
@pytest.mark.screen
def test_a_session_whose_display_is_gone_is_kept(journal: Path, tmp_path: Path) -> None:
    with x_server() as (server, env):
        program = started(env, tmp_path, "seated-hamstring", "--start")
        go_to_left_side(env, tmp_path)
        press(env, *["Right"] * 4)
        until(lambda: held(journal) >= HELD - 1, "the hold")
        time.sleep(1)
        server.kill()
        _out, err = program.communicate(timeout=20)
    assert program.returncode == 1
    assert "The display is gone" in err
    assert kept(journal) == ("stopped", True)


def test_every_command_says_in_json_what_it_says_without_a_terminal(tmp_path: Path) -> None:
    """The null device in the place of a closed stream takes nothing from another one."""
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m stretchcoach list --json <&- 2>&-"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(ran.stdout)
