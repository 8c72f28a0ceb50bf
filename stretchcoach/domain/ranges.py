"""How far a person's own wish may go."""

import math
from dataclasses import dataclass

from stretchcoach.i18n import _


class OutOfRangeError(ValueError):
    """A value outside its range; its text names the range."""


@dataclass(frozen=True)
class Range:
    """The least and the most that a value may be, both included, and the step of its control."""

    least: float
    most: float
    step: float = 1
    unit: str = ""

    def __contains__(self, value: float) -> bool:
        """Whether `value` is a number within the range."""
        return math.isfinite(value) and self.least <= value <= self.most

    def __str__(self) -> str:
        """`2 to 10 s`."""
        return (
            _("{least} to {most} {unit}").format(least=f"{self.least:g}", most=f"{self.most:g}", unit=self.unit).strip()
        )

    def check(self, name: str, value: float) -> None:
        """Raise OutOfRangeError, naming the range, where `value` lies outside of it."""
        if value not in self:
            raise OutOfRangeError(
                _("{name} is out of range: {value:g}; choose {range}").format(name=name, value=value, range=self)
            )


HOLD_SECONDS = Range(5, 300, 5, "s")
"""The seeds ask for up to 90 s; 60 s in the older (ACSM); beyond 4 minutes nothing is gained (Ingram 2024)."""
HOLD_BREATHS = Range(1, 30, 1, "breaths")
"""The seeds ask for 3 to 5 breaths or longer; 30 slow breaths are 5 minutes."""
GOAL_DAYS = Range(2, 7, 1, "days")
RATE = Range(80, 260, 5, "words a minute")
REPS = Range(1, 10, 1, "reps")
"""The seeds ask for 3 to 5."""
INHALE_SECONDS = Range(2, 10, 0.5, "s")
EXHALE_SECONDS = Range(2, 12, 0.5, "s")
PAUSE_SECONDS = Range(0, 2, 0.5, "s")
"""A second or two after the out-breath, where that feels natural."""
