"""Reading `data/coaching.toml`."""

from stretchcoach.files.table import Table
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.fields import read_line, read_lines, read_wording
from stretchcoach.routine.spoken_words import CountedWord, SpokenWords

_PLACEHOLDERS = {
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
    """Return the lines in `table`, which is the whole file. Raises InvalidFileError."""
    single = {
        name: read_line(table.table(name, required=True), frozenset(allowed)) for name, allowed in _PLACEHOLDERS.items()
    }
    opening = read_lines(table, "opening", frozenset({"title"}), required=True)
    finish = read_lines(table, "finish", frozenset(), required=True)
    last_seconds = read_lines(table, "last_seconds", frozenset(), required=True)
    words = _read_words(table.table("words", required=True))
    table.report_unknown_keys()
    table.raise_if_faulty()
    return Coaching(opening=opening, finish=finish, last_seconds=last_seconds, words=words, **single)


def _read_words(table: Table) -> SpokenWords:
    left, right = (read_wording(table, key, frozenset()) for key in ("left", "right"))
    seconds, minutes, breaths = (
        _read_counted_word(table.table(key, required=True)) for key in ("seconds", "minutes", "breaths")
    )
    table.report_unknown_keys()
    return SpokenWords(left, right, seconds, minutes, breaths)


def _read_counted_word(table: Table) -> CountedWord:
    one, many = (read_wording(table, key, frozenset({"count"})) for key in ("one", "many"))
    table.report_unknown_keys()
    return CountedWord(one, many)
