"""This week beside what the person effects for. What was not done is not counted."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

MONDAY = 0


class Week(NamedTuple):
    """Seven days, and on which of them the person stretched."""

    days: tuple[dt.date, ...]
    stretched: frozenset[dt.date]
    goal: int
    """On so many of them they would like to."""

    @property
    def is_reached(self) -> bool:
        """Whether it is as many as they wish for."""
        return len(self.stretched) >= self.goal


def week_of(today: dt.date, stretched: Collection[dt.date], goal: int, first_weekday: int = MONDAY) -> Week:
    """Return the week that `today` is in; it begins with `first_weekday`, 0 for Monday to 6 for Sunday."""
    first = today - dt.timedelta(days=(today.weekday() - first_weekday) % 7)
    days = tuple(first + dt.timedelta(days=number) for number in range(7))
    return Week(days, frozenset(stretched).intersection(days), goal)
