"""The length of a hold, in seconds or in breaths."""

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
        """Parse `30s` or `5b`. Raise ValueError with advice if `text` is something else."""
        found = re.fullmatch(r"\s*(\d{1,9})\s*([sb])\s*", text)
        if found is None:
            raise ValueError(_("{text!r} is not a hold: write seconds like 30s or breaths like 5b").format(text=text))
        return cls(int(found[1]), "s" if found[2] == "s" else "b")

    def __str__(self) -> str:
        """Return `30s` or `5b`, as `parse` reads it."""
        return f"{self.amount}{self.unit}"

    @property
    def range(self) -> Range:
        """The range of a hold in this unit."""
        return HOLD_SECONDS if self.unit == "s" else HOLD_BREATHS

    @property
    def breaths(self) -> int | None:
        """The number of breaths, or None if the hold is in seconds."""
        return self.amount if self.unit == "b" else None

    def seconds(self, breath: Breath) -> float:
        """Return the length of the hold in seconds, at the pace of `breath`."""
        return self.amount * (breath.seconds if self.unit == "b" else 1.0)

    def longer_by(self, breaths: int, seconds: int) -> "Hold":
        """Return a hold that is longer by `breaths` or by `seconds`, whichever is its unit, within its range."""
        amount = self.amount + (breaths if self.unit == "b" else seconds)
        return Hold(min(amount, int(self.range.most)), self.unit)

    def in_words(self) -> str:
        """Return `30 seconds` or `5 breaths`, for people."""
        if self.unit == "s":
            return _n("{n} second", "{n} seconds", self.amount).format(n=self.amount)
        return _n("{n} breath", "{n} breaths", self.amount).format(n=self.amount)
