"""Looking through the journal's file before it is used: damage is moved aside, and a backup put in its place.

Nothing is deleted or written over. A file comes into its place whole, by its name, and so a program that ends in the
middle of it leaves what the next one can go on with.
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

_COMPANIONS = ("-wal", "-shm", "-journal")
"""Beside a database, SQLite keeps what belongs to it in files with these endings."""
_OTHERS_SECONDS = 10.0
"""Another program that looks through the same journal is waited for so long."""


class Recovery(NamedTuple):
    """A damaged journal, and what was done about it."""

    why: str
    kept: Path
    """Where the damaged file is now."""
    backup: Path | None
    """What is in its place; a new journal where there was no sound backup."""

    @property
    def notice(self) -> Notice:
        """What the person is told."""
        what = _("Your journal was damaged ({why}) and is kept as {file}.").format(why=self.why, file=self.kept)
        if self.backup is None:
            return Notice(what, _("There was no backup of it, so a new one was begun."))
        return Notice(what, _("The backup {file} is in its place.").format(file=self.backup.name))


def recover(path: Path) -> Recovery | None:
    """Leave a sound journal at `path`; return what was wrong with the one before, if anything.

    Raises OSError and sqlite3.Error for a file or folder that may not be read or written, or does not answer.
    """
    place = Path(os.path.realpath(path))
    with locked(place.with_name(f".{place.name}.lock"), _OTHERS_SECONDS):
        coming = place.with_name(f"{place.stem}-coming.db")
        why = find_damage(place) if place.exists() else ""
        if place.exists() and not why:
            return None
        backup = None
        if why:
            backup = Backups(place).newest_sound()
            _prepare(coming, backup)
        elif not _is_ready(coming):  # else this was broken off halfway
            _prepare(coming, None)
        left = any(map(os.path.lexists, _names(place)))
        kept = _set_aside(place) if left else None
        coming.rename(place)
        _flush(place.parent)
        return Recovery(why, kept, backup) if why and kept is not None else None


def _is_ready(coming: Path) -> bool:
    itself, *companions = map(os.path.lexists, _names(coming))
    return itself and not any(companions) and not find_damage(coming)


def _prepare(coming: Path, backup: Path | None) -> None:
    """Write, whole and under another name, what will be the journal."""
    for name in _names(coming):
        name.unlink(missing_ok=True)
    if backup is not None:
        shutil.copyfile(backup, coming)
    with closing(sqlite3.connect(coming, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        if backup is None:
            bring_up_to_date(connection, lambda _number: None)
    with coming.open("rb+") as file:
        os.fsync(file.fileno())


def _set_aside(place: Path) -> Path:
    """Rename a file with its companions to a name that is free, and return that name."""
    free = (place.with_name(f"{place.stem}-damaged-{number}.db") for number in count(1))
    kept = next(name for name in free if not any(map(os.path.lexists, _names(name))))
    for one, aside in zip(_names(place), _names(kept), strict=True):
        if os.path.lexists(one):
            one.rename(aside)
    return kept


def _names(database: Path) -> Iterator[Path]:
    """The file itself comes first: SQLite then sees that it was moved, and leaves the companions to it."""
    yield database
    for ending in _COMPANIONS:
        yield database.with_name(database.name + ending)


def _flush(folder: Path) -> None:
    """Have the names in a folder outlive a power cut, where a folder can be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
