"""Change a past session. Every change returns a snapshot that undoes it.

Sessions are identified by their uid, because SQLite gives the row of a deleted session to a new one.
"""

from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.records import StoredSession, insert_session, stored_session
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.timeline import HoldKey


class SessionSnapshot(NamedTuple):
    """A session as it was before a change."""

    row: int
    """The row that it had."""
    session: StoredSession


def delete_session(file: JournalFile, uid: str) -> SessionSnapshot | None:
    """Delete a session and its holds. Return None if there is no such session."""
    snapshot = _snapshot(file, uid)
    file.change("DELETE FROM session WHERE uid = ?", uid)
    return snapshot


def set_feeling(
    file: JournalFile, uid: str, stretch: str, side: Side | None, feeling: Feeling | None
) -> SessionSnapshot | None:
    """Change how a stretch felt, on one side, or on all sides if `side` is None."""
    snapshot = _snapshot(file, uid)
    if snapshot is not None:
        file.set_feeling(snapshot.row, stretch, side, feeling)
    return snapshot


def set_held_seconds(file: JournalFile, uid: str, hold_key: HoldKey, seconds: float) -> SessionSnapshot | None:
    """Change how long a stretch was held."""
    snapshot = _snapshot(file, uid)
    if snapshot is not None:
        file.change(
            "UPDATE hold SET held_seconds = ? WHERE session = ? AND exercise = ? AND stretch = ? AND side = ?",
            *(seconds, snapshot.row, hold_key.exercise, hold_key.stretch, hold_key.side.value),
        )
    return snapshot


def restore(file: JournalFile, snapshot: SessionSnapshot) -> None:
    """Restore a session, in its old row unless another session has that row by now."""
    with file.writing() as connection:
        connection.execute("DELETE FROM session WHERE uid = ?", (snapshot.session.uid,))
        taken = connection.execute("SELECT 1 FROM session WHERE id = ?", (snapshot.row,)).fetchone()
        insert_session(connection, snapshot.session, snapshot.row if taken is None else None)


def _snapshot(file: JournalFile, uid: str) -> SessionSnapshot | None:
    row = file.row_of(uid)
    session = None if row is None else stored_session(file, row)
    return None if row is None or session is None else SessionSnapshot(row, session)
