"""Advice from sessions in a real file. Declined advice waits for a later session."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.advice import Advice, AdviceTopic, Advisor, decline
from stretchcoach.journal.file import JournalFile
from stretchcoach.progression.practised import Feeling
from stretchcoach.progression.rule import Reason
from stretchcoach.routine.library import Library
from stretchcoach.settings.preferences import Preferences
from tests.journal.past import stretched

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[JournalFile]:
    with closing(JournalFile(tmp_path / "journal.db")) as made:
        yield made


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def advised(file: JournalFile, library: Library, preferences: Preferences | None = None) -> dict[str, Advice]:
    muscles = {stretch.id: stretch.focus for stretch in library.stretches.values()}
    about = Advisor(file, muscles, NOW).about(library.routines["seated-hamstring"], preferences or Preferences())
    return {one.stretch: one for one in about}


def easy_days(file: JournalFile, library: Library, days: Iterable[int] = (5, 3, 1)) -> None:
    """Keep easy sessions, written in the order of `days` ago: an import writes old ones last."""
    for ago in days:
        stretched(file, library.routines["seated-hamstring"], days_ago(ago), felt=Feeling.EASY)


def kept_in_the_future(file: JournalFile, library: Library) -> None:
    row = stretched(file, library.routines["seated-hamstring"], TODAY)
    file.change("UPDATE session SET day = '2039-11-21', begun = '2039-11-21T07:00:00+00:00' WHERE id = ?", row)


def test_nothing_is_advised_of_nothing(file: JournalFile, library: Library) -> None:
    assert advised(file, library) == {}


@pytest.mark.parametrize("days", list(permutations((700, 5, 3, 1))))
def test_easy_sessions_ask_for_more_until_it_is_more(
    file: JournalFile, library: Library, days: tuple[int, ...]
) -> None:
    easy_days(file, library, days)
    found = advised(file, library)["seated-hamstring"].proposal
    assert found is not None
    assert (found.after, found.reason) == (Hold(6, "b"), Reason.EASY)
    longer = replace(Preferences(), holds={"seated-hamstring": found.after})
    assert advised(file, library, longer) == {}


def test_what_was_declined_waits_for_a_later_session(file: JournalFile, library: Library) -> None:
    easy_days(file, library)
    decline(file, "seated-hamstring", AdviceTopic.HOLD, NOW)
    assert advised(file, library) == {}
    stretched(file, library.routines["seated-hamstring"], TODAY, felt=Feeling.EASY)
    assert advised(file, library)["seated-hamstring"].proposal is not None


def test_what_was_declined_does_not_come_back_with_an_older_session(file: JournalFile, library: Library) -> None:
    easy_days(file, library)
    decline(file, "seated-hamstring", AdviceTopic.HOLD, NOW)
    stretched(file, library.routines["seated-hamstring"], days_ago(9), felt=Feeling.EASY)
    assert advised(file, library) == {}


def test_a_session_of_the_future_does_not_keep_a_declined_matter_away(file: JournalFile, library: Library) -> None:
    """The clock was wrong once."""
    easy_days(file, library)
    kept_in_the_future(file, library)
    decline(file, "seated-hamstring", AdviceTopic.HOLD, NOW)
    assert advised(file, library) == {}
    stretched(file, library.routines["seated-hamstring"], TODAY, felt=Feeling.EASY)
    assert advised(file, library)["seated-hamstring"].proposal is not None


@pytest.mark.parametrize("days", list(permutations((45, 60, 800))))
def test_who_was_away_is_asked_to_begin_lower(file: JournalFile, library: Library, days: tuple[int, ...]) -> None:
    easy_days(file, library, days)
    found = advised(file, library)["seated-hamstring"].proposal
    assert found is not None
    assert (found.after, found.reason, found.weeks_away) == (Hold(3, "b"), Reason.AWAY, 6)


def test_a_week_that_was_full_asks_for_no_more(file: JournalFile, library: Library) -> None:
    longest = Preferences(holds={"seated-hamstring": Hold(300, "s")})
    easy_days(file, library)
    for days in (1, 2):
        stretched(file, library.routines["seated-hamstring"], days_ago(days), preferences=longest)
    assert advised(file, library) == {}


def test_a_side_that_had_less_is_pointed_out_until_that_was_heard(file: JournalFile, library: Library) -> None:
    stretched(file, library.routines["seated-hamstring"], days_ago(3), ease_at=10)
    found = advised(file, library)["seated-hamstring"]
    assert found.proposal is None
    assert found.uneven is not None
    assert found.uneven.less is Side.LEFT
    decline(file, "seated-hamstring", AdviceTopic.SIDES, NOW)
    assert advised(file, library) == {}
    stretched(file, library.routines["seated-hamstring"], days_ago(2), ease_at=10)
    assert "seated-hamstring" in advised(file, library)


def test_what_is_longer_ago_than_four_weeks_says_nothing_of_sides(file: JournalFile, library: Library) -> None:
    stretched(file, library.routines["seated-hamstring"], days_ago(27), felt=Feeling.JUST_RIGHT)
    stretched(file, library.routines["seated-hamstring"], days_ago(29), ease_at=10)
    assert advised(file, library) == {}
