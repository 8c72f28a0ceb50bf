"""How the body moves along a timeline: key poses, blended by time and by the breath."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from stretchcoach.domain.easing import ease
from stretchcoach.domain.side import Side
from stretchcoach.figure.blending import blend, is_rollover, roll_over
from stretchcoach.figure.key_postures import KeyPostures, key_postures
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.solver import bake_ties
from stretchcoach.routine.pose import Pose
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.moment import Moment, fullness_at
from stretchcoach.session.timeline import Segment, SegmentKind, Timeline

_LONGEST_MOVE = 7.0
"""Seconds from one pose to the next at most: a person who looks up wants to see the pose, not the way to it."""
_LONGEST_TURN = 10.0
"""Seconds to turn over from back to front at most, which is more than one move."""
_LEAVING_SECONDS = 5.0
"""Seconds to come out of a stretch that was swapped for an easier one, at most."""
_LEAVING_SHARE = 0.4
"""The share of a set-up that coming out of the other stretch takes, at most."""
_DEPTH_AT_START = 0.84
"""The depth at the start of a hold, from 0 (the pose of the breath out) to 1 (the deep pose)."""
_SETTLING_SECONDS = 12.0
"""Seconds after which half of the depth that is missing at the start of a hold is reached."""
_SWAY = 0.05
"""How much depth a full breath in takes away during a hold."""
_SWAY_FADE_SECONDS = 2.5
"""Seconds in which the swaying fades in at the start of a segment and out at its end."""


class _Movement(NamedTuple):
    """The movement of one segment between two postures, both as seen when `side` is stretched."""

    start: Posture
    end: Posture
    side: Side
    stage: KeyPostures
    through: Posture | None = None
    """The posture on the way in which the body first comes out of another stretch."""

    def posture_at(self, into: float, seconds: float) -> Posture:
        """Return the posture `into` seconds into a segment that lasts `seconds`."""
        if self.through is None:
            return _moved(self.start, self.end, into, seconds)
        leaving = min(_LEAVING_SECONDS, seconds * _LEAVING_SHARE)
        if into < leaving:
            return _moved(self.start, self.through, into, leaving)
        return _moved(self.through, self.end, into - leaving, seconds - leaving)


class Choreography:
    """The movement of the body along one timeline. The same instant always gives the same posture."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._stages: dict[str, KeyPostures] = {}
        self._movements = tuple(self._find_movements())

    def posture_at(self, moment: Moment) -> tuple[Posture, Side] | None:
        """Return the posture at `moment` and the side that is stretched, or None if the stretch has no poses."""
        movement = self._movements[moment.index]
        if movement is None:
            return None
        posture = _posture(movement, moment.segment, moment.into, moment.fullness)
        return posture.with_fullness(moment.fullness), movement.side

    def key_posture(self, moment: Moment) -> tuple[Posture, Side] | None:
        """Return the posture that the segment leads to, for people who want no movement."""
        movement = self._movements[moment.index]
        return None if movement is None else (movement.end, movement.side)

    def _find_movements(self) -> Iterator[_Movement | None]:
        """Yield the movement of each segment. It starts where the one before ended."""
        before: _Movement | None = None
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
            before = _Movement(start, end, side, staged, through)
            yield before
            was_cut = segment.whole_seconds is not None
            if was_cut:
                before = before._replace(end=self._posture_at_cut(before, segment))

    def _posture_at_cut(self, movement: _Movement, segment: Segment) -> Posture:
        """Return the posture at the end of a segment that was cut short."""
        fullness = fullness_at(self.timeline, self.timeline.index_at(segment.start), segment.end)
        return bake_ties(_posture(movement, segment, segment.seconds, fullness))

    def _stage_of(self, stretch: Stretch | None) -> KeyPostures | None:
        if stretch is None or stretch.figure is None:
            return None
        if stretch.id not in self._stages:
            self._stages[stretch.id] = key_postures(stretch.figure)
        return self._stages[stretch.id]

    def _shown(self, segment: Segment) -> Segment | None:
        """Return the segment whose stretch and side the figure shows.

        Between two stretches this is the next one, and at the finish the stretch in which the body can rest.
        """
        if segment.stretch is not None:
            return segment
        if segment.planned_next is not None:
            return segment.planned_next
        if segment.kind is SegmentKind.FINISH:
            done = [one for one in self.timeline.segments if one.stretch is not None]
            restful = [one for one in done if one.stretch is not None and one.stretch.kind is StretchKind.SETTLE]
            return next(iter([*restful, *done[-1:]]), None)
        later = (one for one in self.timeline.segments if one.start > segment.start and one.stretch is not None)
        return next(later, None)


def _seen_from(posture: Posture, side: Side, other: Side) -> Posture:
    return posture if side is other else posture.mirrored


def _moved(start: Posture, end: Posture, into: float, seconds: float) -> Posture:
    """Return the posture `into` seconds into a movement for which there are `seconds`."""
    if is_rollover(start, end):
        return roll_over(start, end, into / min(seconds, _LONGEST_TURN))
    return blend(start, end, ease(into / min(seconds, _LONGEST_MOVE)))


def _posture(movement: _Movement, segment: Segment, into: float, fullness: float) -> Posture:
    """Return the posture `into` seconds into a segment. One that was cut short moves as if it were whole."""
    seconds = segment.whole_seconds or segment.seconds
    match segment.kind:
        case SegmentKind.INHALE:
            return blend(movement.start, movement.end, fullness)
        case SegmentKind.EXHALE:
            return blend(movement.start, movement.end, 1.0 - fullness)
        case SegmentKind.HOLD:
            sway = _SWAY * fullness * _sway_fade(into, seconds)
            return _held_posture(movement.stage, _depth(into) - sway)
        case SegmentKind.SETTLE if segment.stretch is not None:
            calm = blend(movement.start, movement.stage[Pose.EXHALED], ease(into / _LONGEST_MOVE))
            return blend(calm, movement.stage[Pose.INHALED], fullness * _sway_fade(into, seconds))
        case _:
            return movement.posture_at(into, seconds)


def _end(segment: Segment, staged: KeyPostures) -> Posture:
    """Return the posture that a segment leads to."""
    match segment.kind:
        case SegmentKind.INHALE:
            return staged[Pose.INHALED]
        case SegmentKind.EXHALE:
            return staged[Pose.EXHALED]
        case SegmentKind.MOVE_IN:
            return bake_ties(_held_posture(staged, _depth(0.0)))
        case SegmentKind.HOLD:
            return bake_ties(_held_posture(staged, _depth(segment.seconds)))
        case SegmentKind.SETTLE if segment.stretch is not None:
            return staged[Pose.EXHALED]
        case _:
            return staged[Pose.READY]


def _held_posture(staged: KeyPostures, depth: float) -> Posture:
    """Return a posture on the way to the deep pose, with the hands already where the deep pose has them."""
    deep = staged[Pose.DEEP]
    return replace(blend(staged[Pose.EXHALED], deep, depth), grips=deep.grips)


def _depth(into: float) -> float:
    """Return the depth `into` seconds into a hold. It does not depend on the hold's length, which may change."""
    remaining = 1.0 / (1.0 + (into / _SETTLING_SECONDS) ** 2)
    return 1.0 - (1.0 - _DEPTH_AT_START) * remaining


def _sway_fade(into: float, seconds: float) -> float:
    """Return the strength of the swaying: 1, but fading from and to 0 at the ends of a segment, without a jolt."""
    return ease(into / _SWAY_FADE_SECONDS) * ease((seconds - into) / _SWAY_FADE_SECONDS)
