"""Backups of the journal: one for each day with a change, and one before each new version of the schema."""

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from stretchcoach.journal.integrity import find_damage

_MAX_DAILY_BACKUPS = 10


class Backups:
    """The backups of the journal at `path`. The methods that write raise OSError and sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent / "backups"
        self._stem = path.stem

    def back_up_day(self, connection: sqlite3.Connection, day: dt.date) -> None:
        """Back up the journal before the first change of a day, unless that was done. Delete the oldest backups."""
        backup = self.folder / f"{self._stem}-{day.isoformat()}.db"
        if not backup.exists():
            self._copy(connection, backup)
            for old in self._daily()[_MAX_DAILY_BACKUPS:]:
                old.unlink(missing_ok=True)

    def back_up_before(self, connection: sqlite3.Connection, version: int) -> None:
        """Back up the journal before it is brought to `version`."""
        self._copy(connection, self.folder / f"{self._stem}-before-v{version}.db")

    def newest_intact(self) -> Path | None:
        """Return the newest backup that can be read completely, or None."""
        return next((backup for backup in self._newest_first() if _is_intact(backup)), None)

    def _newest_first(self) -> Iterator[Path]:
        yield from self._daily()
        yield from sorted(self.folder.glob(f"{self._stem}-before-v*.db"), key=lambda one: one.name, reverse=True)

    def _daily(self) -> list[Path]:
        pattern = f"{self._stem}-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].db"
        return sorted(self.folder.glob(pattern), key=lambda one: one.name, reverse=True)

    def _copy(self, connection: sqlite3.Connection, to: Path) -> None:
        """Copy the journal to `to`. The copy gets that name only once it is complete and intact."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = to.with_name(f".{to.name}.{os.getpid()}-{threading.get_ident()}.tmp")
        try:
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # a single file, without a log beside it
            if damage := find_damage(unfinished):
                raise sqlite3.DatabaseError(damage)
            unfinished.replace(to)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)


def _is_intact(backup: Path) -> bool:
    try:
        return not find_damage(backup)
    except (OSError, sqlite3.Error):
        return False
