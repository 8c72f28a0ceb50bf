"""Journals put together: what another one holds comes into this one, and nothing that is here is changed."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from stretchcoach.journal.file import JournalFile


class StoredHold(NamedTuple):
    """A row of holds, as it stands in the file."""

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
    """A row of sessions, as it stands in the file, with its holds."""

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
    def likeness(self) -> tuple[str, str, str]:
        """What makes it the same session as another one, wherever that comes from."""
        return self.begun, self.routine, self.title


class StoredDeclined(NamedTuple):
    """A row of what was declined, as it stands in the file."""

    stretch: str
    matter: str
    begun: str | None


class StoredJournal(NamedTuple):
    """All that a journal holds."""

    sessions: tuple[StoredSession, ...]
    declined: tuple[StoredDeclined, ...] = ()


class MergeCounts(NamedTuple):
    """What comes into a journal."""

    sessions: int
    holds: int
    known: int
    """Sessions that are there already, and stay as they are."""


_SESSION = StoredSession._fields[:-1]
_HOLD = StoredHold._fields
_DECLINED = StoredDeclined._fields


def stored_sessions(file: JournalFile) -> Iterator[StoredSession]:
    """Yield everything that is in a journal, in the order in which the sessions began."""
    columns = ", ".join(f"hold.{name}" for name in _HOLD)
    holds = file.rows(
        f"SELECT session, {columns} FROM hold JOIN session ON session.id = session"  # noqa: S608 - our own names
        " ORDER BY session.begun, session, exercise, stretch, side"
    )
    of_sessions = groupby(holds, key=lambda one: one[0])
    row_with_holds, its_holds = next(of_sessions, (None, iter(())))
    for row, *session in file.rows(f"SELECT id, {', '.join(_SESSION)} FROM session ORDER BY begun, id"):  # noqa: S608 - as above
        of_it: tuple[StoredHold, ...] = ()
        if row == row_with_holds:
            of_it = tuple(StoredHold(*hold[1:]) for hold in its_holds)
            row_with_holds, its_holds = next(of_sessions, (None, iter(())))
        yield StoredSession._make((*session, of_it))


def stored_declined(file: JournalFile) -> Iterator[StoredDeclined]:
    """Yield of which proposals the person wanted no more."""
    columns = ", ".join(_DECLINED)
    return map(StoredDeclined._make, file.rows(f"SELECT {columns} FROM declined ORDER BY stretch, matter"))  # noqa: S608 - as above


def stored_session(file: JournalFile, row: int) -> StoredSession | None:
    """Return the session of a row, if there is one."""
    found = next(file.rows(f"SELECT {', '.join(_SESSION)} FROM session WHERE id = ?", row), None)  # noqa: S608 - as above
    holds = file.rows(f"SELECT {', '.join(_HOLD)} FROM hold WHERE session = ?", row)  # noqa: S608 - as above
    return None if found is None else StoredSession._make((*found, tuple(map(StoredHold._make, holds))))


def preview_merge(file: JournalFile, sessions: Sequence[StoredSession]) -> MergeCounts:
    """Say what `merge` would put into a journal.

    A session is there where its identity is, or one that was begun at the same time with the same routine and title.
    """
    return _counted(_new(file, sessions), sessions)


def merge(file: JournalFile, sessions: Sequence[StoredSession], declined: Sequence[StoredDeclined] = ()) -> MergeCounts:
    """Put into a journal, all or nothing, what is not there yet; say what that was."""
    with file.writing() as connection:
        new = _new(file, sessions)
        for session in new:
            insert(connection, session)
        connection.executemany(f"{_insertion('declined', _DECLINED)} ON CONFLICT DO NOTHING", declined)
    return _counted(new, sessions)


def insert(connection: sqlite3.Connection, session: StoredSession, row: int | None = None) -> None:
    """Write a session that is not there, into its old row where it has one."""
    at = connection.execute(_insertion("session", ("id", *_SESSION)), (row, *session[:-1])).lastrowid
    connection.executemany(_insertion("hold", ("session", *_HOLD)), [(at, *hold) for hold in session.holds])


def _new(file: JournalFile, sessions: Sequence[StoredSession]) -> list[StoredSession]:
    identities = {uid for (uid,) in file.rows("SELECT uid FROM session")}
    likenesses = set(file.rows("SELECT begun, routine, title FROM session"))
    return [one for one in sessions if one.uid not in identities and one.likeness not in likenesses]


def _counted(new: Sequence[StoredSession], sessions: Sequence[StoredSession]) -> MergeCounts:
    return MergeCounts(len(new), sum(len(one.holds) for one in new), len(sessions) - len(new))


def _insertion(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own names
