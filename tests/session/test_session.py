"""A state machine presses everything in any order, and the invariants hold after every press."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.library import Library
from stretchcoach.routine.routine import Routine
from stretchcoach.session import edits, transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.edits import replan
from stretchcoach.session.effects import DropQueued, PlayAnswer, PlayChime, PlayLine, StopAudio
from stretchcoach.session.moment import moment_of
from stretchcoach.session.session import COMMITTED_SECONDS, PauseReason, Session, State
from stretchcoach.session.timeline import Chime, Cue, SegmentKind, Timeline
from stretchcoach.session.transitions import Transition, committed_until
from stretchcoach.settings.preferences import Preferences
from tests.strategies import preferences, routines, timelines, voices

TINY = 1e-6
SIDES = (Side.LEFT, Side.RIGHT)


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


DEVICE_AHEAD = 0.2
"""The seconds that an audio device has read ahead of what is heard. They can't be taken back."""
DELAYED = 0.3
"""How many seconds late a line may start: right after a press, the device has already read ahead of it."""


class Device:
    """Carries out the effects of a session as an audio device does: it reads ahead."""

    def __init__(self, voice: Callable[[str], float]) -> None:
        self.voice = voice
        self.now = 0.0
        self.coming: list[tuple[float, Cue]] = []
        self.sounded: list[tuple[float, float]] = []
        """When each line began and ended."""
        self.begun: list[Cue] = []
        """Lines that have begun since the last silence."""

    @property
    def read_until(self) -> float:
        return self.now + DEVICE_AHEAD

    def carry_out(self, step: Transition) -> None:
        for effect in step[1]:
            match effect:
                case PlayAnswer(text):
                    self.coming.append((self.now + 0.3, Cue(0.0, self.voice(text), text, 0)))
                case PlayLine(cue, after):
                    self.coming.append((max(self.now + after, self.read_until), cue))
                case StopAudio():
                    self.coming.clear()
                    self.begun.clear()
                    self.sounded = [(begun, min(ended, self.read_until)) for begun, ended in self.sounded]
                case DropQueued(after):
                    self.coming = [(at, cue) for at, cue in self.coming if at < self.now + after]
                case PlayChime():
                    pass

    def wait(self, seconds: float) -> None:
        self.now += seconds
        for due, cue in sorted(self.coming, key=lambda one: one[0]):
            if due < self.read_until:
                assert cue not in self.begun, f"said twice: {cue}"
                self.begun.append(cue)
                ended = max((ended for _begun, ended in self.sounded), default=0.0)
                assert due > ended - DELAYED, f"two voices at once: {cue}"
                at = max(due, ended)  # the mixer waits so long
                self.sounded.append((at, at + cue.seconds))
        self.coming = [(at, cue) for at, cue in self.coming if at >= self.read_until]


class AnyOrder(RuleBasedStateMachine):
    """Starts, waits, pauses, resumes, skips, goes back, holds longer, eases off, swaps and stops."""

    @initialize(routine=routines(), preferences=preferences(), voice=voices())
    def begin(self, routine: Routine, preferences: Preferences, voice: Callable[[str], float]) -> None:
        self.voice = voice
        self.session = Session(compile_timeline(routine, preferences, voice))
        self.device = Device(voice)

    def do(self, step: Transition) -> None:
        self.session = step[0]
        self.device.carry_out(step)

    @rule()
    def start(self) -> None:
        self.do(transitions.start(self.session))

    @rule(seconds=st.floats(0, 40))
    def wait(self, seconds: float) -> None:
        before = self.session
        while seconds > 0:
            tick = min(seconds, 1.0)
            seconds -= tick
            self.device.wait(tick)
            self.do(transitions.advance(self.session, tick))
        if before.state is not State.RUNNING:
            assert self.session == before

    @rule(before=st.floats(0.0, 0.4))
    def wait_until_just_before_a_line(self, before: float) -> None:
        """A press now comes just before or just after the device reads the line."""
        cue = next((one for one in self.session.timeline.cues if one.at - before > self.session.position), None)
        if cue is not None and self.session.state is State.RUNNING and cue.at - self.session.position < 40:
            self.wait(cue.at - before - self.session.position)

    @rule()
    def pause(self) -> None:
        self.do(transitions.pause(self.session))
        assert not (self.session.state is State.PAUSED and any(cue.segment for _at, cue in self.device.coming))

    @rule()
    def resume(self) -> None:
        interrupted = self.session.timeline.cue_at(self.session.position)
        paused = self.session.state is State.PAUSED
        before = self.session.position
        step = transitions.resume(self.session)
        self.do(step)
        if paused and interrupted is not None:
            assert PlayLine(interrupted, 0.0) in step[1]
            assert self.session.position <= before

    @rule()
    def skip(self) -> None:
        before = self.session
        self.do(transitions.skip(self.session))
        if before.is_waiting:
            assert (self.session.state, self.session.position) == (State.RUNNING, before.position)
        elif before.state in (State.RUNNING, State.PAUSED):
            assert self.session.position > before.position

    @rule()
    def back(self) -> None:
        before = self.session
        self.do(transitions.back(self.session, self.voice))
        assert self.session.position <= before.position
        going_on = self.session.timeline.segments[self.session.index :]
        assert not any(one.whole_seconds is not None for one in going_on)

    @rule()
    def hold_longer(self) -> None:
        before = self.session
        self.do(edits.hold_longer(self.session, self.voice))
        assert self.session.timeline.seconds >= before.timeline.seconds - TINY
        assert self.session.index == before.index
        self.has_the_same_past(before)

    @rule()
    def ease_off(self) -> None:
        before = self.session
        self.do(edits.ease_off(self.session))
        assert self.session.timeline.seconds <= before.timeline.seconds + TINY
        is_held = before.segment.kind is SegmentKind.HOLD and committed_until(before) <= before.segment.end
        if is_held and before.state in (State.RUNNING, State.PAUSED):
            assert self.session.segment.kind is not SegmentKind.HOLD
            assert self.session.position - self.session.segment.start < TINY
        self.has_the_same_past(before)

    @rule()
    def swap(self) -> None:
        before = self.session
        self.do(edits.take_easier(self.session, self.voice))
        self.has_the_same_past(before)

    @rule()
    def plan_anew(self) -> None:
        """As happens once all lines have been rendered."""
        before = self.session
        self.do(replan(self.session, self.voice))
        assert self.session.state is before.state
        assert self.session.position == before.position
        if not before.timeline.is_edited:
            assert self.session.timeline.segments == before.timeline.segments
            assert self.session.timeline.cues == before.timeline.cues

    @rule(seconds=st.floats(0, 40))
    def sleep(self, seconds: float) -> None:
        """As the coach does it: the session pauses where it was at its last tick."""
        self.do(transitions.pause(transitions.advance(self.session, min(seconds, 1.4))[0], PauseReason.SLEPT))

    @precondition(lambda self: self.session.position > 60)
    @rule()
    def stop(self) -> None:
        self.do(transitions.stop(self.session))
        assert self.session.state is not State.RUNNING
        assert not self.device.coming

    def has_the_same_past(self, before: Session) -> None:
        after, position = self.session, before.position
        going_on = State.RUNNING if before.is_waiting and after.timeline is not before.timeline else before.state
        assert (after.position, after.state) == (position, going_on)
        old, new = before.timeline, after.timeline
        index = old.index_at(position)
        assert [replace(one, planned_next=None) for one in new.segments[:index]] == [
            replace(one, planned_next=None) for one in old.segments[:index]
        ]
        over = [cue for cue in old.cues if cue.end <= position]
        assert list(new.cues[: len(over)]) == over

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
    def phases_follow_each_other_without_a_gap(self) -> None:
        segments = self.session.timeline.segments
        assert segments[0].start == 0.0
        for before, after in pairwise(segments):
            assert after.start == before.end
            assert after.seconds > 0

    @invariant()
    def a_session_that_waits_is_still_in_its_set_up(self) -> None:
        if self.session.is_waiting:
            assert self.session.segment.kind is SegmentKind.SET_UP
            assert self.session.segment.waits
            assert self.session.position == self.session.segment.end

    @invariant()
    def nothing_comes_unless_it_runs(self) -> None:
        if self.session.state in (State.READY, State.PAUSED, State.STOPPED):
            assert all(cue.segment == 0 for _at, cue in self.device.coming), "only an answer"

    @invariant()
    def nothing_comes_twice(self) -> None:
        coming = [cue for _at, cue in self.device.coming]
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
    def sides_are_equal_except_where_the_person_changed_one(self) -> None:
        """Except a hold made longer on the second side alone. An eased hold counts with its whole length."""
        timeline = self.session.timeline
        first_side = timeline.preferences.first_side
        longer = {place for place in timeline.hold_overrides if place[1] is first_side.other}
        stretched = [(one, one.stretch.id) for one in timeline.segments if one.stretch is not None]
        for exercise, stretch in {(one.exercise, name) for one, name in stretched}:
            first, second = (
                {
                    (one.kind, one.rep): one.whole_seconds or one.seconds
                    for one, name in stretched
                    if (one.exercise, name, one.side) == (exercise, stretch, side)
                }
                for side in (first_side, first_side.other)
            )
            for phase in first.keys() & second.keys():
                if phase[0] is not SegmentKind.HOLD or (exercise or 0, first_side.other) not in longer:
                    assert first[phase] == pytest.approx(second[phase]), (phase, stretch)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30)


@given(timelines(), st.lists(st.floats(0, 30), max_size=30))
def test_ticks_of_any_size_reach_the_same_moment(timeline: Timeline, ticks: list[float]) -> None:
    one_by_one, _effects = transitions.start(Session(timeline))
    for tick in ticks:
        one_by_one, _effects = transitions.advance(one_by_one, tick)
    at_once, _effects = transitions.start(Session(timeline))
    at_once, _effects = transitions.advance(at_once, sum(ticks))
    assert at_once.state is one_by_one.state
    assert at_once.index == one_by_one.index
    assert at_once.position == pytest.approx(one_by_one.position)


@given(timelines(), st.floats(0.5, 1.4))
def test_every_line_is_handed_out_once_and_in_time(timeline: Timeline, tick: float) -> None:
    """With ticks up to one and a half seconds apart."""
    said: list[Cue] = []
    session, effects = transitions.start(Session(timeline))
    position = 0.0
    while session.state is State.RUNNING:
        for effect in effects:
            if isinstance(effect, PlayLine):
                assert position + effect.after == pytest.approx(effect.cue.at)
                said.append(effect.cue)
        session, effects = transitions.advance(session, tick)
        if session.is_waiting:
            session, effects = transitions.resume(session)
        position = session.position
    assert tuple(said) == timeline.cues


@pytest.fixture
def session(library: Library) -> Session:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(), steady)
    return transitions.start(Session(timeline))[0]


def go_to(session: Session, kind: SegmentKind, side: Side = Side.LEFT) -> Session:
    segment = next(one for one in session.timeline.segments if one.kind is kind and one.side is side)
    return transitions.advance(session, segment.start + 0.01 - session.position)[0]


def lengths(timeline: Timeline, kind: SegmentKind) -> list[float]:
    return [segment.seconds for segment in timeline.segments if segment.kind is kind]


def longer(session: Session) -> Session:
    return edits.hold_longer(session, steady)[0]


PRESSES = (
    transitions.pause,
    transitions.resume,
    transitions.skip,
    lambda session: transitions.back(session, steady),
    edits.ease_off,
    lambda session: edits.hold_longer(session, steady),
    lambda session: edits.take_easier(session, steady),
)


def test_nothing_can_be_pressed_before_the_start(session: Session) -> None:
    ready = Session(session.timeline)
    for press in PRESSES:
        assert press(ready) == (ready, ())


def test_back_near_the_start_of_a_phase_goes_to_the_one_before(session: Session) -> None:
    holding = go_to(session, SegmentKind.HOLD)
    late, _effects = transitions.advance(holding, 8)
    assert transitions.back(late, steady)[0].segment.kind is SegmentKind.HOLD
    assert transitions.back(late, steady)[0].position == late.segment.start
    assert transitions.back(holding, steady)[0].segment.kind is SegmentKind.MOVE_IN


def test_skipping_from_the_last_phase_finishes(session: Session) -> None:
    while session.state is State.RUNNING:
        session, _effects = transitions.skip(session)
    assert session.state is State.FINISHED


def test_holding_longer_on_the_first_side_lengthens_both(session: Session) -> None:
    assert lengths(longer(go_to(session, SegmentKind.HOLD)).timeline, SegmentKind.HOLD) == [60.0, 60.0]


def test_holding_longer_on_the_second_side_leaves_the_first(session: Session) -> None:
    assert lengths(longer(go_to(session, SegmentKind.HOLD, Side.RIGHT)).timeline, SegmentKind.HOLD) == [50.0, 60.0]


def test_holding_longer_is_answered_at_once(session: Session) -> None:
    _session, effects = edits.hold_longer(go_to(session, SegmentKind.HOLD), steady)
    says = [effect for effect in effects if isinstance(effect, PlayLine)]
    assert says[0].cue.text == "One more breath."
    assert says[0].after < 0.2


def test_the_answer_waits_for_the_line_that_is_being_said(session: Session) -> None:
    holding = go_to(session, SegmentKind.HOLD)
    begins = next(cue for cue in holding.timeline.cues if cue.segment == holding.index)
    speaking, _effects = transitions.advance(holding, begins.at + 0.1 - holding.position)
    answered = longer(speaking)
    answer = next(cue for cue in answered.timeline.cues if cue.text == "One more breath.")
    assert answer.at == pytest.approx(begins.end + 0.5)


@pytest.mark.parametrize("kind", [kind for kind in SegmentKind if kind not in (SegmentKind.HOLD, SegmentKind.REST)])
def test_outside_of_a_hold_no_hold_changes(session: Session, kind: SegmentKind) -> None:
    """Holding longer while coming out of a hold would otherwise lengthen the other side alone."""
    segment = next(one for one in session.timeline.segments if one.kind is kind)
    there, _effects = transitions.advance(session, segment.start + 0.01)
    assert there.segment.kind is kind
    for press in (lambda one: edits.hold_longer(one, steady), edits.ease_off):
        assert press(there) == (there, ())
        paused, _effects = transitions.pause(there)
        assert press(paused) == (paused, ())


def test_easing_off_ends_the_hold_with_the_release_line(session: Session) -> None:
    late, _effects = transitions.advance(go_to(session, SegmentKind.HOLD), 32)
    eased, effects = edits.ease_off(late)
    assert lengths(eased.timeline, SegmentKind.HOLD) == pytest.approx([32.01, 50.0])
    assert eased.segment.kind is SegmentKind.RELEASE
    assert effects == (StopAudio(), PlayChime(Chime.HOLD_ENDS, 0.0))
    _later, effects = transitions.advance(eased, 0.2)
    (release,) = [effect.cue for effect in effects if isinstance(effect, PlayLine)]
    assert eased.timeline.segments[release.segment].kind is SegmentKind.RELEASE
    (hold,) = [one for one in eased.timeline.segments if one.whole_seconds is not None]
    assert (hold.kind, hold.side, hold.whole_seconds) == (SegmentKind.HOLD, Side.LEFT, 50.0)


def test_easing_off_ends_a_line_that_is_being_said(session: Session) -> None:
    holding = go_to(session, SegmentKind.HOLD)
    begins = next(cue for cue in holding.timeline.cues if cue.segment == holding.index)
    speaking, _effects = transitions.advance(holding, begins.at + 0.1 - holding.position)
    eased, _effects = edits.ease_off(speaking)
    (cut,) = [cue for cue in eased.timeline.cues if cue.at == begins.at]
    assert cut.end == pytest.approx(speaking.position)


@pytest.fixture
def quads(library: Library) -> Session:
    timeline = compile_timeline(library.routines["low-back-relief"], Preferences(), steady)
    started = transitions.start(Session(timeline))[0]
    hold = next(
        one
        for one in timeline.segments
        if one.kind is SegmentKind.HOLD and one.hold_key is not None and one.exercise == 3
    )
    return transitions.advance(started, hold.start + 12)[0]


def stretches(session: Session, kind: SegmentKind) -> list[tuple[str, Side]]:
    segments = (one for one in session.timeline.segments if one.kind is kind)
    return [(one.stretch.id, one.side) for one in segments if one.stretch is not None]


def test_swapping_goes_to_the_easier_variant_on_both_sides(quads: Session) -> None:
    swapped, effects = edits.take_easier(quads, steady)
    assert stretches(swapped, SegmentKind.HOLD)[-3:] == [
        ("quads-lying", Side.LEFT),
        ("quads-standing", Side.LEFT),
        ("quads-standing", Side.RIGHT),
    ]
    assert swapped.segment.kind is SegmentKind.SET_UP
    assert swapped.position == quads.position
    says = [effect.cue.text for effect in effects if isinstance(effect, PlayLine)]
    assert says[0] == "Quads standing instead."
    assert swapped.held_seconds[quads.segment.hold_key] == pytest.approx(12)  # type: ignore[index]  # a hold has one


def test_swapping_on_the_second_side_leaves_what_is_over(quads: Session) -> None:
    second = next(
        one for one in quads.timeline.segments if one.kind is SegmentKind.HOLD and one.start > quads.segment.start
    )
    there, _effects = transitions.advance(quads, second.start + 5 - quads.position)
    swapped, _effects = edits.take_easier(there, steady)
    assert stretches(swapped, SegmentKind.HOLD)[-3:] == [
        ("quads-lying", Side.LEFT),
        ("quads-lying", Side.RIGHT),
        ("quads-standing", Side.RIGHT),
    ]


def test_swapping_between_two_stretches_means_the_one_to_come(quads: Session) -> None:
    rest = [one for one in quads.timeline.segments if one.kind is SegmentKind.REST][-1]
    resting, _effects = transitions.advance(transitions.start(Session(quads.timeline))[0], rest.start + 0.5)
    swapped, _effects = edits.take_easier(resting, steady)
    assert replace(swapped.segment, planned_next=None) == rest
    assert stretches(swapped, SegmentKind.HOLD)[-2:] == [("quads-standing", Side.LEFT), ("quads-standing", Side.RIGHT)]


def test_where_nothing_is_easier_the_voice_says_so(session: Session) -> None:
    warming_up = go_to(session, SegmentKind.SET_UP)
    swapped, _effects = edits.take_easier(warming_up, steady)
    assert swapped.segment.stretch is not None
    assert swapped.segment.stretch.id == "lying-hamstring"
    swapped, _effects = transitions.advance(swapped, 4)
    again, _effects = edits.take_easier(swapped, steady)
    assert again.segment == swapped.segment
    answer = next(cue for cue in again.timeline.cues if cue.text == "There is no easier version of this one.")
    assert 0 < answer.at - again.position < 6


def waiting(library: Library) -> Session:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(wait_for_me=True), steady)
    session, _effects = transitions.start(Session(timeline))
    return transitions.advance(session, 300)[0]


def test_a_set_up_lasts_until_the_person_is_ready(library: Library) -> None:
    session = waiting(library)
    assert session.is_waiting
    assert session.segment.kind is SegmentKind.SET_UP
    assert [cue.text for cue in session.timeline.cues if cue.segment == session.index][-1] == (
        "Press a key when you are ready."
    )
    assert transitions.advance(session, 60) == (session, ())
    for press in (transitions.resume, transitions.skip):
        ready, effects = press(session)
        assert ready.segment.kind is SegmentKind.INHALE
        assert ready.position == session.position
        assert any(isinstance(effect, PlayLine) for effect in effects)


def test_going_back_from_waiting_says_the_set_up_again(library: Library) -> None:
    session = waiting(library)
    again, effects = transitions.back(session, steady)
    assert (again.state, again.position) == (State.RUNNING, session.segment.start)
    assert any(isinstance(effect, PlayLine) for effect in effects)


def test_no_line_of_the_next_phase_comes_before_the_person_is_ready(library: Library) -> None:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(wait_for_me=True), steady)
    session, effects = transitions.start(Session(timeline))
    said: list[int] = []
    while not session.is_waiting:
        said += [effect.cue.segment for effect in effects if isinstance(effect, PlayLine)]
        session, effects = transitions.advance(session, 0.4)
    assert max(said) == session.index


def test_time_to_get_ready_comes_before_everything(library: Library) -> None:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(get_ready_seconds=20.0), steady)
    first, second = timeline.segments[:2]
    assert (first.kind, first.seconds, first.is_get_ready) == (SegmentKind.REST, 20.0, True)
    assert second.kind is SegmentKind.SETTLE
    assert timeline.cues[0].text == "We begin in 20 seconds."
    assert not any(one.is_get_ready for one in timeline.segments[1:])


def test_a_set_up_that_waits_is_swapped_at_once(library: Library) -> None:
    session = waiting(library)
    swapped, effects = edits.take_easier(session, steady)
    assert swapped.state is State.RUNNING
    assert swapped.segment.kind is SegmentKind.SET_UP
    assert swapped.segment.stretch is not None
    assert swapped.segment.stretch.id == "lying-hamstring"
    assert (
        next(effect.cue.text for effect in effects if isinstance(effect, PlayLine))
        == "Lying hamstring with a strap instead."
    )
    again = transitions.advance(swapped, 300)[0]
    assert again.is_waiting
    assert again.segment == swapped.segment


def test_an_answer_is_given_at_once_to_who_is_waited_for(library: Library) -> None:
    session = transitions.advance(edits.take_easier(waiting(library), steady)[0], 300)[0]
    assert session.is_waiting
    none, effects = edits.take_easier(session, steady)
    assert none == session
    assert effects == (StopAudio(), PlayAnswer("There is no easier version of this one."))


def test_holding_longer_while_it_stands_still_is_answered_at_once(session: Session) -> None:
    paused, _effects = transitions.pause(go_to(session, SegmentKind.HOLD))
    grown, effects = edits.hold_longer(paused, steady)
    assert effects == (StopAudio(), PlayAnswer("One more breath."))
    assert lengths(grown.timeline, SegmentKind.HOLD) == [60.0, 60.0]
    resumed = transitions.advance(transitions.resume(grown)[0], 20)[0]
    assert "One more breath." not in [cue.text for cue in resumed.timeline.cues]


@pytest.mark.parametrize("before", [0.05, 0.1, 0.19, 0.29, 0.31, 0.4, 0.8])
def test_a_press_just_before_a_line_says_nothing_twice_and_nothing_at_once(session: Session, before: float) -> None:
    device = Device(steady)
    at = next(cue.at for cue in session.timeline.cues if cue.text == "3 breaths left.")

    def carry_on(session: Session, seconds: float) -> Session:
        while seconds > 0:
            device.wait(min(0.05, seconds))
            step = transitions.advance(session, min(0.05, seconds))
            session, seconds = step[0], seconds - 0.05
            device.carry_out(step)
        return session

    session = carry_on(session, at - before - session.position)
    step = edits.hold_longer(session, steady)
    device.carry_out(step)
    carry_on(step[0], 6)
    texts = [cue.text for cue in device.begun]
    assert texts.count("One more breath.") == 1
    assert ("3 breaths left." in texts) is (before < COMMITTED_SECONDS)


def test_a_hold_that_was_eased_off_is_whole_again_after_going_back(session: Session) -> None:
    eased, _effects = edits.ease_off(transitions.advance(go_to(session, SegmentKind.HOLD), 3)[0])
    assert lengths(eased.timeline, SegmentKind.HOLD) == pytest.approx([3.01, 50.0])
    again, _effects = transitions.back(eased, steady)
    assert again.segment.kind is SegmentKind.HOLD
    assert lengths(again.timeline, SegmentKind.HOLD) == [50.0, 50.0]
    lines = [cue.text for cue in again.timeline.cues if cue.segment == again.index]
    assert lines == [cue.text for cue in session.timeline.cues if cue.segment == again.index]


def test_an_answer_is_not_given_again_after_going_back(session: Session) -> None:
    grown = longer(go_to(session, SegmentKind.HOLD))
    again, _effects = transitions.back(transitions.advance(grown, 8)[0], steady)
    assert again.segment.seconds == 60
    assert "One more breath." not in [cue.text for cue in again.timeline.cues]


def test_going_back_never_leads_into_a_stretch_that_was_swapped(quads: Session) -> None:
    session = edits.take_easier(quads, steady)[0]
    for _press in range(4):
        session, _effects = transitions.back(session, steady)
        later = [one.stretch.id for one in session.timeline.segments[session.index :] if one.stretch is not None]
        assert "quads-lying" not in later
    assert session.position < quads.segment.start


def test_a_longer_hold_counts_on_evenly(session: Session) -> None:
    early, _effects = transitions.advance(go_to(session, SegmentKind.HOLD), 22)
    grown = longer(early)
    hold = grown.segment
    counts = [
        (round(cue.at - hold.start), cue.text)
        for cue in grown.timeline.cues
        if grown.timeline.segments[cue.segment] is hold and cue.at > grown.position and "reath" in cue.text
    ]
    assert (30, "3 breaths left.") not in counts  # it was said at 20 s, and would be heard twice
    assert (40, "2 breaths left.") in counts
    assert (50, "Last breath.") in counts


def counts_of(session: Session) -> list[tuple[int, str]]:
    """Return what is counted in the current hold, and when."""
    timeline, hold = session.timeline, session.segment
    cues = (cue for cue in timeline.cues if timeline.segments[cue.segment] is hold)
    counting = ("Halfway", "seconds left", "reath")
    return [(round(cue.at - hold.start), cue.text) for cue in cues if any(word in cue.text for word in counting)]


def in_a_hold_of(library: Library, hold: Hold, seconds: float) -> Session:
    """Return a session that is `seconds` into its first hold."""
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(hold=hold), steady)
    return transitions.advance(go_to(transitions.start(Session(timeline))[0], SegmentKind.HOLD), seconds)[0]


def test_a_hold_that_grew_twice_counts_by_its_new_length(library: Library) -> None:
    session = in_a_hold_of(library, Hold(45, "s"), 5)
    for _press in range(2):
        session = longer(session)
    assert lengths(session.timeline, SegmentKind.HOLD) == [65.0, 65.0]
    assert [at for at, text in counts_of(session) if text == "10 seconds left."] == [55]
    assert [at for at, text in counts_of(session) if text == "Halfway."] in ([32], [33])


@pytest.mark.parametrize(
    ("hold", "press_at", "end", "counted_at"),
    [(Hold(45, "s"), 38, "10 seconds left.", [35, 45]), (Hold(5, "b"), 44, "Last breath.", [40, 50])],
)
def test_a_hold_that_grew_after_its_last_count_counts_its_end_again(
    library: Library, hold: Hold, press_at: float, end: str, counted_at: list[int]
) -> None:
    session = longer(in_a_hold_of(library, hold, press_at))
    assert [at for at, text in counts_of(session) if text == end] == counted_at


def test_time_cannot_run_backwards(session: Session) -> None:
    with pytest.raises(ValueError, match="backwards"):
        transitions.advance(session, -1)


def test_a_line_that_is_late_is_left_out(session: Session) -> None:
    """An interface that did not tick for ten seconds does not play ten seconds of lines at once."""
    late = replace(session, position=60.0, scheduled_until=50.0)
    _session, effects = transitions.advance(late, 0.0)
    assert all(effect.cue.at > 59.7 for effect in effects if isinstance(effect, PlayLine))
