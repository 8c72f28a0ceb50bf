"""The days of a week on which the person stretched, and their goal. Missed days are never counted."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

MONDAY = 0


class Week(NamedTuple):
    """Seven days, and those of them on which the person stretched."""

    days: tuple[dt.date, ...]
    stretched: frozenset[dt.date]
    goal: int
    """The number of days on which the person wants to stretch."""

    @property
    def is_reached(self) -> bool:
        """Whether the person has stretched on as many days as they want."""
        return len(self.stretched) >= self.goal


def week_of(today: dt.date, stretched: Collection[dt.date], goal: int, first_weekday: int = MONDAY) -> Week:
    """Return the week of `today`. It starts on `first_weekday`, from 0 for Monday to 6 for Sunday."""
    first = today - dt.timedelta(days=(today.weekday() - first_weekday) % 7)
    days = tuple(first + dt.timedelta(days=number) for number in range(7))
    return Week(days, frozenset(stretched).intersection(days), goal)
