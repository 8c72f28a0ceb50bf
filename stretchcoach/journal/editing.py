"""What a person changes in their journal afterwards; each change gives what takes it back.

A session is known by its `uid`: SQLite gives the number of a row that was deleted to another one.
"""

from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.merging import StoredSession, insert, stored_session
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.timeline import HoldKey


class SessionSnapshot(NamedTuple):
    """A session as it was before a change, and the row that it had."""

    row: int
    session: StoredSession


def delete_session(file: JournalFile, uid: str) -> SessionSnapshot | None:
    """Take a session out, with all that was held in it; None where it is gone already."""
    before = _before(file, uid)
    file.change("DELETE FROM session WHERE uid = ?", uid)
    return before


def set_feeling(
    file: JournalFile, uid: str, stretch: str, side: Side | None, feeling: Feeling | None
) -> SessionSnapshot | None:
    """Say anew how a stretch felt, on one side or on all that were held."""
    before = _before(file, uid)
    if before is not None:
        file.set_feeling(before.row, stretch, side, feeling)
    return before


def set_held_seconds(file: JournalFile, uid: str, hold_key: HoldKey, seconds: float) -> SessionSnapshot | None:
    """Say anew for how many seconds a stretch was held."""
    before = _before(file, uid)
    if before is not None:
        file.change(
            "UPDATE hold SET held_seconds = ? WHERE session = ? AND exercise = ? AND stretch = ? AND side = ?",
            *(seconds, before.row, hold_key.exercise, hold_key.stretch, hold_key.side.value),
        )
    return before


def restore(file: JournalFile, before: SessionSnapshot) -> None:
    """Make a session again what it was; in its old row, unless that is another one's by now."""
    with file.writing() as connection:
        connection.execute("DELETE FROM session WHERE uid = ?", (before.session.uid,))
        taken = connection.execute("SELECT 1 FROM session WHERE id = ?", (before.row,)).fetchone()
        insert(connection, before.session, before.row if taken is None else None)


def _before(file: JournalFile, uid: str) -> SessionSnapshot | None:
    row = file.row_of(uid)
    session = None if row is None else stored_session(file, row)
    return None if row is None or session is None else SessionSnapshot(row, session)
