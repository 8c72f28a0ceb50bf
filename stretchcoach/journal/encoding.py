"""How the journal stores endings, times, paths and resume positions as text."""

import datetime as dt
import json
import os
from urllib.parse import quote, unquote_to_bytes

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.session.resume import Place
from stretchcoach.session.segment_key import SegmentKey
from stretchcoach.session.session import State

ENDINGS = {State.FINISHED: "finished", State.STOPPED: "stopped"}
"""The stored endings of sessions that have ended. A session that is still running has none."""
LOST = "lost"
"""The stored ending of a session whose process died during it."""
_QUOTED_PREFIX = "file:"


def time_as_text(moment: dt.datetime) -> str:
    """Return a time as UTC in ISO 8601, to the second."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def path_as_text(path: str | None) -> str | None:
    """Return a path as text. A path that is not valid Unicode is stored with its bytes percent-encoded."""
    if path is None:
        return None
    try:
        path.encode()
    except UnicodeEncodeError:
        return _QUOTED_PREFIX + quote(os.fsencode(path))
    return path


def path_from_text(text: str | None) -> str | None:
    """Return a path from its stored text."""
    if text is None or not text.startswith(_QUOTED_PREFIX):
        return text
    return os.fsdecode(unquote_to_bytes(text.removeprefix(_QUOTED_PREFIX)))


def place_as_text(place: Place) -> str:
    """Return a resume position as JSON."""
    held = [[exercise, side, str(hold)] for (exercise, side), hold in place.held.items()]
    return json.dumps({"mark": place.mark, "stretches": place.stretches, "held": held})


def place_from_text(text: str) -> Place:
    """Return a resume position from its stored JSON. Raises ValueError, LookupError, TypeError or AttributeError."""
    stored = json.loads(text)
    kind, rep, exercise, coming, side = stored["mark"]
    return Place(
        SegmentKey(kind, rep, exercise, coming, Side(side)),
        tuple(stored["stretches"]),
        {(exercise, Side(side)): Hold.parse(hold) for exercise, side, hold in stored["held"]},
    )
