"""The command `journal`, as a person and as another program use it."""

import csv
import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.journal.recorded import everything_at, record
from tests.journeys.conftest import Run


@pytest.fixture
def command(stretchcoach: Run) -> Run:
    """The command, of which no person ever sees a traceback."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        ended = stretchcoach("journal", *arguments)
        assert "Traceback" not in ended.stderr + ended.stdout
        assert "Something went wrong" not in ended.stderr
        return ended

    return run


@pytest.fixture
def path(own_home: Path) -> Path:
    return own_home / "data" / "stretchcoach" / "journal.db"


def test_who_has_not_stretched_yet_is_told_so_and_gets_no_file(command: Run, path: Path) -> None:
    assert (command("--json").returncode, command("--json").stdout) == (0, "[]\n")
    assert command().returncode == 0
    assert (command("check").returncode, command("check").stdout) == (0, "There is no journal yet.\n")
    assert command("export", "mine.json").returncode == 1
    assert not path.exists()


def test_sessions_as_json_have_what_was_promised(command: Run, path: Path) -> None:
    record(path, 3)
    ended = command("--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    latest, *_others = found = json.loads(ended.stdout)
    assert [one["day"] for one in found] == ["2026-03-31", "2026-03-30", "2026-03-29"]
    assert {key: type(value) for key, value in latest.items()} == {
        **dict.fromkeys(("day", "begun", "routine", "title", "ending"), str),
        "practised_seconds": float,
        "planned_seconds": float,
        "holds": list,
    }
    assert latest["holds"][1] == {
        "stretch": "lying-hamstring",
        "side": "left",
        "planned": "30s",
        "planned_seconds": 30.0,
        "held_seconds": 30.0,
        "eased": False,
        "extended": False,
        "feeling": None,
    }
    assert [one["day"] for one in json.loads(command("--json", "--since", "2026-03-30").stdout)] == [
        "2026-03-31",
        "2026-03-30",
    ]


def test_sessions_are_a_table_for_people(command: Run, path: Path) -> None:
    record(path, 1)
    ended = command()
    assert (ended.returncode, ended.stderr) == (0, "")
    head, session, *holds = ended.stdout.splitlines()
    assert head.split() == ["day", "at", "what", "side", "planned", "done"]
    assert session.startswith("2026-03-29")
    assert "Low back relief" in session
    assert session.rstrip().endswith("finished")
    assert len(holds) == 7
    assert holds[1].split() == ["lying-hamstring", "left", "0:30", "0:30"]


def test_a_journal_goes_to_another_computer(command: Run, path: Path, tmp_path: Path) -> None:
    record(path, 3)
    before = everything_at(path)
    assert command("export", "mine.json").returncode == 0
    assert command("export", "mine.csv").returncode == 0
    assert len(list(csv.reader((tmp_path / "mine.csv").read_text().splitlines()))) == 22
    path.unlink()
    tried = command("import", "mine.json", "--dry-run")
    assert (tried.returncode, tried.stdout) == (0, "3 new sessions (21 holds), 0 there already\n")
    assert not path.exists()
    done = command("import", "mine.json")
    assert (done.returncode, done.stdout) == (0, tried.stdout)
    assert "3 sessions were added." in done.stderr
    assert everything_at(path) == before
    again = command("import", "mine.json")
    assert (again.returncode, again.stdout) == (0, "0 new sessions (0 holds), 3 there already\n")
    assert everything_at(path) == before


def test_what_is_there_is_backed_up_before_an_import(command: Run, path: Path, tmp_path: Path) -> None:
    record(path, 2)
    command("export", "mine.json")
    path.unlink()
    record(path, 1)
    assert command("import", "mine.json").returncode == 0
    (copy,) = (path.parent / "backups").glob("*")
    assert len(everything_at(copy)) == 1
    assert len(everything_at(path)) == 2
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1, "sessions": [{}]}', "\0" * 100])
def test_what_is_no_export_changes_nothing(command: Run, path: Path, tmp_path: Path, text: str) -> None:
    record(path, 1)
    (tmp_path / "odd.json").write_text(text)
    ended = command("import", "odd.json")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "can't be imported" in ended.stderr
    assert len(everything_at(path)) == 1


def test_check_says_so_mends_and_keeps(command: Run, path: Path) -> None:
    record(path, 3)
    ended = command("check")
    assert (ended.returncode, ended.stdout) == (0, f"{path}: sound\n")
    sound = path.read_bytes()
    backup = path.parent / "backups" / "journal-2026-04-01.db"
    backup.parent.mkdir()
    backup.write_bytes(sound)
    path.write_bytes(sound[:-4096])
    ended = command("check")
    assert ended.returncode == 0
    assert "journal-damaged-1.db" in ended.stdout
    assert "has restored the backup journal-2026-04-01.db" in ended.stdout
    assert len(everything_at(path)) == 3
    assert path.with_name("journal-damaged-1.db").read_bytes() == sound[:-4096]
    backup.write_bytes(b"")
    path.write_bytes(b"")
    ended = command("check")
    assert ended.returncode == 1
    assert "started a new journal" in ended.stdout


def test_a_damaged_journal_is_mended_by_whatever_reads_it(command: Run, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("Dear recorder")
    ended = command("--json")
    assert (ended.returncode, ended.stdout) == (0, "[]\n")
    assert "journal-damaged-1.db" in ended.stderr


def test_a_later_journal_takes_nothing_in(command: Run, path: Path) -> None:
    record(path, 1)
    assert command("export", "mine.json").returncode == 0
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9")
    before = path.read_bytes()
    ended = command("import", "mine.json")
    assert ended.returncode == 1
    assert "Update Stretch Coach" in ended.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "wrong", [("--since", "yesterday"), ("export", "mine.txt"), ("export",), ("import",), ("mend",), ("--js",)]
)
def test_wrong_usage(command: Run, wrong: tuple[str, ...]) -> None:
    ended = command(*wrong)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "usage: stretchcoach journal" in ended.stderr
