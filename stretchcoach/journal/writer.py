"""Write sessions to the journal in a background thread, so that a session never waits for the disk."""

import datetime as dt
import sqlite3
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.journal.connection import reason
from stretchcoach.journal.entry import Entry
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.opener import JournalOpener, Now
from stretchcoach.progression.practised import Feeling

_RETRY_SECONDS = 2.0
"""Seconds until a failed write is tried again."""
_CLOSE_SECONDS = 3.0
"""Seconds that `close` waits for a disk that does not answer."""


class Recording:
    """A session that is being recorded, and its row in the file."""

    def __init__(self, uid: str, begun: dt.datetime, *, can_resume: bool) -> None:
        self.uid = uid
        self.begun = begun
        self.can_resume = can_resume
        self.row: int | None = None
        """The session's row in the file, or None until it has been written."""


class _PendingFeeling(NamedTuple):
    """How a stretch felt, before it is written."""

    recording: Recording
    stretch: str
    side: Side | None
    feeling: Feeling | None


class JournalWriter:
    """Writes queued entries and feelings, and retries what fails. The thread starts with the first of them."""

    def __init__(self, opener: JournalOpener, now: Now) -> None:
        self._opener = opener
        self._now = now
        self._changed = threading.Condition()
        self._entries: dict[Recording, Entry] = {}
        self._feelings: list[_PendingFeeling] = []
        self._closing = False
        self._thread: threading.Thread | None = None
        self._reported: set[type[Exception]] = set()
        """The kinds of bugs that were reported. Each is reported once, although its write is retried."""
        self.trouble = ""
        """Why the latest write failed, in words for the person. Empty after a success."""

    def write_entry(self, recording: Recording, entry: Entry) -> None:
        """Queue the latest entry of a session. It replaces one that has not been written yet."""
        with self._changed:
            self._entries[recording] = entry
            self._wake()

    def write_feeling(self, recording: Recording, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Queue how a stretch felt. It is written after the session itself."""
        with self._changed:
            self._feelings.append(_PendingFeeling(recording, stretch, side, feeling))
            self._wake()

    @property
    def has_pending(self) -> bool:
        """Whether something has not been written yet."""
        return bool(self._entries or self._feelings)

    def wait(self, seconds: float) -> bool:
        """Wait until everything is written, for at most `seconds`. Return whether it was."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.has_pending, seconds)

    def close(self) -> None:
        """Try once more to write what is pending, and end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(_CLOSE_SECONDS)

    def _wake(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
            self._thread.start()
        self._changed.notify()

    def _run(self) -> None:
        file: JournalFile | None = None
        is_last = False
        while not is_last:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or (self.has_pending and not self.trouble), _RETRY_SECONDS)
                entries, feelings, is_last = dict(self._entries), list(self._feelings), self._closing
            trouble = ""
            try:
                for recording, entry in entries.items():
                    file = self._opener.reopen_if_replaced(file)
                    trouble = self._attempt(partial(self._write_entry, file, recording, entry)) or trouble
                for feeling in feelings:  # their sessions have rows by now
                    file = self._opener.reopen_if_replaced(file)
                    trouble = self._attempt(partial(self._write_feeling, file, feeling)) or trouble
                if entries or feelings:
                    self.trouble = trouble
            except (sqlite3.Error, OSError) as error:
                self._opener.note_error(error)
                self.trouble = reason(error)
                if file is not None:
                    file.close()  # the file may have been moved, or its folder replaced
                file = None
        if file is not None:
            file.close()

    def _attempt(self, write: Callable[[], None]) -> str:
        """Run one write. If a bug makes it fail, report the bug and return it in words, so that the rest is written."""
        try:
            write()
        except (sqlite3.Error, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - if this thread ended, nothing more would be written
            if type(error) not in self._reported:
                self._reported.add(type(error))
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
            return reason(error)
        return ""

    def _write_entry(self, file: JournalFile, recording: Recording, entry: Entry) -> None:
        if not file.is_newer:
            self._opener.back_up(file)
            recording.row = file.save_session(
                recording.uid, recording.begun, self._now(), entry, can_resume=recording.can_resume
            )
        with self._changed:
            if self._entries.get(recording) is entry:  # otherwise a later entry has been queued meanwhile
                del self._entries[recording]
                self._changed.notify_all()

    def _write_feeling(self, file: JournalFile, pending: _PendingFeeling) -> None:
        if pending.recording.row is not None and not file.is_newer:
            file.set_feeling(pending.recording.row, pending.stretch, pending.side, pending.feeling)
        with self._changed:
            self._feelings.remove(pending)
            self._changed.notify_all()
