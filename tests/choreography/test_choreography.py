"""What the body does along any timeline of ours: what holds for every routine, person and instant."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from stretchcoach.choreography.choreography import Choreography
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.figure.key_postures import single_posture
from stretchcoach.figure.picture import Picture, picture
from stretchcoach.figure.solver import solve
from stretchcoach.routine.pose import Pose
from stretchcoach.session import edits
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import Segment, SegmentKind, Timeline
from stretchcoach.settings.preferences import Preferences
from tests.figure.film import FRAME, Film, check_hands, poses_of
from tests.strategies import library, voices

LENGTHS = solve(single_posture(poses_of("settle"), Pose.READY)).bone_lengths
MILLIMETRE = 0.001
MOST_CHANGE = 0.15
"""Metres a second by which a joint's speed may change from one frame to the next: nothing that an eye calls a jolt."""
QUICK_CHANGE = 0.6
"""The same where a breath takes 4 seconds: arms go overhead and a body turns over within it."""
OWN = (SegmentKind.INHALE, SegmentKind.EXHALE, SegmentKind.MOVE_IN, SegmentKind.HOLD)
"""The phases between setting a stretch up and coming out of it."""


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


def persons() -> st.SearchStrategy[Preferences]:
    """How someone does a routine of ours; not for long, since every breath is like another."""
    halves = st.integers(4, 16).map(lambda number: number / 2)
    return st.builds(
        Preferences,
        hold=st.builds(Hold, st.integers(5, 60), st.just("s")) | st.builds(Hold, st.integers(1, 4), st.just("b")),
        reps=st.integers(1, 3),
        first_side=st.sampled_from([Side.LEFT, Side.RIGHT]),
        change_seconds=st.integers(3, 20).map(float),
        inhale_seconds=halves,
        exhale_seconds=halves,
        pause_seconds=st.sampled_from([0.0, 1.0, 2.0]),
    )


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    routine = draw(st.sampled_from(tuple(library().routines.values())))
    return compile_timeline(routine, draw(persons()), draw(voices()))


def usual(routine: str, **effects: object) -> Timeline:
    wanted = replace(Preferences(), reps=2, hold=Hold(20, "s"), **effects)  # type: ignore[arg-type]  # any field
    return compile_timeline(library().routines[routine], wanted, steady)


def instants(timeline: Timeline, in_each: int) -> Iterator[tuple[Segment, float]]:
    """Some instants of every phase, its first and last among them."""
    for segment in timeline.segments:
        for number in range(in_each + 1):
            yield segment, segment.start + (segment.seconds - 1e-6) * number / in_each


@settings(max_examples=12)
@given(timelines(), st.integers(5, 9))
def test_bones_keep_their_length_and_nothing_is_below_the_mat(timeline: Timeline, in_each: int) -> None:
    film = Film(timeline)
    for segment, at in instants(timeline, in_each):
        skeleton, _side = film.skeleton_at(at)
        for bone, length in skeleton.bone_lengths.items():
            assert length == pytest.approx(LENGTHS[bone], abs=MILLIMETRE), (bone, segment)
        for joint, (_x, _y, height) in skeleton.joints.items():
            assert height > -MILLIMETRE, (joint, segment)


@settings(max_examples=12)
@given(timelines(), st.integers(5, 9))
def test_what_stays_stays(timeline: Timeline, in_each: int) -> None:
    """Feet on the mat and hands on a chair, from the end of the set-up until one comes out of it."""
    film = Film(timeline)
    places: dict[tuple[str, str, Side], tuple[float, float, float]] = {}
    for segment, at in instants(timeline, in_each):
        if segment.kind in OWN and segment.stretch is not None:
            skeleton, side = film.skeleton_at(at)
            for contact in poses_of(segment.stretch.id).stays:
                joint = contact.replace("foot", "ankle").replace("hand", "wrist")
                place = places.setdefault((segment.stretch.id, contact, side), skeleton.joints[joint])
                assert math.dist(place, skeleton.joints[joint]) < 5 * MILLIMETRE, (contact, segment)


def largest_jump(timeline: Timeline, start: float, frames: int) -> tuple[float, float, str]:
    return max(Film(timeline).jumps(start, frames))


@pytest.mark.parametrize("first", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("routine", ["seated-hamstring", "quads-standing", "low-back-relief"])
def test_no_joint_jumps(routine: str, first: Side) -> None:
    """Around every change of phase, and while the body moves; the rest of a long phase is like its beginning."""
    timeline = usual(routine, first_side=first, change_seconds=8.0)
    film = Film(timeline)
    for segment in timeline.segments:
        if segment.side in (first, Side.BOTH):  # the other is the same, mirrored, but for how it is come to
            begins = max(0.0, segment.start - 0.1)
            lasts = min(segment.seconds, 10.5) + 0.1
            assert max(film.jumps(begins, int(lasts / FRAME) - 1))[0] < MOST_CHANGE, segment


@settings(max_examples=40)
@given(timelines(), st.data())
def test_no_joint_jumps_for_anyone(timeline: Timeline, data: st.DataObject) -> None:
    """At any change of phase and any other instant, at any pace."""
    border = data.draw(st.sampled_from(timeline.segments)).start
    at = data.draw(st.just(max(0.0, border - 3 * FRAME)) | st.floats(0, timeline.seconds - 1))
    jump, when, joint = largest_jump(timeline, at, 12)
    assert jump < QUICK_CHANGE, (joint, when)


@settings(max_examples=25)
@given(timelines(), st.floats(0, 1), st.booleans())
def test_no_joint_jumps_where_a_phase_is_left_early(timeline: Timeline, share: float, swaps: bool) -> None:
    """By easing off, or for an easier variant; and what was shown before stays as it was."""
    at = share * (timeline.seconds - 1.0)
    session = replace(Session(timeline), state=State.RUNNING, position=at)
    press = (lambda one: edits.take_easier(one, steady)) if swaps else edits.ease_off
    changed = press(session)[0].timeline
    begins = max(0.0, at - 6 * FRAME)
    assert max(Film(changed).jumps(begins, 12))[0] < QUICK_CHANGE
    before = max(0.0, at - 0.01)
    old, new = (Film(one).joints_at(before) for one in (timeline, changed))
    for joint, place in old.items():
        assert new[joint] == pytest.approx(place, abs=MILLIMETRE), joint


def picture_at(choreography: Choreography, film: Film, at: float) -> Picture | None:
    found = choreography.posture_at(film.moment_at(at))
    return None if found is None else picture(*found)


@settings(max_examples=15)
@given(timelines(), st.lists(st.floats(0, 1), min_size=1, max_size=5), st.floats(0, 1))
def test_the_same_instant_always_gives_the_same_picture(timeline: Timeline, others: list[float], at: float) -> None:
    """Whatever was looked at before, and by whom."""
    film = Film(timeline)
    first = picture_at(film.choreography, film, at * timeline.seconds)
    for other in others:
        picture_at(film.choreography, film, other * timeline.seconds)
    assert picture_at(film.choreography, film, at * timeline.seconds) == first
    assert picture_at(Choreography(timeline), film, at * timeline.seconds) == first


@settings(max_examples=15)
@given(timelines(), st.floats(0, 1))
def test_who_begins_with_the_right_sees_the_mirror_image(timeline: Timeline, share: float) -> None:
    """Of both sides; before and after them there is none, and the left is shown."""
    wanted = timeline.preferences
    spoken: Callable[[str], float] = lambda text: 0.3 + 0.06 * len(text)  # noqa: E731 - of both sides alike
    left, right = (
        Film(compile_timeline(timeline.routine, replace(wanted, first_side=side), spoken))
        for side in (Side.LEFT, Side.RIGHT)
    )
    assert left.timeline.seconds == pytest.approx(right.timeline.seconds)
    at = share * left.timeline.seconds
    if left.moment_at(at).segment.side is Side.BOTH:
        return
    ours, theirs = left.joints_at(at), right.joints_at(at)
    for joint, (x, y, z) in ours.items():
        mirrored = joint.replace("left", "RIGHT").replace("right", "left").replace("RIGHT", "right")
        assert theirs[mirrored] == pytest.approx((-x, y, z), abs=MILLIMETRE), joint


@settings(max_examples=10)
@given(timelines())
def test_hands_are_at_what_they_hold_when_a_phase_is_over(timeline: Timeline) -> None:
    film = Film(timeline)
    for segment in timeline.segments:
        if segment.kind in OWN:
            found = film.choreography.posture_at(film.moment_at(segment.end - 1e-4))
            assert found is not None
            check_hands(found[0])


@pytest.mark.parametrize("kind", [SegmentKind.INHALE, SegmentKind.EXHALE, SegmentKind.MOVE_IN, SegmentKind.HOLD])
def test_an_easier_version_is_come_to_through_the_ready_pose(kind: SegmentKind) -> None:
    """From a seated fold the body sits up and lies down: it neither stands up nor dives."""
    timeline = usual("seated-hamstring")
    segment = next(one for one in timeline.segments if one.kind is kind)
    session = replace(Session(timeline), state=State.RUNNING, position=segment.start + 0.8 * segment.seconds)
    film = Film(edits.take_easier(session, steady)[0].timeline)
    heights = [film.joints_at(session.position + 0.25 * step) for step in range(80)]
    assert max(joints["root"][2] for joints in heights) < 0.4
    sat_up = next(step for step, joints in enumerate(heights) if joints["head"][2] > 0.75)
    lay_down = next(step for step, joints in enumerate(heights) if joints["head"][2] < 0.2)
    assert 0 <= sat_up < lay_down


def test_a_stretch_that_is_swapped_before_it_began_does_not_jump_on_the_screen() -> None:
    timeline = usual("seated-hamstring", get_ready_seconds=5.0)
    for at in (1.0, 7.0):
        session = replace(Session(timeline), state=State.RUNNING, position=at)
        old, new = Film(timeline), Film(edits.take_easier(session, steady)[0].timeline)
        for joint, place in old.joints_at(at).items():
            assert new.joints_at(at)[joint] == pytest.approx(place, abs=MILLIMETRE), joint
