"""What the progression rule knows of the past: one stretch in one session."""

import datetime as dt
from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold


class PastHold(NamedTuple):
    """How a stretch was held in one session, on all its sides."""

    day: dt.date
    planned: Hold
    feelings: tuple[Feeling, ...] = ()
    """The feeling on each side for which the person gave one."""
    eased: bool = False
    """Whether the person eased off on any side."""

    @property
    def was_too_much(self) -> bool:
        """Whether it felt too much on any side."""
        return Feeling.TOO_MUCH in self.feelings

    @property
    def was_good(self) -> bool:
        """Whether it was held as planned, and felt just right or easy wherever the person gave a feeling."""
        return bool(self.feelings) and not self.was_too_much and not self.eased

    @property
    def was_easy(self) -> bool:
        """Whether it was good, and felt easy wherever the person gave a feeling."""
        return self.was_good and set(self.feelings) == {Feeling.EASY}
