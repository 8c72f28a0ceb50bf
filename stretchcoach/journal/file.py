"""The journal's file: opened, brought up to date, written and read. SQLite keeps it whole whatever happens."""

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote_to_bytes
from uuid import uuid4

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.backups import Backups
from stretchcoach.journal.entry import Entry
from stretchcoach.journal.integrity import is_damage
from stretchcoach.journal.reading import read_only
from stretchcoach.journal.schema import VERSION, bring_up_to_date, transaction, version_of
from stretchcoach.session.hold_records import HoldRecord
from stretchcoach.session.resume import ResumePosition
from stretchcoach.session.segment_key import SegmentKey
from stretchcoach.session.session import State
from stretchcoach.session.timeline import HoldKey

_WAIT_SECONDS = 2.0
"""Another program that is writing is waited for so long."""

ENDINGS = {State.FINISHED: "finished", State.STOPPED: "stopped"}
LOST = "lost"
"""The ending of a session whose program was gone in the middle of it."""


class ResumePoint(NamedTuple):
    """A session that was going on when its program ended without a word."""

    uid: str
    begun: dt.datetime
    changed: dt.datetime
    """When it was last kept."""
    routine: str
    file: str | None
    title: str
    preferences: dict[str, object]
    practised_seconds: float
    holds: tuple[HoldRecord, ...]
    place: ResumePosition


class JournalFile:
    """An open journal. Raises sqlite3.Error, and OSError where its folder cannot be made.

    With `only_read` nothing is written, not even beside it: the disk may be full, or may not be written.
    """

    def __init__(self, path: Path, *, only_read: bool = False) -> None:
        self._path = path
        self._undo = ExitStack()
        self.backup_trouble: Exception | None = None
        """What keeps a copy of it from being made."""
        self.only_read = only_read
        if only_read:
            self._connection = self._undo.enter_context(read_only(path))
            self._connection.text_factory = _as_text
            self.is_later = version_of(self._connection) > VERSION
            self._identity = _identity(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self.is_later = path.exists() and _version_in(path) > VERSION
        """A later version of the program wrote it: this one only reads."""
        self._connection = _connection(path, "ro" if self.is_later else "rwc")
        self._undo.callback(self._connection.close)
        try:
            if not self.is_later:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute("PRAGMA foreign_keys = ON")
                bring_up_to_date(self._connection, self._back_up_version)
            self._identity = _identity(path)
        except BaseException:
            self._undo.close()
            raise

    @property
    def is_in_place(self) -> bool:
        """Whether the file at its path still is this one: what is written to another would not be found again."""
        try:
            return _identity(self._path) == self._identity
        except OSError:
            return False

    def back_up(self, day: dt.date) -> None:
        """Keep a copy of it as it is before the first change of a day; what keeps it from that is `backup_trouble`."""
        if self.has_sessions:
            self._back_up(lambda: Backups(self._path).keep_day(self._connection, day))

    @property
    def has_sessions(self) -> bool:
        """Whether anything was ever kept in it."""
        return self._connection.execute("SELECT 1 FROM session LIMIT 1").fetchone() is not None

    def keep(self, uid: str | None, begun: dt.datetime, now: dt.datetime, entry: Entry, *, can_resume: bool) -> int:
        """Write a session as it is by `now`, in place of what was kept of `uid` before; return its row.

        Whole, so that it does not matter whether another file with less in it has come into this one's place.
        """
        ending = ENDINGS.get(entry.state)
        place = _place_as_text(entry.place) if can_resume and ending is None else None
        values = (
            *(_utc(now), ending, entry.routine, _file_as_text(entry.file), entry.title, json.dumps(entry.preferences)),
            *(entry.practised_seconds, entry.planned_seconds, place),
        )
        with transaction(self._connection):
            row = None if uid is None else self.row_of(uid)
            if row is None:
                if can_resume:
                    self._end_lost()  # one session of a window follows another
                row = self._connection.execute(
                    "INSERT INTO session (changed, ending, routine, file, title, preferences, practised_seconds,"
                    " planned_seconds, place, uid, day, begun) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, uid or new_uid(), begun.date().isoformat(), _utc(begun)),
                ).lastrowid
            else:
                self._connection.execute(
                    "UPDATE session SET changed = ?, ending = ?, routine = ?, file = ?, title = ?, preferences = ?,"
                    " practised_seconds = ?, planned_seconds = ?, place = ? WHERE id = ?",
                    (*values, row),
                )
            self._connection.executemany(
                "INSERT INTO hold VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                " planned = excluded.planned, planned_seconds = excluded.planned_seconds,"
                " held_seconds = excluded.held_seconds, eased = excluded.eased, extended = excluded.extended",
                [(row, *held.hold_key, str(held.planned), *held[2:]) for held in entry.holds],
            )
        if row is None:
            raise sqlite3.DatabaseError("no row was given")
        return row

    def resume_point(self) -> ResumePoint | None:
        """Return the latest session that could go on and was never ended."""
        found = self._connection.execute(
            "SELECT id, uid, begun, changed, routine, file, title, preferences, practised_seconds, place FROM session"
            " WHERE ending IS NULL AND place IS NOT NULL ORDER BY begun DESC, id DESC LIMIT 1"
        ).fetchone()
        if found is None:
            return None
        row, uid, begun, changed, routine, file, title, preferences, practised, place = found
        return ResumePoint(
            uid,
            dt.datetime.fromisoformat(begun),
            dt.datetime.fromisoformat(changed),
            routine,
            _file_from_text(file),
            title,
            json.loads(preferences),
            practised,
            tuple(self.holds(row)),
            place_from_text(place),
        )

    def holds(self, row: int) -> Iterator[HoldRecord]:
        """Yield what was held in the session of a row, in the order of its routine."""
        for exercise, stretch, side, planned, planned_seconds, held_seconds, eased, extended, feeling in self.rows(
            "SELECT exercise, stretch, side, planned, planned_seconds, held_seconds, eased, extended, feeling FROM hold"
            " WHERE session = ? ORDER BY exercise, stretch, side",
            row,
        ):
            hold_key, hold = HoldKey(exercise, stretch, Side(side)), Hold.parse(planned)
            felt = None if feeling is None else Feeling(feeling)
            yield HoldRecord(hold_key, hold, planned_seconds, held_seconds, bool(eased), bool(extended), felt)

    def discard_resume_point(self) -> None:
        """Note of every session that was never ended that it was lost; what was done in it stays."""
        with transaction(self._connection):
            self._end_lost()

    def rows(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Read what `question` asks for."""
        return self._connection.execute(question, values)

    def change(self, statement: str, *values: object) -> None:
        """Write one statement, whole."""
        with transaction(self._connection):
            self._connection.execute(statement, values)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write all that is done within, or nothing of it."""
        with transaction(self._connection):
            yield self._connection

    def close(self) -> None:
        """Close the file."""
        self._undo.close()

    def _end_lost(self) -> None:
        self._connection.execute(
            "UPDATE session SET ending = ?, place = NULL WHERE ending IS NULL AND place IS NOT NULL", (LOST,)
        )

    def row_of(self, uid: str) -> int | None:
        """Return the row of a session, if it is there."""
        found = self._connection.execute("SELECT id FROM session WHERE uid = ?", (uid,)).fetchone()
        return None if found is None else int(found[0])

    def _back_up_version(self, coming: int) -> None:
        self._back_up(lambda: Backups(self._path).keep_version(self._connection, coming))

    def _back_up(self, copy: Callable[[], None]) -> None:
        """Make a copy. Where that is impossible the journal goes on all the same; where it is damaged, it does not."""
        try:
            copy()
        except (OSError, sqlite3.Error) as error:
            if is_damage(error):
                raise
            self.backup_trouble = error
        else:
            self.backup_trouble = None


def new_uid() -> str:
    """Return what tells a session from all others, in whichever file it is."""
    return uuid4().hex


def _connection(path: Path, mode: str) -> sqlite3.Connection:
    name = f"{path.absolute().as_uri()}?mode={mode}"
    made = sqlite3.connect(name, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    made.text_factory = _as_text
    return made


def _version_in(path: Path) -> int:
    with closing(_connection(path, "ro")) as connection:
        return version_of(connection)


def _identity(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino


def _as_text(data: bytes) -> str:
    return data.decode(errors="replace")


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


_QUOTED = "file:"


def _file_as_text(file: str | None) -> str | None:
    """Return a path as text; one that is not Unicode, as a disk may have it, with its bytes quoted as in an address."""
    if file is None:
        return None
    try:
        file.encode()
    except UnicodeEncodeError:
        return _QUOTED + quote(os.fsencode(file))
    return file


def _file_from_text(text: str | None) -> str | None:
    if text is None or not text.startswith(_QUOTED):
        return text
    return os.fsdecode(unquote_to_bytes(text.removeprefix(_QUOTED)))


def _place_as_text(place: ResumePosition) -> str:
    held = [[exercise, side, str(hold)] for (exercise, side), hold in place.hold_overrides.items()]
    return json.dumps({"mark": place.segment, "stretches": place.stretches, "held": held})


def place_from_text(text: str) -> ResumePosition:
    """Read a place as it is kept."""
    kept = json.loads(text)
    kind, rep, exercise, coming, side = kept["mark"]
    return ResumePosition(
        SegmentKey(kind, rep, exercise, coming, Side(side)),
        tuple(kept["stretches"]),
        {(exercise, Side(side)): Hold.parse(hold) for exercise, side, hold in kept["held"]},
    )
