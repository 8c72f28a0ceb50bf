"""The journal's file: a SQLite database that stays intact whatever happens to the program or the computer."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.backups import Backups
from stretchcoach.journal.connection import connect, read_only_connection
from stretchcoach.journal.encoding import (
    ENDINGS,
    LOST,
    path_as_text,
    path_from_text,
    place_as_text,
    place_from_text,
    time_as_text,
)
from stretchcoach.journal.entry import Entry, Held
from stretchcoach.journal.integrity import is_damage
from stretchcoach.journal.schema import VERSION, bring_up_to_date, transaction, version_of
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.resume import Place
from stretchcoach.session.timeline import HoldKey


class ResumePoint(NamedTuple):
    """A session that was running when its process died, with all that is needed to resume it."""

    uid: str
    begun: dt.datetime
    changed: dt.datetime
    """The time of its latest entry."""
    routine: str
    file: str | None
    title: str
    preferences: dict[str, object]
    practised_seconds: float
    holds: tuple[Held, ...]
    place: Place


class JournalFile:
    """An open journal. Raises sqlite3.Error, and OSError if its folder can't be created.

    With `read_only`, nothing is written, not even beside the file. So a full or
    write-protected disk is no obstacle.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._undo = ExitStack()
        self.backup_error: Exception | None = None
        """What kept the latest backup from being made."""
        self.read_only = read_only
        self.is_newer = False
        """Whether a newer version of the program wrote the file. Then it is opened for reading only."""
        try:
            self._connection = self._open_read_only() if read_only else self._open()
            self._identity = _identity(path)
        except BaseException:
            self._undo.close()
            raise

    def _open_read_only(self) -> sqlite3.Connection:
        connection = self._undo.enter_context(read_only_connection(self._path))
        self.is_newer = version_of(connection) > VERSION
        return connection

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self.is_newer = self._path.exists() and _version_in(self._path) > VERSION
        connection = connect(self._path, "ro" if self.is_newer else "rwc")
        self._undo.callback(connection.close)
        if not self.is_newer:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            bring_up_to_date(
                connection,
                lambda version: self._back_up(lambda: Backups(self._path).back_up_before(connection, version)),
            )
        return connection

    @property
    def is_in_place(self) -> bool:
        """Whether the path still leads to this file. Nobody would find what is written to a file that was moved."""
        try:
            return _identity(self._path) == self._identity
        except OSError:
            return False

    def back_up(self, day: dt.date) -> None:
        """Back up the file before the first change of a day. If that fails, set `backup_error`."""
        if self.has_sessions:
            self._back_up(lambda: Backups(self._path).back_up_day(self._connection, day))

    @property
    def has_sessions(self) -> bool:
        """Whether the file has a session."""
        return self._connection.execute("SELECT 1 FROM session LIMIT 1").fetchone() is not None

    def save_session(self, uid: str, begun: dt.datetime, now: dt.datetime, entry: Entry, *, can_resume: bool) -> int:
        """Store the session `uid` as it is by `now`, replacing its earlier state. Return its row.

        The whole session is stored each time, so it is complete even if another file has replaced this one meanwhile.
        """
        ending = ENDINGS.get(entry.state)
        place = place_as_text(entry.place) if can_resume and ending is None else None
        values = (
            *(time_as_text(now), ending, entry.routine, path_as_text(entry.file), entry.title),
            *(json.dumps(entry.preferences), entry.practised_seconds, entry.planned_seconds, place),
        )
        with transaction(self._connection):
            row = self.row_of(uid)
            if row is None:
                if can_resume:
                    self._mark_lost()  # a window runs one session at a time
                row = self._connection.execute(
                    "INSERT INTO session (changed, ending, routine, file, title, preferences, practised_seconds,"
                    " planned_seconds, place, uid, day, begun) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, uid, begun.date().isoformat(), time_as_text(begun)),
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
            raise sqlite3.DatabaseError("SQLite returned no row")
        return row

    def resume_point(self) -> ResumePoint | None:
        """Return the latest session that can be resumed, or None."""
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
            path_from_text(file),
            title,
            json.loads(preferences),
            practised,
            tuple(self.holds(row)),
            place_from_text(place),
        )

    def discard_resume_point(self) -> None:
        """Mark every session that can be resumed as lost. What was done in it stays in the journal."""
        with transaction(self._connection):
            self._mark_lost()

    def holds(self, row: int) -> Iterator[Held]:
        """Yield the holds of a session, in the order of its routine."""
        for exercise, stretch, side, planned, planned_seconds, held_seconds, eased, extended, feeling in self.rows(
            "SELECT exercise, stretch, side, planned, planned_seconds, held_seconds, eased, extended, feeling FROM hold"
            " WHERE session = ? ORDER BY exercise, stretch, side",
            row,
        ):
            hold_key, hold = HoldKey(exercise, stretch, Side(side)), Hold.parse(planned)
            felt = None if feeling is None else Feeling(feeling)
            yield Held(hold_key, hold, planned_seconds, held_seconds, bool(eased), bool(extended), felt)

    def set_feeling(self, row: int, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        """Store how a stretch felt, on one side, or on all sides if `side` is None. None as a feeling removes it."""
        statement = "UPDATE hold SET feeling = ? WHERE session = ? AND stretch = ?"
        value = None if feeling is None else feeling.value
        if side is None:
            self.change(statement, value, row, stretch)
        else:
            self.change(f"{statement} AND side = ?", value, row, stretch, side.value)

    def row_of(self, uid: str) -> int | None:
        """Return the row of a session, or None if there is no such session."""
        found = self._connection.execute("SELECT id FROM session WHERE uid = ?", (uid,)).fetchone()
        return None if found is None else int(found[0])

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query."""
        return self._connection.execute(query, values)

    def change(self, statement: str, *values: object) -> None:
        """Execute one statement in a transaction."""
        with transaction(self._connection):
            self._connection.execute(statement, values)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection within a transaction."""
        with transaction(self._connection):
            yield self._connection

    def close(self) -> None:
        """Close the file."""
        self._undo.close()

    def _mark_lost(self) -> None:
        self._connection.execute(
            "UPDATE session SET ending = ?, place = NULL WHERE ending IS NULL AND place IS NOT NULL", (LOST,)
        )

    def _back_up(self, copy: Callable[[], None]) -> None:
        """Make a backup. A failure does not keep the journal from being used, unless the journal is damaged."""
        try:
            copy()
        except (OSError, sqlite3.Error) as error:
            if is_damage(error):
                raise
            self.backup_error = error
        else:
            self.backup_error = None


def new_uid() -> str:
    """Return an identifier for a session that is unique across all journals."""
    return uuid4().hex


def _version_in(path: Path) -> int:
    with closing(connect(path, "ro")) as connection:
        return version_of(connection)


def _identity(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino
