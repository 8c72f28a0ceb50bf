"""Reading a journal writes nothing, so it works on a write-protected disk and on a full one."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stretchcoach.journal.connection import read_only_connection
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.integrity import find_damage_read_only
from tests.journal.recorded import everything, record


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "disk" / "journal.db"
    path.parent.mkdir()
    record(path, 3)
    return path


@pytest.fixture
def with_log(journal: Path, tmp_path: Path) -> Path:
    """The journal as a computer that lost its power leaves it: the last session is only in the log."""
    before = tmp_path / "before.db"
    shutil.copyfile(journal, before)
    writer = sqlite3.connect(journal, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("UPDATE session SET title = 'Only in the log' WHERE id = 3")
    log = tmp_path / "log"
    shutil.copyfile(f"{journal}-wal", log)
    writer.close()
    shutil.copyfile(before, journal)
    shutil.copyfile(log, f"{journal}-wal")
    Path(f"{journal}-shm").unlink(missing_ok=True)
    return journal


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, in which nothing is left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir())


def test_nothing_is_written_beside_it(journal: Path) -> None:
    with closing(JournalFile(journal)) as file:
        expected = everything(file)
    before = content(journal.parent)
    with closing(JournalFile(journal, read_only=True)) as file:
        assert everything(file) == expected
        assert file.has_sessions
        assert not file.is_newer
        with pytest.raises(sqlite3.OperationalError):
            file.change("DELETE FROM session")
    assert content(journal.parent) == before


def test_what_is_only_in_its_log_is_read_too(with_log: Path) -> None:
    before = content(with_log.parent)
    with closing(JournalFile(with_log, read_only=True)) as file:
        assert everything(file)[0][0].title == "Only in the log"
    assert content(with_log.parent) == before


def test_without_room_for_a_copy_it_is_read_without_its_log(with_log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryDirectory", full)
    with closing(JournalFile(with_log, read_only=True)) as file:
        assert len(everything(file)) == 3


def test_a_damaged_one_is_said_to_be_so_and_left_as_it_is(journal: Path) -> None:
    assert find_damage_read_only(journal) == ""
    data = bytearray(journal.read_bytes())
    data[5000:9000] = os.urandom(4000)
    journal.write_bytes(data)
    before = content(journal.parent)
    assert find_damage_read_only(journal)
    assert content(journal.parent) == before


def test_what_is_no_database_is_said_to_be_so(tmp_path: Path) -> None:
    odd = tmp_path / "journal.db"
    odd.write_text("Dear recorder" * 50)
    assert find_damage_read_only(odd) == "it is not a SQLite database"
    with pytest.raises(sqlite3.DatabaseError), read_only_connection(odd):
        pass
