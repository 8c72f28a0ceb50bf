"""Export the journal for other programs: all of it as JSON, or its holds as CSV (docs/files.md)."""

import csv
import errno
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from stretchcoach.files.atomic_writing import write_atomically
from stretchcoach.i18n import _
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.records import StoredDeclined, StoredHold, StoredSession, stored_declined, stored_sessions
from stretchcoach.messages import UserFacingError

FORMAT = 1
"""The format number in an exported JSON file."""
_SESSION_COLUMNS = ("day", "begun", "routine", "title", "ending")
"""What the CSV repeats of a session in the row of each of its holds."""


class ExportCounts(NamedTuple):
    """How much was exported."""

    sessions: int
    holds: int


def is_csv(path: Path) -> bool:
    """Return whether a file gets the holds as CSV, judging by its name."""
    return path.suffix.lower() == ".csv"


def export(file: JournalFile, path: Path) -> ExportCounts:
    """Write the journal to a .json or .csv file, and return how much it holds. Raises UserFacingError."""
    sessions = list(stored_sessions(file))
    text = holds_as_csv(sessions) if is_csv(path) else as_json(sessions, stored_declined(file))
    try:
        if not path.parent.is_dir():  # a folder that does not exist is a typo, so it is not created
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        write_atomically(path, text.encode())
    except OSError as error:
        raise UserFacingError(
            _("The journal can't be written to {file} ({why}).").format(file=path, why=error.strerror),
            _("Choose a folder that you can write to, and check that its disk has space."),
        ) from error
    return ExportCounts(len(sessions), sum(len(session.holds) for session in sessions))


def as_json(sessions: Iterable[StoredSession], declined: Iterable[StoredDeclined] = ()) -> str:
    """Return everything as JSON. An empty journal that imports it becomes an equal one."""
    content = {
        "format": FORMAT,
        "sessions": [_session_as_json(session) for session in sessions],
        "declined": [one._asdict() for one in declined],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def holds_as_csv(sessions: Iterable[StoredSession]) -> str:
    """Return a CSV table with a row for each hold, for a spreadsheet."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow((*_SESSION_COLUMNS, *StoredHold._fields))
    for session in sessions:
        columns = [getattr(session, name) for name in _SESSION_COLUMNS]
        table.writerows([*columns, *hold] for hold in session.holds)
    return text.getvalue()


def _session_as_json(session: StoredSession) -> dict[str, Any]:
    return session._asdict() | {
        "preferences": json.loads(session.preferences),
        "place": None if session.place is None else json.loads(session.place),
        "holds": [
            hold._asdict() | {"eased": bool(hold.eased), "extended": bool(hold.extended)} for hold in session.holds
        ],
    }
