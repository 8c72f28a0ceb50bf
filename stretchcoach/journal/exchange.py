"""The journal as files that other programs read: all of it as JSON, its holds as CSV (docs/files.md)."""

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
from stretchcoach.journal.merging import StoredDeclined, StoredHold, StoredSession, declined_in, kept_in
from stretchcoach.messages import UserFacingError

FORMAT = 1
_OF_SESSION = ("day", "begun", "routine", "title", "ending")


class Written(NamedTuple):
    """What a file was given."""

    sessions: int
    holds: int


def is_table(to: Path) -> bool:
    """Whether a file gets a line for each hold, and no more, by its name."""
    return to.suffix.lower() == ".csv"


def export(file: JournalFile, to: Path) -> Written:
    """Write the journal to a file that ends in .json or .csv; return how much it has. Raises UserFacingError."""
    sessions = list(kept_in(file))
    text = holds_as_csv(sessions) if is_table(to) else as_json(sessions, declined_in(file))
    try:
        if not to.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))  # a slip of the keys makes no folder
        write_atomically(to, text.encode())
    except OSError as error:
        raise UserFacingError(
            _("The journal can't be written to {file} ({why}).").format(file=to, why=error.strerror),
            _("Choose a folder that you may write to, and check that its disk has space."),
        ) from error
    return Written(len(sessions), sum(len(session.holds) for session in sessions))


def as_json(sessions: Iterable[StoredSession], declined: Iterable[StoredDeclined] = ()) -> str:
    """Return everything, so that an empty journal that imports it becomes the same."""
    found = [_session(one) for one in sessions]
    whole = {"format": FORMAT, "sessions": found, "declined": [one._asdict() for one in declined]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def holds_as_csv(sessions: Iterable[StoredSession]) -> str:
    """Return a line for each hold, for a spreadsheet."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow((*_OF_SESSION, *StoredHold._fields))
    for session in sessions:
        of_session = [getattr(session, name) for name in _OF_SESSION]
        lines.writerows([*of_session, *hold] for hold in session.holds)
    return text.getvalue()


def _session(session: StoredSession) -> dict[str, Any]:
    return session._asdict() | {
        "preferences": json.loads(session.preferences),
        "place": None if session.place is None else json.loads(session.place),
        "holds": [
            hold._asdict() | {"eased": bool(hold.eased), "extended": bool(hold.extended)} for hold in session.holds
        ],
    }
