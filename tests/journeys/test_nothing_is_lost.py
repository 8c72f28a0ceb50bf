"""What was done outlives the program: killed, or on a disk that takes nothing for a while."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from stretchcoach.window.theme.palette import LIGHT
from tests.journeys.conftest import Env, until
from tests.journeys.test_screen import ended, go_to_left_side, has, picture, press, started

pytestmark = pytest.mark.screen

QUICK = 'format = 1\nhold = "5s"\nreps = 1\ninhale_seconds = 2.0\nexhale_seconds = 2.0\ndetail = "count"\n'


@pytest.fixture
def quick(own_home: Path) -> Path:
    """A person whose holds are short; returns the file of their journal."""
    settings = own_home / "config" / "stretchcoach" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(QUICK)
    return own_home / "data" / "stretchcoach" / "journal.db"


def read(journal: Path, question: str) -> list[tuple[object, ...]]:
    if not journal.exists():
        return []
    with closing(sqlite3.connect(journal)) as connection:
        try:
            return connection.execute(question).fetchall()
        except sqlite3.OperationalError:  # its tables are still to be made
            return []


def holds(journal: Path) -> list[tuple[object, ...]]:
    return read(journal, "SELECT stretch, side, round(held_seconds) FROM hold ORDER BY session, exercise, side")


@pytest.mark.slow(15)
@pytest.mark.usefixtures("welcomed")
def test_a_killed_program_goes_on_where_it_was(screen: Env, tmp_path: Path, quick: Path) -> None:
    program = started(screen, tmp_path, "seated-hamstring", "--start")
    try:
        go_to_left_side(screen, tmp_path)
        press(screen, *["Right"] * 4)
        until(lambda: holds(quick) == [("seated-hamstring", "left", 5.0)], "the first hold in the journal")
    finally:
        program.send_signal(signal.SIGKILL)
        program.communicate()
    assert read(quick, "PRAGMA integrity_check") == [("ok",)]
    program = started(screen, tmp_path)
    try:
        until(lambda: has(picture(screen, tmp_path), LIGHT.ground), "the list of routines")
        until(lambda: has(picture(screen, tmp_path), LIGHT.raised), "the offer")
        until(lambda: _is_resumed(screen, tmp_path), "the session, on its left side")
        press(screen, *["Right"] * 6)
        until(lambda: len(holds(quick)) == 2, "the second side")
    finally:
        ended(program, signal.SIGTERM)
    assert read(quick, "SELECT count(*) FROM session") == [(1,)]
    assert [stretch for stretch, *_more in holds(quick)] == ["seated-hamstring"] * 2
    assert read(quick, "SELECT ending FROM session") in ([("stopped",)], [("finished",)])


def _is_resumed(env: Env, folder: Path) -> bool:
    """Press Return unless the offer had it."""
    if has(picture(env, folder), LIGHT.left):
        return True
    press(env, "Return")
    return False


@pytest.mark.slow(15)
@pytest.mark.usefixtures("nothing_spoken", "welcomed")
def test_on_a_full_disk_the_session_runs_on_and_is_saved_when_there_is_room(
    screen: Env, tmp_path: Path, quick: Path
) -> None:
    """Full for this program: no file of it may grow, until it may. That it is said, the journal's own tests see."""
    program = started(screen, tmp_path)
    try:
        until(lambda: has(picture(screen, tmp_path), LIGHT.accent), "the list of routines")
        process = psutil.Process(program.pid)
        process.rlimit(psutil.RLIMIT_FSIZE, (0, psutil.RLIM_INFINITY))
        press(screen, "Return")
        go_to_left_side(screen, tmp_path)
        assert not read(quick, "SELECT * FROM session")
        process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
        until(lambda: bool(read(quick, "SELECT * FROM session")), "the session in the journal")
        assert program.poll() is None
    finally:
        status, _out, err = ended(program, signal.SIGTERM)
    assert status == 0
    assert "Traceback" not in err
    assert read(quick, "SELECT ending FROM session") == [("stopped",)]
