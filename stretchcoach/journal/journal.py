"""A person's journal: records sessions, offers the one that can be resumed, and opens the file for everything else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from stretchcoach.i18n import _
from stretchcoach.journal.connection import reason
from stretchcoach.journal.file import JournalFile, ResumePoint, new_uid
from stretchcoach.journal.opener import JournalOpener, Now
from stretchcoach.journal.recorder import SessionRecorder
from stretchcoach.journal.writer import JournalWriter, Recording
from stretchcoach.messages import Notice, UserFacingError

_CATCH_UP_SECONDS = 3.0
"""Seconds that a reader waits for pending entries to be written."""


class Journal:
    """The journal in the file at `path`. `now` returns the time of day, with its zone."""

    def __init__(self, path: Path, now: Now) -> None:
        self._path = path
        self._now = now
        self._opener = JournalOpener(path, now)
        self._writer = JournalWriter(self._opener, now)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The damage that was repaired, and what keeps sessions from being saved now."""
        return (*self.recovery_notices, *self._current_troubles())

    @property
    def recovery_notices(self) -> tuple[Notice, ...]:
        """The damage that was repaired since the program started."""
        return self._opener.recovery_notices

    def _current_troubles(self) -> Iterator[Notice]:
        if self._writer.trouble:
            what = _("Your session can't be saved right now ({why}).").format(why=self._writer.trouble)
            yield Notice(what, _("Keep stretching: Stretch Coach will save it as soon as it can."))
        if self._opener.is_newer:
            yield self.newer_version_notice
        if self._opener.backup_trouble:
            what = _("Your journal can't be backed up right now ({why}).").format(why=self._opener.backup_trouble)
            remedy = _("Your sessions are saved all the same. Make the folder {folder} writable, or free disk space.")
            yield Notice(what, remedy.format(folder=self._path.parent / "backups"))

    @property
    def newer_version_notice(self) -> Notice:
        """The notice about a journal that a newer version of the program wrote."""
        what = _("Your journal was written by a later Stretch Coach, so this version doesn't change it.")
        return Notice(what, _("Sessions run as usual but aren't saved. Update Stretch Coach to save them."))

    @property
    def exists(self) -> bool:
        """Whether there is a file."""
        return self._path.exists()

    @property
    def has_content(self) -> bool:
        """Whether there is a file, or will be once pending entries are written."""
        return self._writer.has_pending or self.exists

    def start_recording(self, *, can_resume: bool, resume_point: ResumePoint | None = None) -> SessionRecorder:
        """Return a recorder for a new session, or for the one of `resume_point`.

        If the process dies during a session that `can_resume`, `resume_point` returns it the next time.
        """
        now = self._now()
        if resume_point is None:
            recording = Recording(new_uid(), now, can_resume=can_resume)
        else:
            begun = resume_point.begun.astimezone(now.tzinfo)
            recording = Recording(resume_point.uid, begun, can_resume=can_resume)
        known = self.recovery_notices
        return SessionRecorder(
            self._writer, recording, lambda: tuple(notice for notice in self.notices if notice not in known)
        )

    def resume_point(self) -> ResumePoint | None:
        """Return the session that was running when its process died, or None. May wait for the disk."""
        if not self.exists:
            return None
        try:
            with closing(self.open()) as file:
                return None if file.is_newer else file.resume_point()
        except (sqlite3.Error, OSError, ValueError, LookupError, TypeError) as error:
            self._opener.note_error(error)
            return None  # the next failed write tells the person what is wrong

    def discard_resume_point(self) -> None:
        """Stop offering the session that could be resumed."""
        try:
            with closing(self.open()) as file:
                if not file.is_newer:
                    file.discard_resume_point()
        except (sqlite3.Error, OSError) as error:
            self._opener.note_error(error)
            self._writer.trouble = reason(error)

    def open(self) -> JournalFile:
        """Open the file, checked and repaired. May wait for the disk. Raises OSError and sqlite3.Error."""
        return self._opener.open()

    def open_for_reading(self) -> JournalFile:
        """Open the file as `open` does, or read-only if its disk is full or can't be written."""
        return self._opener.open_for_reading()

    @contextmanager
    def reading(self) -> Iterator[JournalFile]:
        """Give the file, with everything recorded so far. May wait for the disk. Raises UserFacingError."""
        self.wait(_CATCH_UP_SECONDS)
        try:
            with closing(self.open_for_reading()) as file:
                yield file
        except (sqlite3.Error, OSError, ValueError) as error:
            raise UserFacingError(
                _("Your journal can't be read or changed right now ({why}).").format(why=reason(error)),
                _("You can stretch without it. Your sessions will be saved as soon as possible."),
            ) from error

    @contextmanager
    def changing(self) -> Iterator[JournalFile]:
        """Give the file as `reading` does, backed up before the first change of a day."""
        with self.reading() as file:
            if file.is_newer:
                raise UserFacingError(*self.newer_version_notice)
            if file.read_only:
                raise UserFacingError(
                    _("Your journal can only be read right now, so nothing in it was changed."),
                    _("Make its folder {folder} writable, or free disk space.").format(folder=self._path.parent),
                )
            self._opener.back_up(file)
            yield file

    def wait(self, seconds: float) -> bool:
        """Wait until everything recorded is written, for at most `seconds`. Return whether it was."""
        return self._writer.wait(seconds)

    def close(self) -> None:
        """Write what is pending, if the disk answers soon enough."""
        self._writer.close()
