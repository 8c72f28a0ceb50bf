"""What an interface shows depends on the instant alone, and changes smoothly."""

from bisect import bisect_right
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from stretchcoach.audio.null_sound import NullSound
from stretchcoach.domain.breath import Breath
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.recorder import NullRecorder
from stretchcoach.routine.library import Library
from stretchcoach.session.breath import BreathPhase, breath_phase, fullness
from stretchcoach.session.coach import Coach
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.moment import Moment, moment_at, moment_of
from stretchcoach.session.session import PauseReason, Session, State
from stretchcoach.session.timeline import SegmentKind, Timeline
from stretchcoach.session.wording import following_name, segment_name, time_left
from stretchcoach.settings.preferences import Preferences
from tests.strategies import timelines


def breaths() -> st.SearchStrategy[Breath]:
    return st.builds(Breath, st.floats(2, 10), st.floats(2, 12), st.floats(0, 2))


class StoppedClock:
    """A clock that moves only when the test sets it."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def undisturbed(timeline: Timeline, seconds: float) -> Moment:
    """Return what a coach shows after `seconds` of a session in which the person is always ready."""
    clock = StoppedClock()
    coach = Coach(
        Session(timeline), NullSound(), NullRecorder(), clock=clock, wall=clock, spoken_seconds=lambda _text: 1.0
    )
    coach.start()
    moment = coach.tick()
    while moment.state is State.RUNNING and seconds - moment.position > 1e-6:
        clock.now += min(1.0, seconds - moment.position)
        moment = coach.tick()
        if moment.pause_reason is PauseReason.WAITING:
            coach.resume()
            moment = coach.tick()
    return moment


@given(timelines(), st.floats(0, 1))
def test_the_moment_of_a_timeline_is_what_a_coach_shows_there_undisturbed(timeline: Timeline, share: float) -> None:
    shown = undisturbed(timeline, share * timeline.seconds)
    moment = moment_at(timeline, shown.position)
    assert shown.position == pytest.approx(share * timeline.seconds, abs=1e-5)
    assert moment.practised_seconds == pytest.approx(shown.practised_seconds, abs=1e-6)
    assert moment.held_seconds == pytest.approx(dict(shown.held_seconds), abs=1e-6)
    assert replace(moment, practised_seconds=0.0, held_seconds={}) == replace(
        shown, practised_seconds=0.0, held_seconds={}
    )


@given(timelines(), st.floats(0, 1))
def test_the_moment_of_a_timeline_shows_what_a_session_there_shows(timeline: Timeline, share: float) -> None:
    at = share * timeline.seconds
    moment, running = moment_at(timeline, at), moment_of(Session(timeline, State.RUNNING, at))
    assert (moment.index, moment.fullness, moment.breathing, moment.line, moment.following) == (
        *(running.index, running.fullness, running.breathing, running.line, running.following),
    )


@given(timelines(), st.floats(0, 100))
def test_a_moment_outside_of_a_timeline_is_its_first_or_its_last(timeline: Timeline, outside: float) -> None:
    assert moment_at(timeline, -outside) == moment_at(timeline, 0.0)
    last = moment_at(timeline, timeline.seconds + outside)
    assert last == moment_at(timeline, timeline.seconds)
    assert (last.state, last.left) == (State.FINISHED, 0.0)


@given(breaths())
def test_a_breath_fills_and_empties(breath: Breath) -> None:
    assert fullness(0, breath) == 0
    assert fullness(breath.inhale, breath) == pytest.approx(1)
    assert fullness(breath.inhale / 2, breath) == pytest.approx(0.5)
    assert fullness(breath.seconds - 1e-9, breath) == pytest.approx(0, abs=1e-6)


@given(breaths(), st.floats(0, 1))
def test_the_lungs_fill_while_it_says_in_and_empty_while_it_says_out(breath: Breath, share: float) -> None:
    at = share * (breath.seconds - 0.02)
    change = fullness(at + 0.01, breath) - fullness(at, breath)
    if breath_phase(at, breath) is breath_phase(at + 0.01, breath):
        match breath_phase(at, breath):
            case BreathPhase.IN:
                assert change >= 0
            case BreathPhase.OUT:
                assert change <= 0
            case BreathPhase.PAUSE:
                assert change == 0


@given(timelines(), st.floats(0, 1))
def test_the_circle_never_jumps(timeline: Timeline, share: float) -> None:
    """Not within a phase and not from one to the next: at most as fast as the quickest breath."""
    at = share * (timeline.seconds - 0.01)
    step = 0.01
    change = abs(moment_at(timeline, at + step).fullness - moment_at(timeline, at).fullness)
    quickest = 3.2 / min(timeline.breath.inhale, timeline.breath.exhale, 3.0)
    assert change <= quickest * step


@given(timelines())
def test_the_circle_does_not_jump_where_phases_meet(timeline: Timeline) -> None:
    for segment in timeline.segments[1:]:
        before = moment_at(timeline, segment.start - 1e-4).fullness
        after = moment_at(timeline, segment.start + 1e-4).fullness
        assert abs(after - before) < 0.01


@given(timelines(), st.floats(0, 1))
def test_the_line_shown_is_the_last_one_said_in_this_phase(timeline: Timeline, share: float) -> None:
    at = share * timeline.seconds
    moment = moment_at(timeline, at)
    said = timeline.cues[: bisect_right(timeline.cues, at, key=lambda cue: cue.at)]
    expected = said[-1].text if said and said[-1].segment == moment.index else ""
    assert moment.line == expected


@pytest.fixture(scope="module")
def seated(library: Library) -> Timeline:
    return compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda text: 0.06 * len(text))


def test_a_rep_breathes_in_then_out_as_its_words_say(seated: Timeline) -> None:
    for segment in seated.segments:
        middle = moment_at(seated, segment.start + segment.seconds / 2)
        if segment.kind is SegmentKind.INHALE:
            assert middle.breathing is BreathPhase.IN
        if segment.kind is SegmentKind.EXHALE:
            assert middle.breathing is BreathPhase.OUT


def test_breaths_left_count_down_to_one(seated: Timeline) -> None:
    hold = next(segment for segment in seated.segments if segment.kind is SegmentKind.HOLD)
    left = [moment_at(seated, hold.start + 10 * breath + 5).breaths_left for breath in range(5)]
    assert left == [5, 4, 3, 2, 1]
    assert time_left(moment_at(seated, hold.start + 45)) == "1 breath left"


def test_seconds_left_count_down(library: Library) -> None:
    wanted = replace(Preferences(), hold=Hold(30, "s"))
    timeline = compile_timeline(library.routines["seated-hamstring"], wanted, lambda _text: 1.0)
    hold = next(segment for segment in timeline.segments if segment.kind is SegmentKind.HOLD)
    assert time_left(moment_at(timeline, hold.start + 0.001)) == "30 seconds left"
    assert time_left(moment_at(timeline, hold.start + 29.5)) == "1 second left"


def test_what_comes_next_looks_past_the_reps(seated: Timeline) -> None:
    inhale = next(segment for segment in seated.segments if segment.kind is SegmentKind.INHALE)
    move_in = next(segment for segment in seated.segments if segment.kind is SegmentKind.MOVE_IN)
    assert following_name(moment_at(seated, inhale.start + 1)) == "Move in"
    assert following_name(moment_at(seated, move_in.start + 1)) == "Hold, 5 breaths"
    assert following_name(moment_at(seated, 0)) == "Set up", "its title is there already"
    assert following_name(moment_at(seated, seated.seconds - 1)) == "The end"
    switch = next(segment for segment in seated.segments if segment.kind is SegmentKind.SWITCH)
    assert switch.side is Side.BOTH
    assert following_name(moment_at(seated, switch.start)) == "Right side"


def test_changing_sides_names_the_side_to_come_before_the_voice_does(library: Library) -> None:
    for first in (Side.LEFT, Side.RIGHT):
        wanted = replace(Preferences(), first_side=first)
        timeline = compile_timeline(library.routines["low-back-relief"], wanted, lambda text: 0.06 * len(text))
        for switch in (segment for segment in timeline.segments if segment.kind is SegmentKind.SWITCH):
            moment = moment_at(timeline, switch.start)
            assert moment.line == ""
            assert following_name(moment) == f"{first.other.capitalize()} side"


def test_the_beginning_is_not_called_as_the_settle_stretch(library: Library) -> None:
    timeline = compile_timeline(library.routines["settle"], Preferences(), lambda text: 0.06 * len(text))
    names = [segment_name(segment) for segment in timeline.segments]
    assert names == ["Getting started", "Set up", "Breathe", "Finish"]
