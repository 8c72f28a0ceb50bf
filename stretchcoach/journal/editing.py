"""What a person changes in their journal afterwards; each change gives what takes it back.

A session is known by its `uid`: SQLite gives the number of a row that was deleted to another one.
"""

from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import feel
from stretchcoach.journal.merging import StoredSession, insert, kept_as
from stretchcoach.session.timeline import HoldKey


class Before(NamedTuple):
    """A session as it was before a change, and the row that it had."""

    row: int
    session: StoredSession


def delete(file: JournalFile, uid: str) -> Before | None:
    """Take a session out, with all that was held in it; None where it is gone already."""
    before = _before(file, uid)
    file.change("DELETE FROM session WHERE uid = ?", uid)
    return before


def set_feeling(file: JournalFile, uid: str, stretch: str, side: Side | None, feeling: Feeling | None) -> Before | None:
    """Say anew how a stretch felt, on one side or on all that were held."""
    before = _before(file, uid)
    if before is not None:
        feel(file, before.row, stretch, side, feeling)
    return before


def set_held(file: JournalFile, uid: str, hold_key: HoldKey, seconds: float) -> Before | None:
    """Say anew for how many seconds a stretch was held."""
    before = _before(file, uid)
    if before is not None:
        file.change(
            "UPDATE hold SET held_seconds = ? WHERE session = ? AND exercise = ? AND stretch = ? AND side = ?",
            *(seconds, before.row, hold_key.exercise, hold_key.stretch, hold_key.side.value),
        )
    return before


def put_back(file: JournalFile, before: Before) -> None:
    """Make a session again what it was; in its old row, unless that is another one's by now."""
    with file.writing() as connection:
        connection.execute("DELETE FROM session WHERE uid = ?", (before.session.uid,))
        taken = connection.execute("SELECT 1 FROM session WHERE id = ?", (before.row,)).fetchone()
        insert(connection, before.session, before.row if taken is None else None)


def _before(file: JournalFile, uid: str) -> Before | None:
    row = file.row_of(uid)
    session = None if row is None else kept_as(file, row)
    return None if row is None or session is None else Before(row, session)
