"""What the rule of progression knows of the past: one stretch in one session."""

import datetime as dt
from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold


class PastHold(NamedTuple):
    """A stretch as it was done in one session, on all its sides."""

    day: dt.date
    planned: Hold
    feelings: tuple[Feeling, ...] = ()
    """One for each side that was answered for; none where the person did not say."""
    eased: bool = False
    """A side of it was ended before its time."""

    @property
    def was_too_much(self) -> bool:
        """Whether any side of it was too much."""
        return Feeling.TOO_MUCH in self.feelings

    @property
    def was_good(self) -> bool:
        """Whether it was done as planned and felt right or easy on every side that was answered for."""
        return bool(self.feelings) and not self.was_too_much and not self.eased

    @property
    def was_easy(self) -> bool:
        """Whether every side that was answered for was easy."""
        return self.was_good and set(self.feelings) == {Feeling.EASY}
