"""A damaged journal is kept as it is, and the next session is recorded all the same."""

import datetime as dt
import os
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.journal import Journal
from stretchcoach.journal.recovery import Recovery, recover
from tests.journal.recorded import NOON, everything, everything_at, record, whole_session
from tests.soak import soak, times

LATER = NOON + dt.timedelta(days=100)
_DAMAGES = times(34, 167)
"""Of each kind. A kind that prevents a session shows within a few, since every second one or so is noticed."""
_COMPANIONS = ("", "-wal", "-shm")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal of a month, as one file."""
    path = tmp_path_factory.mktemp("sound") / "journal.db"
    record(path, 30)
    return path.read_bytes()


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def put_backup(path: Path, sound: bytes, day: str = "2026-04-28") -> Path:
    copy = path.parent / "backups" / f"journal-{day}.db"
    put(copy, sound)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return copy


def kept_a_session(path: Path) -> Journal:
    """Do what the program does: look for a session to resume, and record a new one."""
    with closing(Journal(path, lambda: LATER)) as journal:
        journal.resume_point()
        journal.start_recording(can_resume=True).record(whole_session())
        assert journal.wait(20)
        return journal


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    page = chance.randrange(len(data) // 4096)
    return data[: page * 4096] + bytes(4096) + data[(page + 1) * 4096 :]


def _littered(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 1, 4, 50, 512, 5000))
    return (data[:at] + chance.randbytes(length) + data[at + length :])[: len(data)]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.choice((chance.randrange(100), chance.randrange(len(data))))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _shifted(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + (data[at + 1 :] if chance.random() < 0.5 else b"?" + data[at:])


def _swapped(data: bytes, chance: random.Random) -> bytes:
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    one, other = chance.randrange(len(pages)), chance.randrange(len(pages))
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


_Damage = Callable[[bytes, random.Random], bytes]


@pytest.mark.slow(10)
@soak
@pytest.mark.parametrize(
    "damage", [_cut, _zeroed, _littered, _flipped, _shifted, _swapped], ids=lambda one: one.__name__
)
def test_no_damage_prevents_a_session_and_nothing_is_deleted(tmp_path: Path, sound: bytes, damage: _Damage) -> None:
    """After each one a session is kept and all can be read; what was damaged is there, byte by byte."""
    recovered, later = 0, 0
    for seed in range(_DAMAGES):
        damaged = damage(sound, random.Random(seed))  # noqa: S311 - not a secret
        path = tmp_path / str(seed) / "journal.db"
        put(path, damaged)
        backup = put_backup(path, sound) if seed % 2 else None
        journal = kept_a_session(path)
        if any("later Stretch Coach" in one.what for one in journal.notices):
            later += 1  # a bit of its version: nothing can be told from that
            continue
        with closing(journal.open()) as file:
            found = everything(file)
            assert LATER.date() in {session.day for session, _holds in found}
            if journal.recovery_notices:
                recovered += 1
                assert path.with_name("journal-damaged-1.db").read_bytes() == damaged
                assert len(found) == (31 if backup else 1)
            assert list(file.rows("PRAGMA quick_check")) == [("ok",)]
    assert later <= 5
    assert recovered > _DAMAGES * (0.12 if damage is _flipped else 0.36)


@pytest.mark.parametrize("length", [0, 1, 15, 16, 99, 100, 101, 4095, 4096, 4097, 8192, -4096, -1])
def test_a_cut_file_is_found_at_any_length(path: Path, sound: bytes, length: int) -> None:
    put(path, sound[:length])
    put_backup(path, sound)
    recovery = recover(path)
    assert recovery is not None
    assert recovery.backup is not None
    assert recovery.moved_to.read_bytes() == sound[:length]
    assert len(everything_at(path)) == 30


def _as_folder(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "mine.txt").write_text("mine")


def _as_text(path: Path) -> None:
    put(path, b"Dear recorder,\n" * 500)


def _as_other_database(path: Path) -> None:
    put(path, b"")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE session (id INTEGER PRIMARY KEY, cookie TEXT); PRAGMA user_version = 1;")


def _as_database_without_tables(path: Path) -> None:
    put(path, b"")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")


def _as_marked_but_other(path: Path) -> None:
    record(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE hold RENAME TO hold_of_old")


def _as_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)


def _with_what_no_session_says(path: Path) -> None:
    record(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE hold SET planned = '999s' WHERE session = 2")
        connection.commit()


@pytest.mark.parametrize(
    "make",
    [
        *(_as_folder, _as_text, _as_other_database, _as_database_without_tables, _as_marked_but_other),
        *(
            _with_what_no_session_says,
            pytest.param(_as_pipe, marks=pytest.mark.skipif(os.name != "posix", reason="pipes")),
        ),
    ],
)
def test_what_is_no_journal_is_moved_aside_and_a_new_one_begun(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    journal = kept_a_session(path)
    (told,) = journal.recovery_notices
    assert "journal-damaged-1.db" in told.what
    assert "started a new journal" in told.remedy
    assert len(everything_at(path)) == 1
    kept = path.with_name("journal-damaged-1.db")
    assert (kept / "mine.txt").read_text() == "mine" if kept.is_dir() else kept.exists()


def test_its_companions_go_with_a_damaged_file_and_nothing_is_overwritten(path: Path, sound: bytes) -> None:
    """SQLite would play an old -wal into the backup."""
    for number in (1, 2):
        for ending in _COMPANIONS:
            put(Path(f"{path}{ending}"), b"%d%s" % (number, ending.encode()))
        put_backup(path, sound)
        recovery = recover(path)
        assert recovery is not None
        assert recovery.moved_to.name == f"journal-damaged-{number}.db"
        for ending in _COMPANIONS:
            assert Path(f"{recovery.moved_to}{ending}").read_bytes() == b"%d%s" % (number, ending.encode())
        assert len(everything_at(path)) == 30
    assert len(list(path.parent.glob("journal-damaged-*"))) == 6


def test_the_newest_sound_backup_comes_back(path: Path, sound: bytes) -> None:
    put(path, sound[:5000])
    put(put_backup(path, sound, "2026-04-03"), sound[:-1])
    put(put_backup(path, sound, "2026-04-02"), b"")
    put_backup(path, sound, "2026-04-01")
    recovery = recover(path)
    assert isinstance(recovery, Recovery)
    assert recovery.backup is not None
    assert recovery.backup.name == "journal-2026-04-01.db"
    assert "has restored the backup journal-2026-04-01.db" in str(recovery.notice)


def test_an_interrupted_recovery_is_completed_by_the_next_start(path: Path, sound: bytes) -> None:
    """The backup lay ready, and the damaged file was gone from its place."""
    put(path.with_name("journal-coming.db"), sound)
    put(Path(f"{path}-wal"), b"of the damaged one")
    assert recover(path) is None
    assert len(everything_at(path)) == 30
    assert Path(f"{path.with_name('journal-damaged-1.db')}-wal").read_bytes() == b"of the damaged one"


@contextmanager
def an_ordinary_person() -> Iterator[None]:
    """For a while this process may do only what everyone may: permissions do not bind root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_not_damaged(sound: bytes) -> None:
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        path = Path(open_to_all, "journal.db")
        put(path, sound)
        path.chmod(0)
        with an_ordinary_person(), pytest.raises(OSError, match="Permission"):
            recover(path)
        path.chmod(0o600)
        assert recover(path) is None
        assert path.read_bytes() == sound


def test_a_running_session_goes_over_into_the_file_that_came_into_its_place(path: Path) -> None:
    """With all that was done in it, though the backup knows nothing of it."""
    record(path, 2)
    with closing(Journal(path, lambda: LATER)) as journal:
        recorder = journal.start_recording(can_resume=True)
        recorder.record(whole_session())
        assert journal.wait(20)
        path.rename(path.with_name("moved-by-someone.db"))
        recorder.record(whole_session())
        assert journal.wait(20)
        assert not journal.notices
    (kept,) = everything_at(path)
    assert len(kept[1]) == 2


def test_damage_that_only_a_write_meets_is_repaired_then(path: Path, sound: bytes) -> None:
    """The file was looked through before."""
    put(path, sound)
    put_backup(path, sound)
    with closing(Journal(path, lambda: LATER)) as journal:
        journal.open().close()
        put(path, sound[:4096] + os.urandom(4096) + sound[8192:])
        journal.start_recording(can_resume=True).record(whole_session())
        assert journal.wait(20)
        assert len(journal.recovery_notices) == 1
    with closing(JournalFile(path)) as file:
        assert len(everything(file)) == 31
