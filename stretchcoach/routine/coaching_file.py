"""Reading `data/coaching.toml`."""

from stretchcoach.files.table import Table
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.line_tables import read_line, read_lines

_OPEN_PLACES = {
    "get_ready": ("count",),
    "caution": (),
    "ready": (),
    "announce": ("title", "side"),
    "inhale": (),
    "exhale": (),
    "rep": ("count",),
    "last_rep": (),
    "hold": ("length",),
    "breaths_left": ("count",),
    "last_breath": (),
    "halfway": (),
    "seconds_left": ("count",),
    "time_left": ("length",),
    "more_breaths": (),
    "more_seconds": ("count",),
    "release": (),
    "easier": ("title",),
    "no_easier": (),
    "switch": ("side",),
    "rest": ("title",),
    "slept": (),
}


def read_coaching(table: Table) -> Coaching:
    """Return the general lines that `table`, the whole of the file, holds. Raises Refused."""
    table.has("format")
    single = {
        name: read_line(table.table(name, required=True), frozenset(places)) for name, places in _OPEN_PLACES.items()
    }
    opening = read_lines(table, "opening", frozenset({"title"}), required=True)
    finish = read_lines(table, "finish", frozenset(), required=True)
    last_seconds = read_lines(table, "last_seconds", frozenset(), required=True)
    table.no_more()
    table.refuse_if_faulty()
    return Coaching(opening=opening, finish=finish, last_seconds=last_seconds, **single)
