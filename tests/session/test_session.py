"""A machine presses everything in any order; what must hold, holds after every press."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stretchcoach.routine.library import Library
from stretchcoach.session import holding_on, session as going
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.moment import moment_of
from stretchcoach.session.session import Session, State, Step
from stretchcoach.session.timeline import Cue, Kind, Timeline
from stretchcoach.session.wishes import Hush, Ring, Say, Unsay
from stretchcoach.settings.choices import Side
from stretchcoach.settings.hold import Hold
from stretchcoach.settings.preferences import Preferences
from tests.strategies import timelines

TINY = 1e-6
SIDES = (Side.LEFT, Side.RIGHT)


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


class Loudspeaker:
    """Hears what a session hands out as a person on the mat would."""

    def __init__(self) -> None:
        self.coming: list[tuple[float, Cue]] = []
        self.begun: list[tuple[float, Cue]] = []

    def carry_out(self, step: Step, position: float) -> None:
        for wish in step[1]:
            match wish:
                case Say(cue, after):
                    self.coming.append((position + after, cue))
                case Hush() | Unsay():
                    self.coming.clear()
                case Ring():
                    pass

    def listen_until(self, position: float) -> None:
        self.begun += [(at, cue) for at, cue in self.coming if at <= position]
        self.coming = [(at, cue) for at, cue in self.coming if at > position]


class AnyOrder(RuleBasedStateMachine):
    """Starts, waits, pauses, resumes, skips, goes back, holds longer, eases off and stops."""

    @initialize(timeline=timelines())
    def begin(self, timeline: Timeline) -> None:
        self.first = timeline
        self.session = Session(timeline)
        self.loudspeaker = Loudspeaker()
        self.since_move: list[Cue] = []

    def do(self, step: Step) -> None:
        self.session = step[0]
        self.loudspeaker.carry_out(step, self.session.position)

    @rule()
    def start(self) -> None:
        self.do(going.start(self.session))

    @rule(seconds=st.floats(0, 40))
    def wait(self, seconds: float) -> None:
        before = self.session
        self.do(going.advance(self.session, seconds))
        if before.state is not State.RUNNING:
            assert self.session == before
        self.loudspeaker.listen_until(self.session.position)

    @rule()
    def pause(self) -> None:
        self.do(going.pause(self.session))
        assert not (self.session.state is State.PAUSED and self.loudspeaker.coming)

    @rule()
    def resume(self) -> None:
        interrupted = self.session.timeline.cue_at(self.session.position)
        paused = self.session.state is State.PAUSED
        before = self.session.position
        step = going.resume(self.session)
        self.do(step)
        if paused and interrupted is not None:
            assert Say(interrupted, 0.0) in step[1]
            assert self.session.position <= before

    @rule()
    def skip(self) -> None:
        before = self.session
        self.do(going.skip(self.session))
        if before.state in (State.RUNNING, State.PAUSED):
            assert self.session.position > before.position

    @rule()
    def back(self) -> None:
        before = self.session
        self.do(going.back(self.session))
        assert self.session.position <= before.position

    @rule()
    def hold_longer(self) -> None:
        before = self.session
        self.do(holding_on.hold_longer(self.session))
        assert self.session.timeline.seconds >= before.timeline.seconds - TINY
        self.has_the_same_past(before)

    @rule()
    def ease_off(self) -> None:
        before = self.session
        self.do(holding_on.ease_off(self.session))
        assert self.session.timeline.seconds <= before.timeline.seconds + TINY
        self.has_the_same_past(before)

    @precondition(lambda self: self.session.position > 60)
    @rule()
    def stop(self) -> None:
        self.do(going.stop(self.session))
        assert self.session.state is not State.RUNNING
        assert not self.loudspeaker.coming

    def has_the_same_past(self, before: Session) -> None:
        after, position = self.session, before.position
        assert (after.position, after.state) == (position, before.state)
        old, new = before.timeline, after.timeline
        index = old.index_at(position)
        assert new.segments[:index] == old.segments[:index]
        assert new.index_at(position) == index
        assert [cue for cue in new.cues if cue.at <= position] == [cue for cue in old.cues if cue.at <= position]

    @invariant()
    def is_within_bounds(self) -> None:
        session = self.session
        assert 0 <= session.position <= session.timeline.seconds
        if session.state is State.FINISHED:
            assert session.position == session.timeline.seconds
        moment = moment_of(session)
        assert 0 <= moment.fullness <= 1
        assert moment.into >= 0
        assert moment.left >= 0

    @invariant()
    def nothing_comes_unless_it_runs(self) -> None:
        if self.session.state in (State.READY, State.PAUSED, State.STOPPED):
            assert not self.loudspeaker.coming

    @invariant()
    def nothing_comes_twice(self) -> None:
        coming = [cue for _at, cue in self.loudspeaker.coming]
        assert len(coming) == len(set(coming))

    @invariant()
    def cues_stay_in_their_segments_and_apart(self) -> None:
        timeline = self.session.timeline
        for cue in timeline.cues:
            segment = timeline.segments[cue.segment]
            assert segment.start - TINY <= cue.at
            assert cue.end <= segment.end + TINY
        for before, after in zip(timeline.cues, timeline.cues[1:], strict=False):
            assert before.end <= after.at + TINY

    @invariant()
    def sides_are_equal_but_for_a_wish_on_the_second(self) -> None:
        timeline = self.session.timeline
        for exercise in {segment.exercise for segment in timeline.segments}:
            first, second = (
                [one.seconds for one in timeline.segments if one.exercise == exercise and one.side is side]
                for side in (timeline.preferences.first_side, timeline.preferences.first_side.other)
            )
            changed = timeline.held.get((exercise or 0, timeline.preferences.first_side.other))
            if changed is None or changed == timeline.held.get((exercise or 0, timeline.preferences.first_side)):
                assert first == second


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30)


@given(timelines(), st.lists(st.floats(0, 30), max_size=30))
def test_ticks_of_any_size_reach_the_same_moment(timeline: Timeline, ticks: list[float]) -> None:
    one_by_one, _wishes = going.start(Session(timeline))
    for tick in ticks:
        one_by_one, _wishes = going.advance(one_by_one, tick)
    at_once, _wishes = going.start(Session(timeline))
    at_once, _wishes = going.advance(at_once, sum(ticks))
    assert at_once.state is one_by_one.state
    assert at_once.position == pytest.approx(one_by_one.position)


@given(timelines(), st.floats(0.5, 1.4))
def test_every_line_is_handed_out_once_and_in_time(timeline: Timeline, tick: float) -> None:
    """However rarely a face looks, up to once a second and a half."""
    said: list[Cue] = []
    session, wishes = going.start(Session(timeline))
    position = 0.0
    while session.state is State.RUNNING:
        for wish in wishes:
            if isinstance(wish, Say):
                assert position + wish.after == pytest.approx(wish.cue.at)
                said.append(wish.cue)
        session, wishes = going.advance(session, tick)
        position = session.position
    assert tuple(said) == timeline.cues


@pytest.fixture
def session(library: Library) -> Session:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(), steady)
    return going.start(Session(timeline))[0]


def go_to(session: Session, kind: Kind, side: Side = Side.LEFT) -> Session:
    segment = next(one for one in session.timeline.segments if one.kind is kind and one.side is side)
    return going.advance(session, segment.start + 0.01 - session.position)[0]


def lengths(timeline: Timeline, kind: Kind) -> list[float]:
    return [segment.seconds for segment in timeline.segments if segment.kind is kind]


def test_nothing_can_be_pressed_before_the_start(session: Session) -> None:
    ready = Session(session.timeline)
    for press in (going.pause, going.resume, going.skip, going.back, holding_on.hold_longer, holding_on.ease_off):
        assert press(ready) == (ready, ())


def test_back_near_the_start_of_a_phase_goes_to_the_one_before(session: Session) -> None:
    holding = go_to(session, Kind.HOLD)
    late, _wishes = going.advance(holding, 8)
    assert going.back(late)[0].segment.kind is Kind.HOLD
    assert going.back(late)[0].position == late.segment.start
    assert going.back(holding)[0].segment.kind is Kind.MOVE_IN


def test_skipping_from_the_last_phase_finishes(session: Session) -> None:
    while session.state is State.RUNNING:
        session, _wishes = going.skip(session)
    assert session.state is State.FINISHED


def test_holding_longer_on_the_first_side_lengthens_both(session: Session) -> None:
    longer, _wishes = holding_on.hold_longer(go_to(session, Kind.HOLD))
    assert lengths(longer.timeline, Kind.HOLD) == [60.0, 60.0]


def test_holding_longer_on_the_second_side_leaves_the_first(session: Session) -> None:
    longer, _wishes = holding_on.hold_longer(go_to(session, Kind.HOLD, Side.RIGHT))
    assert lengths(longer.timeline, Kind.HOLD) == [50.0, 60.0]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.HOLD, Kind.REST)])
def test_outside_of_a_hold_no_hold_changes(session: Session, kind: Kind) -> None:
    """Easing off while coming out of a hold would otherwise shorten the other side alone."""
    segment = next(one for one in session.timeline.segments if one.kind is kind)
    there, _wishes = going.advance(session, segment.start + 0.01)
    assert there.segment.kind is kind
    for press in (holding_on.hold_longer, holding_on.ease_off):
        assert press(there) == (there, ())
        paused, _wishes = going.pause(there)
        assert press(paused) == (paused, ())


def test_easing_off_late_in_a_hold_ends_it_with_this_breath(session: Session) -> None:
    late, _wishes = going.advance(go_to(session, Kind.HOLD), 32)
    shorter, _wishes = holding_on.ease_off(late)
    assert lengths(shorter.timeline, Kind.HOLD) == [40.0, 40.0]
    assert holding_on.ease_off(shorter) == (shorter, ())


def test_a_longer_hold_counts_on_evenly(session: Session) -> None:
    early, _wishes = going.advance(go_to(session, Kind.HOLD), 22)
    longer, _wishes = holding_on.hold_longer(early)
    hold = longer.segment
    counts = [
        (round(cue.at - hold.start), cue.text)
        for cue in longer.timeline.cues
        if longer.timeline.segments[cue.segment] is hold and cue.at > longer.position and "reath" in cue.text
    ]
    assert (30, "3 breaths left.") not in counts  # it was said at 20 s, and would be heard twice
    assert (40, "2 breaths left.") in counts
    assert (50, "Last breath.") in counts


def counts_of(session: Session) -> list[tuple[int, str]]:
    """When something is counted in the hold under way, and what."""
    timeline, hold = session.timeline, session.segment
    cues = (cue for cue in timeline.cues if timeline.segments[cue.segment] is hold)
    counting = ("Halfway", "seconds left", "reath")
    return [(round(cue.at - hold.start), cue.text) for cue in cues if any(word in cue.text for word in counting)]


def in_a_hold_of(library: Library, hold: Hold, seconds: float) -> Session:
    """So many seconds into the first hold of a session."""
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(hold=hold), steady)
    return going.advance(go_to(going.start(Session(timeline))[0], Kind.HOLD), seconds)[0]


def test_a_hold_that_grew_twice_counts_by_its_new_length(library: Library) -> None:
    session = in_a_hold_of(library, Hold(45, "s"), 5)
    for _press in range(2):
        session, _wishes = holding_on.hold_longer(session)
    assert lengths(session.timeline, Kind.HOLD) == [65.0, 65.0]
    assert [at for at, text in counts_of(session) if text == "10 seconds left."] == [55]
    assert [at for at, text in counts_of(session) if text == "Halfway."] in ([32], [33])


@pytest.mark.parametrize(
    ("hold", "press_at", "end", "counted_at"),
    [(Hold(45, "s"), 38, "10 seconds left.", [35, 45]), (Hold(5, "b"), 44, "Last breath.", [40, 50])],
)
def test_a_hold_that_grew_after_its_last_count_counts_its_end_again(
    library: Library, hold: Hold, press_at: float, end: str, counted_at: list[int]
) -> None:
    session, _wishes = holding_on.hold_longer(in_a_hold_of(library, hold, press_at))
    assert [at for at, text in counts_of(session) if text == end] == counted_at


def test_time_cannot_run_backwards(session: Session) -> None:
    with pytest.raises(ValueError, match="backwards"):
        going.advance(session, -1)


def test_a_line_that_is_late_is_left_out(session: Session) -> None:
    """A face that did not look for ten seconds does not hear ten seconds of lines at once."""
    late = replace(session, position=60.0, handed=50.0)
    _session, wishes = going.advance(late, 0.0)
    assert all(wish.cue.at > 59.7 for wish in wishes if isinstance(wish, Say))
