"""The words that fill the placeholders of spoken lines, in the language of the coaching lines.

The interface has its own words, in its own language: see `stretchcoach.i18n`.
"""

from typing import NamedTuple

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.line import fill

_MINUTE = 60


class CountedWord(NamedTuple):
    """A word with its number, `{count}`, in the singular and the plural."""

    one: str
    many: str

    def of(self, count: int) -> str:
        """Return the form for `count`, such as `1 breath` or `5 breaths`."""
        return fill(self.one if count == 1 else self.many, {"count": count})


class SpokenWords(NamedTuple):
    """How the voice names sides and lengths of time."""

    left: str
    right: str
    seconds: CountedWord
    minutes: CountedWord
    breaths: CountedWord

    def fill_sides(self, wording: str, side: Side) -> str:
        """Return a line's wording for one side: `{side}` and `{other}` become left and right."""
        if "{" not in wording:
            return wording
        words = {Side.LEFT: self.left, Side.RIGHT: self.right, Side.BOTH: ""}
        return fill(wording, {"side": words[side], "other": words[side.other]})

    def hold(self, hold: Hold) -> str:
        """Return the length of a hold, such as `30 seconds` or `5 breaths`."""
        return (self.seconds if hold.unit == "s" else self.breaths).of(hold.amount)

    def time(self, seconds: int) -> str:
        """Return a time in whole minutes if it is one, otherwise in seconds: `2 minutes`, `90 seconds`."""
        return self.seconds.of(seconds) if seconds % _MINUTE else self.minutes.of(seconds // _MINUTE)
