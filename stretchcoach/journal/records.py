"""Sessions as rows of the journal: plain values that are exported, imported, merged and restored."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from stretchcoach.journal.file import JournalFile


class StoredHold(NamedTuple):
    """A row of the table of holds."""

    exercise: int
    stretch: str
    side: str
    planned: str
    planned_seconds: float
    held_seconds: float
    eased: int
    extended: int
    feeling: str | None


class StoredSession(NamedTuple):
    """A row of the table of sessions, with its holds."""

    uid: str
    day: str
    begun: str
    changed: str
    ending: str | None
    routine: str
    file: str | None
    title: str
    preferences: str
    practised_seconds: float
    planned_seconds: float
    place: str | None
    holds: tuple[StoredHold, ...] = ()

    @property
    def natural_key(self) -> tuple[str, str, str]:
        """What identifies the session if its uid is not known."""
        return self.begun, self.routine, self.title


class StoredDeclined(NamedTuple):
    """A row of the table of declined advice."""

    stretch: str
    matter: str
    begun: str | None


class StoredJournal(NamedTuple):
    """Everything in a journal."""

    sessions: tuple[StoredSession, ...]
    declined: tuple[StoredDeclined, ...] = ()


_SESSION = StoredSession._fields[:-1]
_HOLD = StoredHold._fields
_DECLINED = StoredDeclined._fields


def stored_sessions(file: JournalFile) -> Iterator[StoredSession]:
    """Yield all sessions of a journal, in the order in which they began."""
    columns = ", ".join(f"hold.{name}" for name in _HOLD)
    holds = file.rows(
        f"SELECT session, {columns} FROM hold JOIN session ON session.id = session"  # noqa: S608 - our own names
        " ORDER BY session.begun, session, exercise, stretch, side"
    )
    groups = groupby(holds, key=lambda hold: hold[0])
    row_with_holds, its_holds = next(groups, (None, iter(())))
    for row, *session in file.rows(f"SELECT id, {', '.join(_SESSION)} FROM session ORDER BY begun, id"):  # noqa: S608 - as above
        holds_of_session: tuple[StoredHold, ...] = ()
        if row == row_with_holds:
            holds_of_session = tuple(StoredHold(*hold[1:]) for hold in its_holds)
            row_with_holds, its_holds = next(groups, (None, iter(())))
        yield StoredSession._make((*session, holds_of_session))


def stored_session(file: JournalFile, row: int) -> StoredSession | None:
    """Return the session in a row, or None if the row is empty."""
    found = next(file.rows(f"SELECT {', '.join(_SESSION)} FROM session WHERE id = ?", row), None)  # noqa: S608 - as above
    holds = file.rows(f"SELECT {', '.join(_HOLD)} FROM hold WHERE session = ?", row)  # noqa: S608 - as above
    return None if found is None else StoredSession._make((*found, tuple(map(StoredHold._make, holds))))


def stored_declined(file: JournalFile) -> Iterator[StoredDeclined]:
    """Yield all declined advice of a journal."""
    columns = ", ".join(_DECLINED)
    return map(StoredDeclined._make, file.rows(f"SELECT {columns} FROM declined ORDER BY stretch, matter"))  # noqa: S608 - as above


def insert_session(connection: sqlite3.Connection, session: StoredSession, row: int | None = None) -> None:
    """Insert a session that the journal does not have, into `row` or else into a new row."""
    session_row = connection.execute(_insert_into("session", ("id", *_SESSION)), (row, *session[:-1])).lastrowid
    holds = [(session_row, *hold) for hold in session.holds]
    connection.executemany(_insert_into("hold", ("session", *_HOLD)), holds)


def insert_declined(connection: sqlite3.Connection, declined: Sequence[StoredDeclined]) -> None:
    """Insert declined advice. What the journal already has stays as it is."""
    connection.executemany(f"{_insert_into('declined', _DECLINED)} ON CONFLICT DO NOTHING", declined)


def _insert_into(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own names
