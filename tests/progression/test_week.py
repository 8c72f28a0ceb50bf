"""A week beside what the person effects for: counted from its first day, and never held against them."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from stretchcoach.progression.week import week_of
from stretchcoach.progression.wording import week_words

SATURDAY = dt.date(2026, 11, 21)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2200, 1, 1)), st.integers(0, 6))
def test_a_week_has_seven_days_from_its_first_one_on_and_today_is_one(today: dt.date, first: int) -> None:
    week = week_of(today, (), 3, first)
    assert today in week.days
    assert week.days[0].weekday() == first
    assert [day - week.days[0] for day in week.days] == [dt.timedelta(days=number) for number in range(7)]


def test_days_of_other_weeks_are_not_counted() -> None:
    days = [SATURDAY - dt.timedelta(days=ago) for ago in (0, 2, 5, 6, 40)]
    assert week_of(SATURDAY, days, 3).stretched == set(days[:3])
    assert week_of(SATURDAY, days, 3, first_weekday=6).stretched == set(days[:4]), "from Sunday on"


@pytest.mark.parametrize(
    ("done", "goal", "words"),
    [
        (0, 3, "This week is still open."),
        (1, 3, "1 of 3 days this week."),
        (2, 3, "2 of 3 days this week."),
        (3, 3, "3 days this week. You reached your goal."),
        (5, 2, "5 days this week. You reached your goal."),
    ],
)
def test_what_is_said_of_a_week(done: int, goal: int, words: str) -> None:
    days = [SATURDAY - dt.timedelta(days=ago) for ago in range(done)]
    assert week_words(week_of(SATURDAY, days, goal)) == words
