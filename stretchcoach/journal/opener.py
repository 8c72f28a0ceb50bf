"""Open the journal's file: check and repair it first, and back it up before the first change of a day."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.journal.connection import reason
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.integrity import is_damage
from stretchcoach.journal.recovery import recover

if TYPE_CHECKING:
    from stretchcoach.messages import Notice

Now = Callable[[], dt.datetime]


class JournalOpener:
    """Opens the file at `path`, from any thread. `now` returns the time of day, with its zone."""

    def __init__(self, path: Path, now: Now) -> None:
        self.path = path
        self._now = now
        self._lock = threading.Lock()
        self._is_checked = False
        self._backed_up_on: dt.date | None = None
        self.is_newer = False
        """Whether a newer version of the program wrote the file, as of the last time it was opened."""
        self.backup_trouble = ""
        """What kept the latest backup from being made, in words for the person."""
        self.recovery_notices: tuple[Notice, ...] = ()
        """What was damaged and has been repaired since the program started."""

    def open(self) -> JournalFile:
        """Open the file. May wait for the disk. Raises OSError and sqlite3.Error.

        The file is checked and repaired the first time, and again after an error that suggests damage.
        """
        with self._lock:
            if not self._is_checked or not self.path.exists():
                recovery = recover(self.path)
                self._is_checked = True
                if recovery is not None:
                    self.recovery_notices = (*self.recovery_notices, recovery.notice)
            try:
                file = JournalFile(self.path)
            except sqlite3.Error as error:
                self.note_error(error)
                raise
            self.is_newer = file.is_newer
            return file

    def open_for_reading(self) -> JournalFile:
        """Open the file as `open` does, or read-only if its disk is full or can't be written."""
        try:
            return self.open()
        except (OSError, sqlite3.OperationalError) as error:
            if not self.path.exists():
                raise
            try:
                return JournalFile(self.path, read_only=True)
            except (OSError, sqlite3.Error):
                raise error from None

    def reopen_if_replaced(self, file: JournalFile | None) -> JournalFile:
        """Return `file` if it is open and still in its place. Otherwise close it and open the one that is there now."""
        if file is not None and file.is_in_place:
            return file
        if file is not None:
            file.close()
        return self.open()

    def back_up(self, file: JournalFile) -> None:
        """Back up the file before the first change of a day."""
        today = self._now().date()
        if today != self._backed_up_on:
            file.back_up(today)
            self._backed_up_on = today  # even after a failure, so that no entry waits for another attempt
            self.backup_trouble = "" if file.backup_error is None else reason(file.backup_error)

    def note_error(self, error: Exception) -> None:
        """Check the file the next time it is opened, if `error` suggests damage."""
        if is_damage(error):
            self._is_checked = False
