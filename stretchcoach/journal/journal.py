"""The journal of a person: what they did is kept as they do it, by a thread that no session waits for."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from stretchcoach.journal.entry import Entry, entry_of
from stretchcoach.journal.file import JournalFile, Unfinished
from stretchcoach.journal.history import feel
from stretchcoach.language import _
from stretchcoach.notice import Notice, Trouble
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.session import Session
from stretchcoach.settings.choices import Side

Now = Callable[[], dt.datetime]

_AGAIN_SECONDS = 2.0
"""What could not be written is tried again so soon."""
_CATCHING_UP_SECONDS = 3.0
"""Whoever reads waits no longer than this for what is still to be written."""
_LEAVING_SECONDS = 3.0
"""Whoever closes the program waits no longer than this for a disk that does not answer."""


class Journal:
    """Keeps sessions in the file at `path`. `now` is the time of day, with its zone."""

    def __init__(self, path: Path, now: Now) -> None:
        self._path = path
        self._now = now
        self._news = threading.Condition()
        self._waiting: dict[Diary, Entry] = {}
        self._answers: list[_Answer] = []
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

    @property
    def is_begun(self) -> bool:
        """Whether there is anything in it. May wait for the disk."""
        return self._is_behind or self._path.exists()

    @contextmanager
    def opened(self) -> Iterator[JournalFile]:
        """Give the file for a moment, with all that was told by now in it. May wait for the disk; raises Trouble."""
        self.wait(_CATCHING_UP_SECONDS)
        try:
            with closing(JournalFile(self._path)) as file:
                yield file
        except (sqlite3.Error, OSError, ValueError) as error:
            raise Trouble(
                _("Your journal can't be read or changed right now ({why}).").format(why=_words(error)),
                _("Stretching works without it, and what you do is kept."),
            ) from error

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
            self._begin_to_write()

    def feel(self, diary: "Diary", stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Have it written how a stretch of a diary's session felt, after all that is to be written of that session."""
        with self._news:
            self._answers.append(_Answer(diary, stretch, side, feeling))
            self._begin_to_write()

    def wait(self, seconds: float) -> bool:
        """Wait until everything has been written; say whether it was in time."""
        with self._news:
            return self._news.wait_for(lambda: not self._is_behind, seconds)

    def close(self) -> None:
        """Write what is still to be written, if that can be done by now."""
        with self._news:
            self._closing = True
            self._news.notify()
        if self._writer is not None:
            self._writer.join(_LEAVING_SECONDS)

    @property
    def _is_behind(self) -> bool:
        return bool(self._waiting or self._answers)

    def _begin_to_write(self) -> None:
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="journal", daemon=True)
            self._writer.start()
        self._news.notify()

    def _write(self) -> None:
        """Write what is waiting as it comes, and again what could not be written."""
        file: JournalFile | None = None
        is_last = False
        while not is_last:
            with self._news:
                self._news.wait_for(lambda: self._closing or (self._is_behind and not self._trouble), _AGAIN_SECONDS)
                waiting, answers, is_last = dict(self._waiting), list(self._answers), self._closing
            try:
                for diary, entry in waiting.items():
                    file = file or JournalFile(self._path)
                    diary.row = file.keep(diary.row, diary.begun, self._now(), entry, can_go_on=diary.can_go_on)
                    self._forget(diary, entry)
                    self._trouble = ""
                for answer in answers:  # the rows that they are about are there by now
                    file = file or JournalFile(self._path)
                    if answer.diary.row is not None:
                        feel(file, answer.diary.row, answer.stretch, answer.side, answer.feeling)
                    self._forget_answer(answer)
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

    def _forget_answer(self, answer: "_Answer") -> None:
        with self._news:
            self._answers.remove(answer)
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

    def feel(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Remember how a stretch felt, on one side or on all that were held; None takes an answer back."""
        self._journal.feel(self, stretch, side, feeling)


class _Answer(NamedTuple):
    """How a stretch felt, still to be written."""

    diary: Diary
    stretch: str
    side: Side | None
    feeling: Feeling | None


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
