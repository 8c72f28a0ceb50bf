"""Journals of other versions: earlier ones are migrated, later ones are only read."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from stretchcoach.domain.hold import Hold, Unit
from stretchcoach.domain.ranges import HOLD_BREATHS, HOLD_SECONDS, Range
from stretchcoach.journal import schema
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.integrity import find_damage
from stretchcoach.journal.journal import Journal
from stretchcoach.progression.practised import Feeling
from tests.journal.recorded import NOON, everything_at, record, whole_session
from tests.journeys.conftest import ROOT

FROZEN = Path(__file__).parent / "versions"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_a_journal_of_every_released_version_is_read_whole(path: Path, version: int) -> None:
    """What was written then, statement by statement; these files never change."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FROZEN / f"{version}.sql").read_text())
    assert not find_damage(path)
    (later, later_holds), (earlier, earlier_holds) = everything_at(path)
    assert (earlier.title, earlier.ending, later.ending) == ("Seated hamstring", "finished", None)
    assert earlier.begun == dt.datetime(2026, 3, 29, 10, tzinfo=dt.UTC)
    assert [one.feeling for one in earlier_holds] == [Feeling.EASY, None]
    assert [(str(one.planned), one.held_seconds, one.eased, one.extended) for one in earlier_holds] == [
        ("30s", 12.0, True, False),
        ("30s", 40.0, False, True),
    ]
    assert [one.hold_key.stretch for one in later_holds] == ["quads-lying"]
    with closing(JournalFile(path)) as file:
        assert schema.tables_of(file._connection) == schema.tables_at(schema.VERSION)
        lost = file.resume_point()
    assert lost is not None
    assert lost.place.mark.kind == "hold"


def test_a_later_version_is_read_and_not_touched(path: Path) -> None:
    record(path, 2)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE session ADD COLUMN mood TEXT")
        connection.execute("CREATE TABLE weather (day TEXT)")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with closing(Journal(path, lambda: NOON)) as journal:
        assert journal.resume_point() is None
        recorder = journal.start_recording(can_resume=True)
        recorder.record(whole_session())
        assert journal.wait(20)
        journal.discard_resume_point()
        (told,) = recorder.notices
        assert "Update Stretch Coach" in told.remedy
        with closing(journal.open()) as file, pytest.raises(sqlite3.OperationalError):
            file.change("DELETE FROM session")
    assert path.read_bytes() == before
    assert len(everything_at(path)) == 2
    assert not (path.parent / "backups").exists()


_WRITER = """
import sys
from pathlib import Path
from stretchcoach.journal.journal import Journal
from tests.journal.recorded import NOON, whole_session

session = whole_session()
journal = Journal(Path(sys.argv[1]), lambda: NOON)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    journal.start_recording(can_resume=False).record(session)
    assert journal.wait(60), journal.notices
journal.close()
assert set(journal.notices) <= set(journal.recovery_notices), journal.notices
"""


@pytest.mark.parametrize("before", ["nothing", "damage"])
def test_two_programs_keep_all_their_sessions_in_one_file(path: Path, before: str) -> None:
    """They begin it at the same moment, or mend it."""
    if before == "damage":
        path.parent.mkdir()
        path.write_text("Dear recorder")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), "150"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _program in range(2)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    found = everything_at(path)
    assert len(found) == 300
    assert {len(holds) for _session, holds in found} == {2}
    assert not find_damage(path)
    assert [one.name for one in path.parent.glob("*damaged*")] == ["journal-damaged-1.db"] * (before == "damage")


@pytest.mark.parametrize(("unit", "within"), [("s", HOLD_SECONDS), ("b", HOLD_BREATHS)])
def test_the_tables_take_every_hold_that_a_person_can_set_and_no_other(path: Path, unit: Unit, within: Range) -> None:
    least, most = int(within.least), int(within.most)
    record(path, 1)
    with closing(JournalFile(path)) as file:
        for amount in (least, most):
            file.change("UPDATE hold SET planned = ?", str(Hold(amount, unit)))
        for amount in (least - 1, most + 1):
            with pytest.raises(sqlite3.IntegrityError):
                file.change("UPDATE hold SET planned = ?", f"{amount}{unit}")
