"""The journal of a person: what they did is kept as they do it, by a thread that no session waits for."""

import datetime as dt
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.journal.entry import Entry, entry_of
from stretchcoach.journal.file import JournalFile, ResumePoint, new_uid
from stretchcoach.journal.history import feel
from stretchcoach.journal.integrity import is_damage
from stretchcoach.journal.recovery import recover
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.session.session import Session

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
        self._waiting: dict[SessionRecorder, Entry] = {}
        self._answers: list[_Answer] = []
        self._trouble = ""
        self._backup_trouble = ""
        self._is_later = False
        self._opening = threading.Lock()
        self._backed_up: dt.date | None = None
        self._is_sound = False
        self.findings: tuple[Notice, ...] = ()
        """What was damaged in it and is mended, in this run of the program."""
        self._closing = False
        self._reported: set[type[Exception]] = set()
        """Bugs that were reported; what fails is tried again every two seconds."""
        self._writer: threading.Thread | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was found damaged, and what keeps a session from being saved, now."""
        return (*self.findings, *self._troubles())

    def _troubles(self) -> Iterator[Notice]:
        if self._trouble:
            what = _("What you do can't be saved right now ({why}).").format(why=self._trouble)
            yield Notice(what, _("Go on stretching: it is kept, and saved as soon as there is room for it."))
        if self._is_later:
            yield self.later_notice
        if self._backup_trouble:
            what = _("Your journal can't be backed up right now ({why}).").format(why=self._backup_trouble)
            remedy = _("Your sessions are kept. Allow writing to the folder {folder}, or free some disk space.")
            yield Notice(what, remedy.format(folder=self._path.parent / "backups"))

    @property
    def later_notice(self) -> Notice:
        """What is told of a journal that a later version wrote."""
        what = _("Your journal was written by a later Stretch Coach, so this one writes nothing into it.")
        return Notice(what, _("Sessions run as always but are not kept; update Stretch Coach to keep them."))

    @property
    def is_there(self) -> bool:
        """Whether anything was ever kept."""
        return self._path.exists()

    def begin(self, *, can_resume: bool, lost: ResumePoint | None = None) -> "SessionRecorder":
        """Return what keeps one session: a new one, or one that was `lost`.

        A session that `can_resume` is offered by `unfinished` where its program ends without a word.
        """
        now = self._now()
        if lost is None:
            return SessionRecorder(self, can_resume=can_resume, begun=now, uid=new_uid())
        return SessionRecorder(self, can_resume=can_resume, begun=lost.begun.astimezone(now.tzinfo), uid=lost.uid)

    def open(self) -> JournalFile:
        """Return its file, opened. May wait. Raises OSError and sqlite3.Error.

        It is looked through at the first time, and again after something in it seemed damaged; what is, is mended.
        """
        with self._opening:
            if not self._is_sound or not self._path.exists():
                mended = recover(self._path)
                self._is_sound = True
                if mended is not None:
                    self.findings = (*self.findings, mended.notice)
            try:
                file = JournalFile(self._path)
            except sqlite3.Error as error:
                self._note_damage(error)
                raise
            self._is_later = file.is_later
            return file

    def resume_point(self) -> ResumePoint | None:
        """Return the session that was going on when its program ended without a word. May wait for the disk."""
        if not self.is_there:
            return None
        try:
            with closing(self.open()) as file:
                return None if file.is_later else file.resume_point()
        except (sqlite3.Error, OSError, ValueError, LookupError, TypeError) as error:
            self._note_damage(error)
            return None  # the next entry that cannot be written says what is wrong with it

    @property
    def is_begun(self) -> bool:
        """Whether there is anything in it. May wait for the disk."""
        return self._is_behind or self._path.exists()

    def open_to_read(self) -> JournalFile:
        """Return its file, opened; on a disk that is full or can't be written, only to be read. As `open` otherwise."""
        try:
            return self.open()
        except (OSError, sqlite3.OperationalError) as error:
            if not self._path.exists():
                raise
            try:
                return JournalFile(self._path, only_read=True)
            except (OSError, sqlite3.Error):
                raise error from None

    @contextmanager
    def opened(self) -> Iterator[JournalFile]:
        """Yield the file with everything recorded so far written. May wait for the disk; raises UserFacingError."""
        self.wait(_CATCHING_UP_SECONDS)
        try:
            with closing(self.open_to_read()) as file:
                yield file
        except (sqlite3.Error, OSError, ValueError) as error:
            raise UserFacingError(
                _("Your journal can't be read or changed right now ({why}).").format(why=_words(error)),
                _("Stretching works without it, and what you do is kept."),
            ) from error

    @contextmanager
    def opened_to_change(self) -> Iterator[JournalFile]:
        """Give the file as `opened` does, backed up before the first change of a day."""
        with self.opened() as file:
            if file.is_later:
                raise UserFacingError(*self.later_notice)
            if file.only_read:
                raise UserFacingError(
                    _("Your journal can only be read right now, so nothing in it was changed."),
                    _("Allow writing to its folder {folder}, or free some disk space.").format(
                        folder=self._path.parent
                    ),
                )
            self._back_up(file)
            yield file

    def discard_resume_point(self) -> None:
        """Offer no session any more that was lost."""
        try:
            with closing(self.open()) as file:
                if not file.is_later:
                    file.discard_resume_point()
        except (sqlite3.Error, OSError) as error:
            self._note_damage(error)
            self._trouble = _words(error)

    def keep(self, recorder: "SessionRecorder", entry: Entry) -> None:
        """Have the entry of a recorder written, and not what was still to be written of it."""
        with self._news:
            self._waiting[recorder] = entry
            self._begin_to_write()

    def feel(self, recorder: "SessionRecorder", stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Queue how a stretch of a recorder's session felt, to be written after the session itself."""
        with self._news:
            self._answers.append(_Answer(recorder, stretch, side, feeling))
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
        if self._writer is None or not self._writer.is_alive():
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
            trouble = ""
            try:
                for recorder, entry in waiting.items():
                    file = self._in_place(file)
                    trouble = self._tried(partial(self._write_one, file, recorder, entry)) or trouble
                for answer in answers:  # the rows that they are about are there by now
                    file = self._in_place(file)
                    trouble = self._tried(partial(self._write_answer, file, answer)) or trouble
                if waiting or answers:
                    self._trouble = trouble
            except (sqlite3.Error, OSError) as error:
                self._note_damage(error)
                self._trouble = _words(error)
                if file is not None:
                    file.close()  # it may have been moved, or its folder be another one
                file = None
        if file is not None:
            file.close()

    def _tried(self, write: Callable[[], None]) -> str:
        """Write one thing; return what a bug kept from it. It is reported once, and all the rest is written."""
        try:
            write()
        except (sqlite3.Error, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - this thread must not end, or nothing more would be kept
            if type(error) not in self._reported:
                self._reported.add(type(error))
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
            return _words(error)
        return ""

    def _write_one(self, file: JournalFile, recorder: "SessionRecorder", entry: Entry) -> None:
        if not file.is_later:
            self._back_up(file)
            recorder.row = file.keep(recorder.uid, recorder.begun, self._now(), entry, can_resume=recorder.can_resume)
        self._forget(recorder, entry)

    def _write_answer(self, file: JournalFile, answer: "_Answer") -> None:
        if answer.recorder.row is not None and not file.is_later:
            feel(file, answer.recorder.row, answer.stretch, answer.side, answer.feeling)
        self._forget_answer(answer)

    def _back_up(self, file: JournalFile) -> None:
        today = self._now().date()
        if today != self._backed_up:
            file.back_up(today)
            self._backed_up = today  # also where it could not be: an entry is not kept waiting by it again
            self._backup_trouble = "" if file.backup_trouble is None else _words(file.backup_trouble)

    def _in_place(self, file: JournalFile | None) -> JournalFile:
        """Return the open file, or open the one that has come into its place."""
        if file is not None and file.is_in_place:
            return file
        if file is not None:
            file.close()
        return self.open()

    def _note_damage(self, error: Exception) -> None:
        """Have the file looked through anew where it may be damaged."""
        if is_damage(error):
            self._is_sound = False

    def _forget(self, recorder: "SessionRecorder", entry: Entry) -> None:
        """An entry has been written, where no later one of its session has come meanwhile."""
        with self._news:
            if self._waiting.get(recorder) is entry:
                del self._waiting[recorder]
                self._news.notify_all()

    def _forget_answer(self, answer: "_Answer") -> None:
        with self._news:
            self._answers.remove(answer)
            self._news.notify_all()


class SessionRecorder:
    """What is kept of one session."""

    def __init__(self, journal: Journal, begun: dt.datetime, uid: str, *, can_resume: bool) -> None:
        self._journal = journal
        self._known = journal.findings
        self.begun = begun
        self.can_resume = can_resume
        self.uid = uid
        self.row: int | None = None
        """In the file, once it has been written there."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was found damaged since it was begun, and what keeps it from being saved, now."""
        return tuple(one for one in self._journal.notices if one not in self._known)

    def keep(self, session: Session) -> None:
        """Remember a session as it is by now."""
        self._journal.keep(self, entry_of(session))

    def feel(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Remember how a stretch felt, on one side or on all that were held; None takes an answer back."""
        self._journal.feel(self, stretch, side, feeling)


class _Answer(NamedTuple):
    """How a stretch felt, still to be written."""

    recorder: SessionRecorder
    stretch: str
    side: Side | None
    feeling: Feeling | None


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
