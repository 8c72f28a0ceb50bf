"""Merge another journal into this one. What is already here stays as it is."""

from collections.abc import Sequence
from typing import NamedTuple

from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.records import StoredDeclined, StoredSession, insert_declined, insert_session


class MergeCounts(NamedTuple):
    """How much a merge adds to a journal."""

    sessions: int
    """The number of sessions that are added."""
    holds: int
    """The number of their holds."""
    known: int
    """The number of sessions that are skipped, because the journal already has them."""


def preview_merge(file: JournalFile, sessions: Sequence[StoredSession]) -> MergeCounts:
    """Return what `merge` would add.

    The journal has a session if it has one with the same uid, or one of the same routine and title that began at the
    same time.
    """
    return _count(_missing(file, sessions), sessions)


def merge(file: JournalFile, sessions: Sequence[StoredSession], declined: Sequence[StoredDeclined] = ()) -> MergeCounts:
    """Add what the journal does not have yet, in one transaction. Return how much that was."""
    with file.writing() as connection:
        missing = _missing(file, sessions)
        for session in missing:
            insert_session(connection, session)
        insert_declined(connection, declined)
    return _count(missing, sessions)


def _missing(file: JournalFile, sessions: Sequence[StoredSession]) -> list[StoredSession]:
    uids = {uid for (uid,) in file.rows("SELECT uid FROM session")}
    natural_keys = set(file.rows("SELECT begun, routine, title FROM session"))
    return [session for session in sessions if session.uid not in uids and session.natural_key not in natural_keys]


def _count(missing: Sequence[StoredSession], sessions: Sequence[StoredSession]) -> MergeCounts:
    return MergeCounts(len(missing), sum(len(session.holds) for session in missing), len(sessions) - len(missing))
