"""When lines turn out longer, shorter, or spoken by another voice, the rest of the session is planned anew."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from stretchcoach.routine.routine import Routine
from stretchcoach.session import transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.edits import replan
from stretchcoach.session.effects import PlayLine
from stretchcoach.session.session import COMMITTED_SECONDS, Session, State
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.preferences import Preferences
from tests.strategies import library, preferences, routines, voices

TINY = 1e-6


def under_way(timeline_of: Session, seconds: float) -> Session:
    session, _effects = transitions.start(timeline_of)
    while seconds > 0 and session.state is State.RUNNING:
        session, _effects = transitions.advance(session, min(1.0, seconds))
        seconds -= 1.0
    return session


@given(routines(), preferences(), voices(), voices(), st.floats(0, 400))
def test_what_is_over_stays_and_the_rest_is_as_if_compiled_with_the_new_lengths(
    routine: Routine,
    preferences: Preferences,
    before: Callable[[str], float],
    after: Callable[[str], float],
    seconds: float,
) -> None:
    session = under_way(Session(compile_timeline(routine, preferences, before)), seconds)
    planned, _effects = replan(session, after, "the old one")
    old, new, fresh = session.timeline, planned.timeline, compile_timeline(routine, preferences, after)
    assert (planned.state, planned.position, planned.practised_seconds) == (
        session.state,
        session.position,
        session.practised_seconds,
    )
    if new is old:
        return
    kept = next(index for index, cue in enumerate((*new.cues, None)) if cue is None or cue.voice is None)
    first = new.cues[kept].segment if kept < len(new.cues) else len(new.segments)
    assert first > session.index
    assert [cue.text for cue in new.cues[:kept]] == [cue.text for cue in old.cues if cue.segment < first]
    assert [cue.at for cue in new.cues[:kept]] == [cue.at for cue in old.cues if cue.segment < first]
    assert {cue.voice for cue in new.cues[:kept]} <= {"the old one"}
    length = len(new.segments) - first
    assert [one.seconds for one in new.segments[first:]] == [one.seconds for one in fresh.segments[-length:]][:length]
    for one, other in pairwise(new.segments):
        assert other.start == pytest.approx(one.end)
    for cue in new.cues:
        segment = new.segments[cue.segment]
        assert segment.start - TINY <= cue.at
        assert cue.end <= segment.end + TINY


@given(st.floats(0, 300), st.floats(0.5, 2.0))
def test_no_line_is_handed_out_twice_and_none_is_lost(seconds: float, factor: float) -> None:
    """Those of the segment under way are heard as they were planned; those after it as they are planned now."""
    routine = library().routines["seated-hamstring"]
    session = under_way(Session(compile_timeline(routine, Preferences(), lambda text: 0.06 * len(text) + 0.3)), seconds)
    if session.state is not State.RUNNING:
        return
    planned, effects = replan(session, lambda text: factor * (0.06 * len(text) + 0.3))
    again = [effect.cue for effect in effects if isinstance(effect, PlayLine)]
    committed = [
        cue for cue in session.timeline.cues if session.position <= cue.at < session.position + COMMITTED_SECONDS
    ]
    assert not set(committed) & set(again)
    due = [cue for cue in planned.timeline.cues if session.position <= cue.at < planned.scheduled_until]
    assert set(due) <= set(again) | set(committed)


def test_holds_keep_their_lengths_whoever_speaks() -> None:
    routine = library().routines["low-back-relief"]
    session = under_way(Session(compile_timeline(routine, Preferences(), lambda text: 0.05 * len(text))), 90)
    planned, _effects = replan(session, lambda text: 0.12 * len(text))

    def holds(of: Session) -> list[float]:
        return [one.seconds for one in of.timeline.segments if one.kind is SegmentKind.HOLD]

    assert holds(planned) == holds(session)


def test_a_session_that_has_not_begun_is_planned_anew_as_a_whole() -> None:
    routine = library().routines["settle"]
    session = Session(compile_timeline(routine, Preferences(), lambda text: 0.05 * len(text)))
    planned, effects = replan(session, lambda text: 0.1 * len(text))
    assert planned.timeline == compile_timeline(routine, Preferences(), lambda text: 0.1 * len(text))
    assert not effects


def test_in_the_last_segment_the_old_voice_goes_on() -> None:
    routine = library().routines["settle"]
    timeline = compile_timeline(routine, Preferences(), lambda text: 0.05 * len(text))
    session = under_way(Session(timeline), timeline.segments[-1].start + 1.0)
    planned, effects = replan(session, lambda text: 0.1 * len(text), "the old one")
    assert planned.timeline.segments == timeline.segments
    assert {cue.voice for cue in planned.timeline.cues} == {"the old one"}
    assert not effects


def test_going_back_after_a_change_of_the_voice_speaks_in_the_new_one() -> None:
    routine = library().routines["settle"]
    session = under_way(Session(compile_timeline(routine, Preferences(), lambda text: 0.05 * len(text))), 30.0)
    planned, _effects = replan(session, lambda text: 0.05 * len(text), "the old one")
    again, _effects = transitions.back(planned, lambda text: 0.05 * len(text))
    assert [cue.voice for cue in again.timeline.cues if cue.segment >= again.index] == [
        None for cue in again.timeline.cues if cue.segment >= again.index
    ]


@pytest.mark.parametrize("end", [transitions.stop, lambda session: transitions.advance(session, 1e6)])
def test_a_session_that_is_over_is_left_alone(end: Callable[[Session], transitions.Transition]) -> None:
    routine = library().routines["settle"]
    session = end(under_way(Session(compile_timeline(routine, Preferences(), lambda _text: 1.0)), 5.0))[0]
    assert replan(session, lambda _text: 2.0) == (session, ())
