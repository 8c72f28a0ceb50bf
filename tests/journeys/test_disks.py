"""Someone who rescues their journal from a disk that is full, or that can't be written, is not held up by it."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journal.recorded import record
from tests.journeys.conftest import ROOT, Env, until
from tests.journeys.test_screen import ended, started, window_of
from tests.journeys.test_ways_of_ending import rows

pytestmark = pytest.mark.usefixtures("nothing_spoken")

READ = {
    "journal": "Low back relief",
    "journal --json": "low-back-relief",
    "journal check": "sound",
    "list": "low-back-relief",
    "plan settle": "settle",
}


@pytest.fixture
def journal(own_home: Path) -> Path:
    path = own_home / "data" / "stretchcoach" / "journal.db"
    path.parent.mkdir(parents=True)
    record(path, 2)
    for beside in path.parent.iterdir():
        if beside != path:
            beside.unlink()
    return path


@pytest.fixture
def environment() -> Env:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def on_a_read_only_disk(command: str, disk: Path, env: Env, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with `disk` mounted so that nothing on it can be written."""
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare (Debian: util-linux)")
    mount = f"mount --bind {disk} {disk} && mount -o remount,bind,ro {disk}"
    mounted = f"{mount} && exec {sys.executable} -m stretchcoach {command}"
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def on_a_full_disk(command: str, env: Env, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command none of whose files may grow."""
    return subprocess.run(
        [sys.executable, "-m", "stretchcoach", *command.split()],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY)),
    )


@pytest.mark.parametrize("command", READ)
def test_on_a_read_only_disk_everything_can_be_read(
    journal: Path, own_home: Path, environment: Env, tmp_path: Path, command: str
) -> None:
    ran = on_a_read_only_disk(command, own_home, environment, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert READ[command] in ran.stdout
    assert "Traceback" not in ran.stderr
    assert [one.name for one in journal.parent.iterdir()] == ["journal.db"]


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("command", READ)
def test_on_a_full_disk_everything_can_be_read(environment: Env, tmp_path: Path, command: str) -> None:
    ran = on_a_full_disk(command, environment, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert READ[command] in ran.stdout
    assert "Traceback" not in ran.stderr


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("name", ["mine.json", "mine.csv"])
def test_a_journal_on_a_read_only_disk_is_exported_to_another(
    own_home: Path, environment: Env, tmp_path: Path, name: str
) -> None:
    ran = on_a_read_only_disk(f"journal export {tmp_path / name}", own_home, environment, tmp_path)
    assert ran.returncode == 0, ran.stderr
    told = "2 sessions are in" if name.endswith("json") else "14 holds are in"
    assert told in ran.stderr
    assert (tmp_path / name).stat().st_size > 500


def test_what_would_write_says_what_is_in_the_way(
    journal: Path, own_home: Path, environment: Env, tmp_path: Path
) -> None:
    exported = tmp_path / "mine.json"
    on_a_read_only_disk(f"journal export {exported}", own_home, environment, tmp_path)
    ran = on_a_read_only_disk(f"journal import {exported}", own_home, environment, tmp_path)
    assert ran.returncode == 1
    assert "can only be read right now" in ran.stderr
    assert "Allow writing to its folder" in ran.stderr
    dry = on_a_read_only_disk(f"journal import {exported} --dry-run", own_home, environment, tmp_path)
    assert (dry.returncode, dry.stdout) == (0, "0 new sessions (0 holds), 2 there already\n")
    journal.write_bytes(journal.read_bytes()[:6000])
    check = on_a_read_only_disk("journal check", own_home, environment, tmp_path)
    assert check.returncode == 1
    assert "can't be repaired where it is (Read-only file system)" in check.stdout


@pytest.mark.usefixtures("own_home")
def test_holds_are_counted_where_holds_are_written(environment: Env, tmp_path: Path) -> None:
    """Two sessions without a hold make a table without a line."""
    source = tmp_path / "theirs.json"
    session = {
        "uid": "a", "day": "2026-03-29", "begun": "2026-03-29T10:00:00+00:00", "changed": "2026-03-29T10:00:00+00:00",
        "ending": "stopped", "routine": "settle", "title": "Settle", "preferences": {}, "practised_seconds": 1.0,
        "planned_seconds": 90.0, "holds": [],
    }  # fmt: skip
    another = session | {"uid": "b", "begun": "2026-03-29T11:00:00+00:00"}
    source.write_text(json.dumps({"format": 1, "sessions": [session, another]}))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "stretchcoach", *arguments]
        ran = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
        return ran.stderr

    run("journal", "import", "theirs.json")
    assert "0 holds are in out.csv" in run("journal", "export", "out.csv")
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 1
    assert "2 sessions are in out.json" in run("journal", "export", "out.json")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin"])
def test_no_hour_of_another_zone_stands_beside_a_day(
    own_home: Path, environment: Env, tmp_path: Path, zone: str
) -> None:
    """Sessions at noon in Berlin; on Kiritimati it is the next day by then."""
    path = own_home / "data" / "stretchcoach" / "journal.db"
    path.parent.mkdir(parents=True)
    record(path, 1)
    command = [sys.executable, "-m", "stretchcoach", "journal"]
    env = {**environment, "TZ": zone}
    shown = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    line = next(line for line in shown.splitlines() if "2026-03-29" in line)
    hours = {"Pacific/Kiritimati": "", "Pacific/Honolulu": "00:00", "Europe/Berlin": "12:00"}
    assert hours[zone] in line
    assert (":" in line.split("Low back")[0]) is bool(hours[zone])


@pytest.mark.screen
@pytest.mark.usefixtures("welcomed")
def test_a_session_from_a_path_that_is_not_unicode_is_kept(screen: Env, own_home: Path, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    Path(os.fsdecode(folder)).mkdir()
    routine = Path(os.fsdecode(folder), "mine.toml")
    ours = (ROOT / "data" / "routines" / "seated-hamstring.toml").read_text()
    routine.write_text(ours.replace('id = "seated-hamstring"', 'id = "mine"'))
    journal = own_home / "data" / "stretchcoach" / "journal.db"
    program = started(screen, tmp_path, str(routine), "--start")
    try:
        window_of(screen)
        until(lambda: bool(rows(journal, "SELECT * FROM session")), "the session in the journal")
    finally:
        status, _out, err = ended(program, signal.SIGTERM)
    assert (status, err) == (0, "")
    assert rows(journal, "SELECT routine, ending FROM session") == [("mine", "stopped")]
    assert not list(own_home.rglob("crash-*"))
