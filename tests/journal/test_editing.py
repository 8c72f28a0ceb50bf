"""Changes to past sessions, and undoing them."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from stretchcoach.domain.side import Side
from stretchcoach.journal import editing
from stretchcoach.journal.editing import SessionSnapshot
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import History
from stretchcoach.journal.journal import Journal
from stretchcoach.journal.past_sessions import PastSessions
from stretchcoach.journal.records import StoredSession, stored_sessions
from stretchcoach.progression.practised import Feeling
from stretchcoach.routine.library import Library
from stretchcoach.session.timeline import HoldKey
from tests.journal.past import stretched
from tests.journal.recorded import LATER

TODAY = dt.date(2026, 11, 21)
SPOT = HoldKey(0, "seated-hamstring", Side.LEFT)
Change = Callable[[JournalFile, str], SessionSnapshot | None]

CHANGES: tuple[Change, ...] = (
    editing.delete_session,
    lambda file, uid: editing.set_feeling(file, uid, "seated-hamstring", None, Feeling.TOO_MUCH),
    lambda file, uid: editing.set_feeling(file, uid, "seated-hamstring", Side.RIGHT, None),
    lambda file, uid: editing.set_held_seconds(file, uid, SPOT, 12.0),
)


@pytest.fixture
def file(tmp_path: Path, library: Library) -> Iterator[JournalFile]:
    with closing(JournalFile(tmp_path / "journal.db")) as made:
        for ago in (3, 2, 1):
            day = TODAY - dt.timedelta(days=ago)
            stretched(made, library.routines["seated-hamstring"], day, felt=Feeling.EASY)
        yield made


def content(file: JournalFile) -> list[StoredSession]:
    return list(stored_sessions(file))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_changes_one_session_and_can_be_taken_back(file: JournalFile, change: Change) -> None:
    before = content(file)
    taken_back_by = change(file, before[1].uid)
    assert taken_back_by is not None
    changed = content(file)
    assert [one for one in changed if one.uid != before[1].uid] == [before[0], before[2]]
    assert changed != before
    editing.restore(file, taken_back_by)
    assert content(file) == before
    assert [session.row for session in History(file, LATER).sessions()] == [3, 2, 1]


def test_what_is_gone_cannot_be_changed(file: JournalFile) -> None:
    for change in CHANGES:
        assert change(file, "nobody") is None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 2)), max_size=8))
def test_many_changes_are_taken_back_one_after_the_other(file: JournalFile, changes: list[tuple[Change, int]]) -> None:
    before = content(file)
    done = [change(file, before[number].uid) for change, number in changes]
    for one in reversed(done):
        if one is not None:
            editing.restore(file, one)
    assert content(file) == before


def test_what_came_meanwhile_stays_when_a_session_is_put_back(file: JournalFile, library: Library) -> None:
    """SQLite gives the row of the latest session, once that is deleted, to the next one."""
    before = content(file)
    taken_back_by = editing.delete_session(file, before[2].uid)
    assert taken_back_by is not None
    row = stretched(file, library.routines["settle"], TODAY)
    assert row == taken_back_by.row
    (new,) = (one for one in content(file) if one.uid not in {kept.uid for kept in before})
    editing.restore(file, taken_back_by)
    assert sorted(content(file)) == sorted([*before, new])


def test_the_first_change_of_a_day_is_preceded_by_a_backup(tmp_path: Path, file: JournalFile) -> None:
    assert len(content(file)) == 3
    now = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
    journal = Journal(tmp_path / "journal.db", lambda: now)
    past = PastSessions(journal, {}, lambda: now)
    for session in past.overview(2).latest:
        past.delete(session)
    journal.close()
    (backup,) = (tmp_path / "backups").iterdir()
    with closing(JournalFile(backup)) as kept:
        assert len(content(kept)) == 3


def test_pages_of_sessions_follow_each_other_without_a_gap(file: JournalFile, library: Library) -> None:
    for hour in (9, 6, 6, 12):  # several on one day, not in their order
        row = stretched(file, library.routines["settle"], TODAY - dt.timedelta(days=2))
        file.change("UPDATE session SET begun = day || ? WHERE id = ?", f"T{hour:02}:00:00+00:00", row)
    history = History(file, LATER)
    whole = list(history.sessions())
    paged = list(history.sessions(most=3))
    while more := list(history.sessions(most=3, before=paged[-1])):
        paged += more
    assert paged == whole
    assert len(whole) == 7
    assert [one.begun for one in whole] == sorted((one.begun for one in whole), reverse=True)


def test_every_stretch_that_was_held_is_named_once(file: JournalFile, library: Library) -> None:
    stretched(file, library.routines["low-back-relief"], TODAY)
    held = {stretch for (stretch,) in file.rows("SELECT DISTINCT stretch FROM hold")}
    assert History(file, LATER).stretches() == sorted(held)
    assert len(held) > 3


def test_who_only_looked_in_has_not_stretched_that_day(tmp_path: Path, file: JournalFile) -> None:
    now = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
    file.change("UPDATE session SET practised_seconds = 20 WHERE id = 2")
    journal = Journal(tmp_path / "journal.db", lambda: now)
    past = PastSessions(journal, {}, lambda: now).overview(10)
    journal.close()
    assert len(past.seconds_by_day) == 3
    assert past.days == {TODAY - dt.timedelta(days=3), TODAY - dt.timedelta(days=1)}
