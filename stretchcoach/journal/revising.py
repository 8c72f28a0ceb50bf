"""What a person changes in their journal afterwards; each change gives what takes it back."""

from typing import NamedTuple

from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import feel
from stretchcoach.journal.merging import KeptSession, insert, kept_as
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.timeline import Spot
from stretchcoach.settings.choices import Side


class Before(NamedTuple):
    """A session as it was before a change."""

    row: int
    session: KeptSession


def delete(file: JournalFile, row: int) -> Before | None:
    """Take a session out, with all that was held in it; None where it is gone already."""
    before = _before(file, row)
    file.change("DELETE FROM session WHERE id = ?", row)
    return before


def set_feeling(file: JournalFile, row: int, stretch: str, side: Side | None, feeling: Feeling | None) -> Before | None:
    """Say anew how a stretch felt, on one side or on all that were held."""
    before = _before(file, row)
    feel(file, row, stretch, side, feeling)
    return before


def set_held(file: JournalFile, row: int, spot: Spot, seconds: float) -> Before | None:
    """Say anew for how many seconds a stretch was held."""
    before = _before(file, row)
    file.change(
        "UPDATE hold SET held_seconds = ? WHERE session = ? AND exercise = ? AND stretch = ? AND side = ?",
        *(seconds, row, spot.exercise, spot.stretch, spot.side.value),
    )
    return before


def put_back(file: JournalFile, before: Before) -> None:
    """Make a session again what it was, in its old place."""
    with file.writing() as connection:
        connection.execute("DELETE FROM session WHERE id = ? OR uid = ?", (before.row, before.session.uid))
        insert(connection, before.session, before.row)


def _before(file: JournalFile, row: int) -> Before | None:
    session = kept_as(file, row)
    return None if session is None else Before(row, session)
