"""Copies of the journal beside it: one of each day on which something was written, and one before each new version."""

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from stretchcoach.journal.integrity import find_damage

_KEPT_DAYS = 10


class Backups:
    """The backups of the journal at `path`. What writes raises OSError and sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent / "backups"
        self._stem = path.stem

    def keep_day(self, connection: sqlite3.Connection, day: dt.date) -> None:
        """Copy the journal as it is before the first change of a day, where that was not done, and let old days go."""
        copy = self.folder / f"{self._stem}-{day.isoformat()}.db"
        if not copy.exists():
            self._copy(connection, copy)
            for old in self._days()[_KEPT_DAYS:]:
                old.unlink(missing_ok=True)

    def keep_version(self, connection: sqlite3.Connection, coming: int) -> None:
        """Copy the journal as it is before the step to a new version."""
        self._copy(connection, self.folder / f"{self._stem}-before-v{coming}.db")

    def newest_sound(self) -> Path | None:
        """Return the newest backup in which everything can be read."""
        return next((copy for copy in self._newest_first() if _is_sound(copy)), None)

    def _newest_first(self) -> Iterator[Path]:
        yield from self._days()
        yield from sorted(self.folder.glob(f"{self._stem}-before-v*.db"), key=lambda one: one.name, reverse=True)

    def _days(self) -> list[Path]:
        pattern = f"{self._stem}-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].db"
        return sorted(self.folder.glob(pattern), key=lambda one: one.name, reverse=True)

    def _copy(self, connection: sqlite3.Connection, to: Path) -> None:
        """A copy has its name only once it is whole and sound."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = to.with_name(f".{to.name}.{os.getpid()}-{threading.get_ident()}.tmp")
        try:
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
            if why := find_damage(unfinished):
                raise sqlite3.DatabaseError(why)
            unfinished.replace(to)
        finally:
            with suppress(OSError):  # it is no more than a piece of a copy
                unfinished.unlink(missing_ok=True)


def _is_sound(copy: Path) -> bool:
    try:
        return not find_damage(copy)
    except (OSError, sqlite3.Error):
        return False
