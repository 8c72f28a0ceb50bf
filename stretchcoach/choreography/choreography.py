"""How the body moves through a timeline: the key poses of its stretches, blended along phases and breaths."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from stretchcoach.domain.easing import ease
from stretchcoach.domain.side import Side
from stretchcoach.figure.posture import Posture, blend, turned_over, turns_over
from stretchcoach.figure.solving import relaxed_into
from stretchcoach.figure.staging import Stage, stage
from stretchcoach.routine.pose import Pose
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.moment import Moment, fullness_at
from stretchcoach.session.timeline import Segment, SegmentKind, Timeline

_LONGEST_MOVE = 7.0
"""Seconds from one pose to the next, however long the phase: who looks up wants to see the pose, not the way to it."""
_LONGEST_TURN = 10.0
"""Seconds to turn over from back to front, which is more than one move."""
_LEAVING_SECONDS = 5.0
"""To come out of a stretch that is swapped for an easier one, at most; or a share of the set-up that follows."""
_LEAVING_SHARE = 0.4
_REACHED = 0.84
"""How far a hold begins on the way from the breath out to the deep pose."""
_SETTLING_SECONDS = 12.0
"""In this time half of what is left to the deep pose is reached."""
_SWAY = 0.05
"""How far a breath in lifts the body out of a hold."""
_SWAY_BEGINS = 2.5
"""Seconds: so gently does it begin, and end."""


class _Way(NamedTuple):
    """One phase: from which posture to which, both as seen when `side` works."""

    start: Posture
    end: Posture
    side: Side
    stage: Stage
    through: Posture | None = None
    """The posture between them, where the body first comes out of another stretch."""

    def at(self, into: float, seconds: float) -> Posture:
        """The posture some seconds into a phase that lasts `seconds`."""
        if self.through is None:
            return _moved(self.start, self.end, into, seconds)
        leaving = min(_LEAVING_SECONDS, seconds * _LEAVING_SHARE)
        if into < leaving:
            return _moved(self.start, self.through, into, leaving)
        return _moved(self.through, self.end, into - leaving, seconds - leaving)


class Choreography:
    """The body along one timeline. The same instant always gives the same posture."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._stages: dict[str, Stage] = {}
        self._ways = tuple(self._find_ways())

    def posture_at(self, moment: Moment) -> tuple[Posture, Side] | None:
        """Return the body at `moment`, and the side that works; None where the stretch has no poses."""
        way = self._ways[moment.index]
        if way is None:
            return None
        posture = _posture(way, moment.segment, moment.into, moment.fullness)
        return posture.breathing(moment.fullness), way.side

    def key_posture(self, moment: Moment) -> tuple[Posture, Side] | None:
        """Return the pose that the phase of `moment` leads to, for who wants no movement."""
        way = self._ways[moment.index]
        return None if way is None else (way.end, way.side)

    def _find_ways(self) -> Iterator[_Way | None]:
        before: _Way | None = None
        was_cut = False
        for segment in self.timeline.segments:
            shown = self._shown(segment)
            staged = None if shown is None else self._stage_of(shown.stretch)
            if shown is None or staged is None:
                before, was_cut = None, False
                yield None
                continue
            side = Side.RIGHT if shown.side is Side.RIGHT else Side.LEFT
            end = _end(segment, staged)
            start, through = end, None
            if before is not None:
                start = _seen_from(before.end, before.side, side)
                if was_cut and segment.kind is SegmentKind.SET_UP and before.stage is not staged:
                    through = _seen_from(before.stage[Pose.READY], before.side, side)
            before = _Way(start, end, side, staged, through)
            yield before
            was_cut = segment.whole_seconds is not None
            if was_cut:
                before = before._replace(end=self._left_at(before, segment))

    def _left_at(self, way: _Way, segment: Segment) -> Posture:
        """The posture in which a phase was left before its end."""
        fullness = fullness_at(self.timeline, self.timeline.index_at(segment.start), segment.end)
        return relaxed_into(_posture(way, segment, segment.seconds, fullness))

    def _stage_of(self, stretch: Stretch | None) -> Stage | None:
        if stretch is None or stretch.figure is None:
            return None
        if stretch.id not in self._stages:
            self._stages[stretch.id] = stage(stretch.figure)
        return self._stages[stretch.id]

    def _shown(self, segment: Segment) -> Segment | None:
        """The phase whose stretch and side are shown: between two, those to come; last, what the body rests in."""
        if segment.stretch is not None:
            return segment
        if segment.led_to is not None:
            return segment.led_to
        if segment.kind is SegmentKind.FINISH:
            done = [one for one in self.timeline.segments if one.stretch is not None]
            restful = [one for one in done if one.stretch is not None and one.stretch.kind is StretchKind.SETTLE]
            return next(iter([*restful, *done[-1:]]), None)
        later = (one for one in self.timeline.segments if one.start > segment.start and one.stretch is not None)
        return next(later, None)


def _seen_from(posture: Posture, side: Side, other: Side) -> Posture:
    return posture if side is other else posture.swapped


def _moved(start: Posture, end: Posture, into: float, seconds: float) -> Posture:
    """The posture some seconds into a movement that has `seconds`."""
    if turns_over(start, end):
        return turned_over(start, end, into / min(seconds, _LONGEST_TURN))
    return blend(start, end, ease(into / min(seconds, _LONGEST_MOVE)))


def demonstrated(staged: Stage, seconds: float) -> Posture:
    """Return the movement of one stretch as a loop, `seconds` after it began: in, out, deep, and back."""
    at = seconds % DEMONSTRATION_SECONDS
    for start, end, lasts in _DEMONSTRATION:
        if at < lasts:
            return blend(staged[start], staged[end], ease(at / lasts))
        at -= lasts
    return staged[Pose.READY]


_DEMONSTRATION = (
    (Pose.READY, Pose.INHALED, 3.0),
    (Pose.INHALED, Pose.EXHALED, 3.5),
    (Pose.EXHALED, Pose.DEEP, 3.0),
    (Pose.DEEP, Pose.DEEP, 2.0),
    (Pose.DEEP, Pose.READY, 3.5),
)
DEMONSTRATION_SECONDS = sum(seconds for _start, _end, seconds in _DEMONSTRATION)


def _posture(way: _Way, segment: Segment, into: float, fullness: float) -> Posture:
    """The body some seconds into a phase, with lungs of that fullness. What is left early moves as if it were not."""
    seconds = segment.whole_seconds or segment.seconds
    match segment.kind:
        case SegmentKind.INHALE:
            return blend(way.start, way.end, fullness)
        case SegmentKind.EXHALE:
            return blend(way.start, way.end, 1.0 - fullness)
        case SegmentKind.HOLD:
            sway = _SWAY * fullness * _swaying(into, seconds)
            return _held(way.stage, _settled(into) - sway)
        case SegmentKind.SETTLE if segment.stretch is not None:
            calm = blend(way.start, way.stage[Pose.EXHALED], ease(into / _LONGEST_MOVE))
            return blend(calm, way.stage[Pose.INHALED], fullness * _swaying(into, seconds))
        case _:
            return way.at(into, seconds)


def _end(segment: Segment, staged: Stage) -> Posture:
    """The posture that a phase leads to."""
    match segment.kind:
        case SegmentKind.INHALE:
            return staged[Pose.INHALED]
        case SegmentKind.EXHALE:
            return staged[Pose.EXHALED]
        case SegmentKind.MOVE_IN:
            return relaxed_into(_held(staged, _settled(0.0)))
        case SegmentKind.HOLD:
            return relaxed_into(_held(staged, _settled(segment.seconds)))
        case SegmentKind.SETTLE if segment.stretch is not None:
            return staged[Pose.EXHALED]
        case _:
            return staged[Pose.READY]


def _held(staged: Stage, depth: float) -> Posture:
    """On the way to the deep pose, but with the hands already where they are in it."""
    deep = staged[Pose.DEEP]
    return replace(blend(staged[Pose.EXHALED], deep, depth), holds=deep.holds)


def _settled(into: float) -> float:
    """How deep the body is after some seconds of a hold; seconds, not shares, so that a longer hold is no other one."""
    left = 1.0 / (1.0 + (into / _SETTLING_SECONDS) ** 2)
    return 1.0 - (1.0 - _REACHED) * left


def _swaying(into: float, seconds: float) -> float:
    """From 0 to 1 as a phase begins and back as it ends, so that it leads on without a jolt."""
    return ease(into / _SWAY_BEGINS) * ease((seconds - into) / _SWAY_BEGINS)
