"""Check the journal before it is used. Move a damaged one aside, and put the newest intact backup in its place.

Nothing is deleted or overwritten. Files are prepared under another name and then renamed, so that a process that dies
in the middle leaves a state from which the next one can continue.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

from stretchcoach.files.lock import locked
from stretchcoach.i18n import _
from stretchcoach.journal.backups import Backups
from stretchcoach.journal.integrity import find_damage
from stretchcoach.journal.schema import bring_up_to_date
from stretchcoach.messages import Notice

_COMPANION_SUFFIXES = ("-wal", "-shm", "-journal")
"""The suffixes of the files that SQLite keeps beside a database."""
_LOCK_SECONDS = 10.0
"""Seconds to wait for another program that is checking the same journal."""


class Recovery(NamedTuple):
    """What was wrong with a damaged journal, and what replaced it."""

    damage: str
    moved_to: Path
    """The path of the damaged file now."""
    backup: Path | None
    """The backup that has replaced it, or None if it was replaced by a new journal."""

    @property
    def notice(self) -> Notice:
        """The notice for the person."""
        what = _("Your journal was damaged ({why}). It is kept as {file}.").format(why=self.damage, file=self.moved_to)
        if self.backup is None:
            return Notice(what, _("There was no backup, so Stretch Coach started a new journal."))
        return Notice(what, _("Stretch Coach has restored the backup {file}.").format(file=self.backup.name))


def recover(path: Path) -> Recovery | None:
    """Leave an intact journal at `path`. Return what was done about damage, or None if there was none.

    Raises OSError and sqlite3.Error if the file or its folder can't be read or written, or does not answer.
    """
    path = Path(os.path.realpath(path))
    with locked(path.with_name(f".{path.name}.lock"), _LOCK_SECONDS):
        replacement = path.with_name(f"{path.stem}-coming.db")
        damage = find_damage(path) if path.exists() else ""
        if path.exists() and not damage:
            return None
        backup = None
        if damage:
            backup = Backups(path).newest_intact()
            _prepare(replacement, backup)
        elif not _is_complete(replacement):  # if it is complete, an earlier recovery was interrupted
            _prepare(replacement, None)
        has_leftovers = any(map(os.path.lexists, _with_companions(path)))
        moved_to = _move_aside(path) if has_leftovers else None
        replacement.rename(path)
        _sync_folder(path.parent)
        return Recovery(damage, moved_to, backup) if damage and moved_to is not None else None


def _is_complete(replacement: Path) -> bool:
    itself, *companions = map(os.path.lexists, _with_companions(replacement))
    return itself and not any(companions) and not find_damage(replacement)


def _prepare(replacement: Path, backup: Path | None) -> None:
    """Write the next journal completely, from a backup or as an empty one."""
    for file in _with_companions(replacement):
        file.unlink(missing_ok=True)
    if backup is not None:
        shutil.copyfile(backup, replacement)
    with closing(sqlite3.connect(replacement, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        if backup is None:
            bring_up_to_date(connection, lambda _version: None)
    with replacement.open("rb+") as written:
        os.fsync(written.fileno())


def _move_aside(path: Path) -> Path:
    """Rename a database and its companions to a free name, and return that name."""
    candidates = (path.with_name(f"{path.stem}-damaged-{number}.db") for number in count(1))
    target = next(name for name in candidates if not any(map(os.path.lexists, _with_companions(name))))
    for file, aside in zip(_with_companions(path), _with_companions(target), strict=True):
        if os.path.lexists(file):
            file.rename(aside)
    return target


def _with_companions(database: Path) -> Iterator[Path]:
    """Yield the database first: once SQLite sees that it was moved, it leaves the companions alone."""
    yield database
    for suffix in _COMPANION_SUFFIXES:
        yield database.with_name(database.name + suffix)


def _sync_folder(folder: Path) -> None:
    """Make the renames in a folder survive a power cut, on systems where a folder can be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
