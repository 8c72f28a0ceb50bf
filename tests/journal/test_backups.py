"""Backups of the journal: one a day, one before each new version, and none that keeps an entry from being written."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stretchcoach.journal import schema
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.integrity import find_damage
from stretchcoach.journal.journal import Journal
from tests.journal.recorded import NOON, everything, everything_at, record, whole_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


def backups(path: Path) -> list[str]:
    return sorted(one.name for one in (path.parent / "backups").glob("*"))


def keep_on(path: Path, day: dt.date, sessions: int = 1) -> Journal:
    """So many sessions on a day, in one run of the program."""
    with closing(Journal(path, lambda: dt.datetime.combine(day, dt.time(7), dt.UTC))) as journal:
        for _session in range(sessions):
            journal.start_recording(can_resume=True).record(whole_session())
            assert journal.wait(20)
        return journal


def test_a_day_begins_with_a_copy_of_what_was_there_and_ten_are_kept(path: Path) -> None:
    days = [dt.date(2026, 3, 1) + dt.timedelta(days=2 * number) for number in range(13)]
    for day in days:
        keep_on(path, day, 2)
        keep_on(path, day)
    assert backups(path) == [f"journal-{day}.db" for day in days[-10:]]
    for number, name in enumerate(backups(path), start=3):
        copy = path.parent / "backups" / name
        assert not find_damage(copy)
        assert len(everything_at(copy)) == 3 * number


def test_a_run_over_midnight_has_a_copy_for_each_day(path: Path) -> None:
    record(path, 1)
    now = NOON
    with closing(Journal(path, lambda: now)) as journal:
        recorder = journal.start_recording(can_resume=True)
        for _day in range(3):
            recorder.record(whole_session())
            assert journal.wait(20)
            now += dt.timedelta(days=1)
    assert backups(path) == ["journal-2026-03-29.db", "journal-2026-03-30.db", "journal-2026-03-31.db"]


def test_who_only_reads_makes_no_copy(path: Path) -> None:
    record(path, 1)
    with closing(Journal(path, lambda: NOON)) as journal:
        journal.resume_point()
        journal.open().close()
    assert not backups(path)


def test_a_folder_that_takes_no_copy_is_said_and_loses_nothing(path: Path) -> None:
    """It is a file, which stops whoever one is."""
    record(path, 2)
    (path.parent / "backups").write_text("in the way")
    journal = keep_on(path, NOON.date(), 3)
    (told,) = journal.notices
    assert "can't be backed up" in told.what
    assert len(everything_at(path)) == 5


def test_what_is_left_of_a_copy_that_broke_off_is_no_backup(path: Path) -> None:
    record(path, 1)
    left = path.parent / "backups" / ".journal-2026-03-28.db.1.tmp"
    left.parent.mkdir()
    left.write_bytes(b"SQLite format 3\0")
    path.write_bytes(b"")
    assert "started a new journal" in keep_on(path, NOON.date()).recovery_notices[0].remedy


def test_each_new_version_has_a_copy_of_the_one_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(path, 3)
    before = everything_at(path)
    steps = (*schema.STEPS, "ALTER TABLE session ADD COLUMN weather TEXT; CREATE TABLE more (one TEXT)")
    monkeypatch.setattr(schema, "STEPS", steps)
    with closing(JournalFile(path)) as file:
        assert list(file.rows("SELECT weather FROM session")) == [(None,)] * 3
        assert list(file.rows("PRAGMA user_version")) == [(len(steps),)]
        assert everything(file) == before
    assert backups(path) == [f"journal-before-v{len(steps)}.db"]
    with closing(sqlite3.connect(path.parent / "backups" / backups(path)[0])) as copy:
        assert schema.version_of(copy) == schema.VERSION


def test_a_step_that_fails_leaves_the_version_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(path, 3)
    before = everything_at(path)
    steps = (*schema.STEPS, "CREATE TABLE more (one TEXT); DELETE FROM hold; CREATE TABLE session (id INTEGER)")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", steps)
        with pytest.raises(sqlite3.OperationalError):
            JournalFile(path)
    assert everything_at(path) == before
