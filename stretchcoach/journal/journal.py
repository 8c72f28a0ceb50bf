"""The journal of a person: what they did is kept as they do it, by a thread that no session waits for."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from stretchcoach.journal.entry import Entry, entry_of
from stretchcoach.journal.file import JournalFile, Unfinished
from stretchcoach.language import _
from stretchcoach.notice import Notice
from stretchcoach.session.session import Session

Now = Callable[[], dt.datetime]

_AGAIN_SECONDS = 2.0
"""What could not be written is tried again so soon."""
_LEAVING_SECONDS = 3.0
"""Whoever closes the program waits no longer than this for a disk that does not answer."""


class Journal:
    """Keeps sessions in the file at `path`. `now` is the time of day, with its zone."""

    def __init__(self, path: Path, now: Now) -> None:
        self._path = path
        self._now = now
        self._news = threading.Condition()
        self._waiting: dict[Diary, Entry] = {}
        self._trouble = ""
        self._closing = False
        self._writer: threading.Thread | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps a session from being saved, now."""
        if not self._trouble:
            return ()
        what = _("What you do can't be saved right now ({why}).").format(why=self._trouble)
        return (Notice(what, _("Go on stretching: it is kept, and saved as soon as there is room for it.")),)

    def begin(self, *, can_go_on: bool, row: int | None = None) -> "Diary":
        """Return what keeps one session: a new one, or the one that is in `row` already.

        A session that `can_go_on` is offered by `unfinished` where its program ends without a word.
        """
        return Diary(self, can_go_on=can_go_on, begun=self._now(), row=row)

    def unfinished(self) -> Unfinished | None:
        """Return the session that was going on when its program ended without a word. May wait for the disk."""
        if not self._path.exists():
            return None
        try:
            with closing(JournalFile(self._path)) as file:
                return file.unfinished()
        except (sqlite3.Error, OSError, ValueError, KeyError):
            return None  # the next entry that cannot be written says what is wrong with it

    def end_lost(self) -> None:
        """Offer no session any more that was lost."""
        try:
            with closing(JournalFile(self._path)) as file:
                file.end_lost()
        except (sqlite3.Error, OSError) as error:
            self._trouble = _words(error)

    def keep(self, diary: "Diary", entry: Entry) -> None:
        """Have the entry of a diary written, and not what was still to be written of it."""
        with self._news:
            self._waiting[diary] = entry
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, name="journal", daemon=True)
                self._writer.start()
            self._news.notify()

    def wait(self, seconds: float) -> bool:
        """Wait until everything has been written; say whether it was in time."""
        with self._news:
            return self._news.wait_for(lambda: not self._waiting, seconds)

    def close(self) -> None:
        """Write what is still to be written, if that can be done by now."""
        with self._news:
            self._closing = True
            self._news.notify()
        if self._writer is not None:
            self._writer.join(_LEAVING_SECONDS)

    def _write(self) -> None:
        """Write what is waiting as it comes, and again what could not be written."""
        file: JournalFile | None = None
        is_last = False
        while not is_last:
            with self._news:
                self._news.wait_for(lambda: self._closing or (self._waiting and not self._trouble), _AGAIN_SECONDS)
                waiting, is_last = dict(self._waiting), self._closing
            try:
                for diary, entry in waiting.items():
                    file = file or JournalFile(self._path)
                    diary.row = file.keep(diary.row, diary.begun, self._now(), entry, can_go_on=diary.can_go_on)
                    self._forget(diary, entry)
                    self._trouble = ""
            except (sqlite3.Error, OSError) as error:
                self._trouble = _words(error)
                if file is not None:
                    file.close()  # it may have been moved, or its folder be another one
                file = None
        if file is not None:
            file.close()

    def _forget(self, diary: "Diary", entry: Entry) -> None:
        """An entry has been written, where no later one of its session has come meanwhile."""
        with self._news:
            if self._waiting.get(diary) is entry:
                del self._waiting[diary]
                self._news.notify_all()


class Diary:
    """What is kept of one session."""

    def __init__(self, journal: Journal, begun: dt.datetime, row: int | None, *, can_go_on: bool) -> None:
        self._journal = journal
        self.begun = begun
        self.can_go_on = can_go_on
        self.row = row
        """In the file, once it has been written there."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What keeps it from being saved, now."""
        return self._journal.notices

    def keep(self, session: Session) -> None:
        """Remember a session as it is by now."""
        self._journal.keep(self, entry_of(session))


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
