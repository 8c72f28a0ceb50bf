"""Queries about past sessions, by day, side and stretch."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal import history
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import History
from stretchcoach.progression.practised import Feeling, Practised
from stretchcoach.progression.rule import Reason, propose
from stretchcoach.routine.library import Library
from tests.journal import past

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[JournalFile]:
    with closing(JournalFile(tmp_path / "journal.db")) as made:
        yield made


def stretched(file: JournalFile, library: Library, day: dt.date, *, ease_at: float | None = None) -> int:
    return past.stretched(file, library.routines["seated-hamstring"], day, ease_at=ease_at)


def test_three_easy_days_ask_for_a_breath_more(file: JournalFile, library: Library) -> None:
    for days_ago in (5, 3, 1):
        row = stretched(file, library, TODAY - dt.timedelta(days=days_ago))
        file.set_feeling(row, "seated-hamstring", None, Feeling.EASY)
    latest = History(file, NOW).practised("seated-hamstring", 10)
    assert [one.day for one in latest] == [TODAY - dt.timedelta(days=ago) for ago in (5, 3, 1)]
    found = propose(Hold(5, "b"), library.stretches["seated-hamstring"].dose, latest, 2.0, TODAY)
    assert found is not None
    assert (found.after, found.reason) == (Hold(6, "b"), Reason.EASY)


def test_sides_may_feel_otherwise(file: JournalFile, library: Library) -> None:
    row = stretched(file, library, TODAY, ease_at=20.0)
    file.set_feeling(row, "seated-hamstring", Side.LEFT, Feeling.TOO_MUCH)
    file.set_feeling(row, "seated-hamstring", Side.RIGHT, Feeling.JUST_RIGHT)
    history = History(file, NOW)
    assert history.practised("seated-hamstring", 10) == (
        Practised(TODAY, Hold(5, "b"), (Feeling.TOO_MUCH, Feeling.JUST_RIGHT), eased=True),
    )
    left, right = file.holds(row)
    assert (round(left.held_seconds), left.eased, left.feeling) == (20, True, Feeling.TOO_MUCH)
    assert (round(right.held_seconds), right.eased, right.feeling) == (50, False, Feeling.JUST_RIGHT)
    file.set_feeling(row, "seated-hamstring", Side.LEFT, None)
    assert [one.feeling for one in file.holds(row)] == [None, Feeling.JUST_RIGHT]


def test_days_sides_and_lengths(file: JournalFile, library: Library) -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    for day, ease_at in ((yesterday, None), (TODAY, 20.0), (TODAY, None)):
        stretched(file, library, day, ease_at=ease_at)
    history = History(file, NOW)
    by_day = history.seconds_by_day(yesterday)
    assert set(by_day) == {yesterday, TODAY}
    assert by_day[TODAY] == pytest.approx(2 * by_day[yesterday] - 30)
    assert set(history.seconds_by_day(TODAY)) == {TODAY}
    assert history.seconds_by_side(yesterday) == {
        ("seated-hamstring", Side.LEFT): pytest.approx(120.0),
        ("seated-hamstring", Side.RIGHT): pytest.approx(150.0),
    }
    held = history.held_by_day("seated-hamstring", TODAY)
    assert [(day, side, round(seconds)) for day, side, seconds in held] == [
        (TODAY, Side.LEFT, 50),
        (TODAY, Side.RIGHT, 50),
    ]


def test_the_latest_sessions_come_first(file: JournalFile, library: Library) -> None:
    rows = [stretched(file, library, TODAY - dt.timedelta(days=ago)) for ago in (1, 0, 9)]
    history = History(file, NOW)
    assert [one.row for one in history.sessions()] == [rows[1], rows[0], rows[2]]
    assert [one.row for one in history.sessions(TODAY - dt.timedelta(days=2))] == [rows[1], rows[0]]
    assert [one.row for one in history.sessions(most=1)] == [rows[1]]
    assert {one.ending for one in history.sessions()} == {"finished"}


def test_sessions_are_ordered_by_when_they_began_and_not_by_when_they_were_written(
    file: JournalFile, library: Library
) -> None:
    """An import brings old sessions, which are written last."""
    for days_ago in (3, 1, 5, 700, 4):
        stretched(file, library, TODAY - dt.timedelta(days=days_ago), ease_at=float(days_ago))
    days = [one.day for one in History(file, NOW).practised("seated-hamstring", 4)]
    assert days == [TODAY - dt.timedelta(days=days_ago) for days_ago in (5, 4, 3, 1)]


def test_the_latest_of_very_many_sessions_are_the_same(
    file: JournalFile, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days_ago in (3, 1, 5, 700, 4, 1):
        stretched(file, library, TODAY - dt.timedelta(days=days_ago))
    past.stretched(file, library.routines["settle"], TODAY)
    few = History(file, NOW).practised("seated-hamstring", 4)
    monkeypatch.setattr(history, "_SORTABLE_SESSIONS", 3)
    assert History(file, NOW).practised("seated-hamstring", 4) == few
    assert len(few) == 4


def test_an_imported_session_of_long_ago_proposes_nothing(file: JournalFile, library: Library) -> None:
    stretched(file, library, TODAY - dt.timedelta(days=1))
    stretched(file, library, TODAY - dt.timedelta(weeks=97))
    latest = History(file, NOW).practised("seated-hamstring", 10)
    assert propose(Hold(5, "b"), library.stretches["seated-hamstring"].dose, latest, 2.0, TODAY) is None


def test_a_session_of_the_future_is_listed_and_counts_for_nothing(file: JournalFile, library: Library) -> None:
    """The clock was wrong once."""
    stretched(file, library, TODAY)
    row = stretched(file, library, TODAY)
    file.change("UPDATE session SET day = '2031-05-05', begun = '2031-05-05T07:00:00+00:00' WHERE id = ?", row)
    told = History(file, NOW)
    week_ago = TODAY - dt.timedelta(days=6)
    assert [one.day.year for one in told.sessions()] == [2031, 2026]
    assert set(told.seconds_by_side(week_ago).values()) == {50.0}
    assert set(told.seconds_by_day(week_ago)) == {TODAY}
    assert {day for day, _side, _held in told.held_by_day("seated-hamstring", week_ago)} == {TODAY}
    assert [one.day for one in told.practised("seated-hamstring", 10)] == [TODAY]


def test_a_session_that_has_just_begun_is_not_of_the_future(file: JournalFile, library: Library) -> None:
    """Though the day is another one where the person is, and a clock is put back a little now and then."""
    row = stretched(file, library, TODAY)
    begun = (NOW + dt.timedelta(minutes=3)).isoformat()
    file.change("UPDATE session SET day = '2026-11-22', begun = ? WHERE id = ?", begun, row)
    assert History(file, NOW).practised("seated-hamstring", 10)
