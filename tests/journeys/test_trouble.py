"""The real program when something goes wrong around it or in it: a bug, a display that dies, folders that refuse."""

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from stretchcoach import __version__
from stretchcoach.window.theme.palette import LIGHT
from tests.journeys.conftest import WAIT_SECONDS, Env, Run, until, x_server
from tests.journeys.test_screen import ended, go_to_left_side, has, picture, started, wait_until_listening, window_of

pytestmark = [pytest.mark.screen, pytest.mark.usefixtures("welcomed")]

BROKEN = """\
import sys
from stretchcoach.cli import main
from stretchcoach.window.session.ribbon import Ribbon

painted = 0

def paint(self, event):
    global painted
    painted += 1
    if painted > 3:
        raise ZeroDivisionError("a bug of this test")

Ribbon.paintEvent = paint
sys.argv[1:] = ["settle", "--start"]
main.run()
"""


def logs(home: Path) -> Path:
    return home / "state" / "stretchcoach" / "log"


def test_a_bug_in_a_session_is_a_page_and_the_program_goes_on(screen: Env, tmp_path: Path, own_home: Path) -> None:
    """The ribbon is painted many times a second, and fails each time."""
    driver = tmp_path / "driver.py"
    driver.write_text(BROKEN)
    program = subprocess.Popen(
        [sys.executable, str(driver)],
        cwd=tmp_path,
        env=screen,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        window = window_of(screen)
        until(lambda: any(logs(own_home).glob("crash-*.txt")), "the report of the crash")
        until(lambda: not has(picture(screen, tmp_path), LIGHT.skin), "the page, which has no figure")
        (report,) = logs(own_home).glob("crash-*.txt")
        until(lambda: "ZeroDivisionError: a bug of this test" in report.read_text(), "the whole report")
        assert program.poll() is None
        subprocess.run(
            ["xdotool", "windowfocus", "--sync", window, "key", "Return"], env=screen, check=True, timeout=30
        )
        until(lambda: has(picture(screen, tmp_path), LIGHT.skin), "the session again")
        assert len(list(logs(own_home).glob("crash-*.txt"))) == 1
    finally:
        status, out, err = ended(program, signal.SIGTERM)
    # PySide writes this by itself, before it tells us of the error.
    err = err.replace("Error calling Python override of QLabel::paintEvent(): ", "")
    assert (status, out, err) == (0, "", "")


@pytest.mark.slow(15)
def test_a_display_that_dies_in_a_session_is_a_calm_end(tmp_path: Path, own_home: Path) -> None:
    with x_server() as (server, env):
        program = started(env, tmp_path, "seated-hamstring", "--start")
        go_to_left_side(env, tmp_path)
        helpers = psutil.Process(program.pid).children(recursive=True)
        server.kill()
        try:
            out, err = program.communicate(timeout=WAIT_SECONDS)
        finally:
            program.kill()
    assert (program.returncode, out) == (1, "")
    assert err == (
        "The display is gone, and the window with it. "
        "What you did is saved. Start Stretch Coach again when there is a display.\n"
    )
    until(lambda: not any(one.is_running() for one in helpers), "its helpers to end")
    assert not list(logs(own_home).glob("crash-*.txt"))
    assert not list(tmp_path.glob("core*"))


def test_after_a_display_that_died_the_program_starts_as_ever(screen: Env, tmp_path: Path) -> None:
    """What the first left of its lock keeps no one out."""
    with x_server() as (server, env):
        program = started(env, tmp_path)
        window_of(env)
        server.kill()
        program.communicate(timeout=WAIT_SECONDS)
    assert program.returncode == 1
    program = started(screen, tmp_path)
    window_of(screen)
    wait_until_listening(program)
    status, out, err = ended(program, signal.SIGTERM)
    assert (status, out, err) == (0, "", "")


def test_a_level_shows_what_is_logged_and_names_nothing_private(screen: Env, tmp_path: Path, own_home: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = 'format = 1\nid = "my-hernia"\ntitle = "My hernia"\nsummary = "S"\n'
    mine.write_text(text + '[[blocks]]\n[[blocks.stretches]]\nstretch = "quads-lying"\n')
    program = started(screen, tmp_path, "mine.toml", "--start", "--log-level", "info")
    go_to_left_side(screen, tmp_path)
    status, out, err = ended(program, signal.SIGTERM)
    assert (status, out) == (0, "")
    assert "INFO stretchcoach.window.shell.run_log: Qt 6." in err
    assert "session of a routine of their own: running" in err
    assert "session of a routine of their own: stopped" in err
    assert (logs(own_home) / "window.log").read_text() == err
    for private in ("hernia", "mine.toml", str(own_home)):
        assert private not in err


@pytest.mark.slow(15)
def test_without_folders_to_write_to_the_program_runs(screen: Env, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("no folder")
    refusing = {name: str(plain / "x") for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")}
    program = started({**screen, **refusing}, tmp_path, "seated-hamstring", "--start")
    go_to_left_side(screen, tmp_path)
    status, out, err = ended(program, signal.SIGTERM)
    assert (status, out, err) == (0, "", "")


def test_a_level_works_in_the_terminal_too(stretchcoach: Run, own_home: Path) -> None:
    done = stretchcoach("play", "settle", "--speed", "100", "--log-level", "info")
    assert done.returncode == 0
    told = (logs(own_home) / "terminal.log").read_text()
    assert f"INFO stretchcoach.diagnostics.log: Stretch Coach {__version__}, Python 3." in told
    assert told in done.stderr
    assert told not in done.stdout
    refused = stretchcoach("play", "settle", "--log-level", "loud")
    assert refused.returncode == 2
    assert "invalid choice: 'loud'" in refused.stderr


def test_what_qt_has_to_say_goes_to_the_log(screen: Env, tmp_path: Path, own_home: Path) -> None:
    talkative = {**screen, "QT_LOGGING_RULES": "qt.qpa.screen*=true"}
    for level, is_shown in (([], False), (["--log-level", "debug"], True)):
        program = started(talkative, tmp_path, *level)
        until(lambda: has(picture(screen, tmp_path), LIGHT.surface), "the list of routines")
        wait_until_listening(program)
        status, out, err = ended(program, signal.SIGTERM)
        assert (status, out) == (0, "")
        assert ("DEBUG stretchcoach.qt: " in err) is is_shown
        assert all(" stretchcoach." in line for line in err.splitlines())
    assert "DEBUG stretchcoach.qt: " in (logs(own_home) / "window.log").read_text()
