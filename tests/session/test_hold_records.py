"""What is shown after a session is what was really done."""

import pytest
from hypothesis import given, strategies as st

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.library import Library
from stretchcoach.session import transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.hold_records import did_most, has_stretched, stretch_records
from stretchcoach.session.moment import moment_of
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import SegmentKind, Timeline
from stretchcoach.session.wording import held_length, practised_time
from stretchcoach.settings.preferences import Preferences
from tests.strategies import timelines


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


def begun(library: Library, routine: str, **effects: object) -> Session:
    preferences = Preferences(**effects)  # type: ignore[arg-type]  # any field
    return transitions.start(Session(compile_timeline(library.routines[routine], preferences, steady)))[0]


def go_to(session: Session, position: float) -> Session:
    return transitions.advance(session, position - session.position)[0]


def hold_of(timeline: Timeline, side: Side) -> tuple[float, float]:
    hold = next(one for one in timeline.segments if one.kind is SegmentKind.HOLD and one.side is side)
    return hold.start, hold.end


def told(session: Session) -> list[str]:
    return [f"{done.stretch.id}: {held_length(done)}" for done in stretch_records(moment_of(session))]


def test_a_whole_session_was_held_as_it_was_planned(library: Library) -> None:
    session = begun(library, "low-back-relief", hold=Hold(45, "s"))
    whole = go_to(session, session.timeline.seconds)
    assert told(whole) == [
        "settle: 6 breaths",
        "lying-hamstring: 45 seconds each side",
        "inner-thigh: 45 seconds each side",
        "quads-lying: 45 seconds each side",
    ]
    assert did_most(moment_of(whole))
    assert has_stretched(stretch_records(moment_of(whole)))


def test_what_was_skipped_was_not_done(library: Library) -> None:
    session = begun(library, "low-back-relief")
    while session.state is State.RUNNING:
        session, _effects = transitions.skip(transitions.advance(session, 0.01)[0])
    assert told(session) == []
    assert not did_most(moment_of(session))


def test_a_hold_that_was_left_early_counts_for_what_was_held(library: Library) -> None:
    session = begun(library, "seated-hamstring")
    start, end = hold_of(session.timeline, Side.LEFT)
    session = go_to(session, start + 31)
    assert told(session) == ["seated-hamstring: Left 3 breaths"]
    session = go_to(session, end)
    session = go_to(session, hold_of(session.timeline, Side.RIGHT)[0] + 4)
    assert told(session) == ["seated-hamstring: Left 5 breaths, right 4 seconds"]
    session, _effects = transitions.skip(session)
    session = go_to(session, session.position + 60)
    assert told(session) == ["seated-hamstring: Left 5 breaths, right 4 seconds"]


def test_a_hold_that_was_done_again_was_held_longer(library: Library) -> None:
    session = begun(library, "seated-hamstring", hold=Hold(30, "s"))
    session = go_to(session, hold_of(session.timeline, Side.LEFT)[0] + 20)
    session, _effects = transitions.back(session, steady)
    session = go_to(session, session.segment.end)
    assert told(session) == ["seated-hamstring: Left 50 seconds"]


def test_settling_alone_is_no_stretching(library: Library) -> None:
    session = begun(library, "settle")
    session = go_to(session, session.timeline.seconds)
    assert told(session) == ["settle: 6 breaths"]
    assert not has_stretched(stretch_records(moment_of(session)))


@given(timelines(), st.lists(st.floats(0, 60), max_size=20), st.booleans())
def test_no_more_was_held_than_was_practised(timeline: Timeline, ticks: list[float], skips: bool) -> None:
    session = transitions.start(Session(timeline))[0]
    for tick in ticks:
        session = transitions.advance(session, tick)[0]
        if skips:
            session = transitions.skip(session)[0]
    assert sum(session.held_seconds.values()) <= session.practised_seconds + 1e-6
    for hold_key, seconds in session.held_seconds.items():
        (hold,) = (one.seconds for one in timeline.segments if one.hold_key == hold_key)
        assert -1e-6 <= seconds <= hold + 1e-6
    stretch_records(moment_of(session))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "less than a minute"),
        (59.9, "less than a minute"),
        (60.0, "1 minute"),
        (89.0, "1 minute"),
        (100.0, "2 minutes"),
    ],
)
def test_time_is_told_in_minutes(seconds: float, words: str) -> None:
    assert practised_time(seconds) == words
