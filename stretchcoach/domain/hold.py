"""How long a stretch is held: so many seconds, or so many breaths."""

import re
from dataclasses import dataclass
from typing import Literal

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.ranges import HOLD_BREATHS, HOLD_SECONDS, Range
from stretchcoach.i18n import _, _n

Unit = Literal["s", "b"]


@dataclass(frozen=True)
class Hold:
    """A hold of `amount` seconds (`s`) or breaths (`b`). Raises OutOfRangeError."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        self.range.check(_("The hold"), self.amount)

    @classmethod
    def parse(cls, text: str) -> "Hold":
        """Read `30s` or `5b`. Raises ValueError saying what would be right."""
        found = re.fullmatch(r"\s*(\d{1,9})\s*([sb])\s*", text)
        if found is None:
            raise ValueError(_("{text!r} is no hold; write seconds like 30s or breaths like 5b").format(text=text))
        return cls(int(found[1]), "s" if found[2] == "s" else "b")

    def __str__(self) -> str:
        """`30s` or `5b`, as `parse` reads it."""
        return f"{self.amount}{self.unit}"

    @property
    def range(self) -> Range:
        """How far a hold of this unit may go."""
        return HOLD_SECONDS if self.unit == "s" else HOLD_BREATHS

    @property
    def breaths(self) -> int | None:
        """The number of breaths, of a hold that is counted in breaths."""
        return self.amount if self.unit == "b" else None

    def seconds(self, breath: Breath) -> float:
        """How long the hold takes at the pace of `breath`."""
        return self.amount * (breath.seconds if self.unit == "b" else 1.0)

    def longer_by(self, breaths: int, seconds: int) -> "Hold":
        """The hold longer by so many breaths, or seconds if it is counted in them, within its range."""
        amount = self.amount + (breaths if self.unit == "b" else seconds)
        return Hold(min(amount, int(self.range.most)), self.unit)

    def in_words(self) -> str:
        """Return `30 seconds` or `5 breaths` in the interface's language; the voice has `SpokenWords`."""
        if self.unit == "s":
            return _n("{n} second", "{n} seconds", self.amount).format(n=self.amount)
        return _n("{n} breath", "{n} breaths", self.amount).format(n=self.amount)
