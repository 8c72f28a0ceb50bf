"""All that is true at one instant of a session: what every face shows."""

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from stretchcoach.domain.easing import ease
from stretchcoach.session.breath import BreathPhase, fullness, phase
from stretchcoach.session.session import PauseReason, Session, State
from stretchcoach.session.timeline import HoldKey, Segment, SegmentKind, Timeline

_RELAX_SECONDS = 3.0
"""Where no breath is guided, the circle comes to rest in this time."""
_FREE = frozenset({SegmentKind.SET_UP, SegmentKind.MOVE_IN, SegmentKind.RELEASE, SegmentKind.SWITCH})
"""Phases in which the person moves, and breathes as they like."""


@dataclass(frozen=True)
class Moment:
    """One instant: the phase, how far into it, the breath, and what comes next. Times are in seconds."""

    state: State
    timeline: Timeline
    position: float
    index: int
    fullness: float
    """Of the lungs: 0 empty, 1 full."""
    breathing: BreathPhase | None
    """The part of the breath, where the breath is guided."""
    line: str
    """What the voice said last in this phase."""
    practised: float
    """How long the person has really been at it."""
    held_seconds: Mapping[HoldKey, float]
    """How much of that was in holds."""
    pause_reason: PauseReason | None = None
    """Where it stands still."""

    @property
    def segment(self) -> Segment:
        """The phase that the person is in."""
        return self.timeline.segments[self.index]

    @property
    def into(self) -> float:
        """How long the phase has lasted."""
        return self.position - self.segment.start

    @property
    def left(self) -> float:
        """How long the phase will last."""
        return self.segment.end - self.position

    @property
    def breaths_left(self) -> int | None:
        """In a hold that is counted in breaths: the breath under way and those after it."""
        if self.segment.breaths is None:
            return None
        return max(0, math.ceil(self.left / self.timeline.breath.seconds - 1e-6))

    @property
    def following(self) -> Segment | None:
        """The next phase that is something else: after a warm-up rep, what comes after all reps."""
        reps = (SegmentKind.INHALE, SegmentKind.EXHALE)
        for segment in self.timeline.segments[self.index + 1 :]:
            if segment.kind not in reps or self.segment.kind not in reps:
                return segment
        return None


def moment_of(session: Session) -> Moment:
    """Return what is true of `session` now."""
    timeline, position = session.timeline, session.position
    index = session.index
    segment = timeline.segments[index]
    return Moment(
        state=session.state,
        timeline=timeline,
        position=position,
        index=index,
        fullness=fullness_at(timeline, index, position),
        breathing=_breathing(timeline, segment, position),
        line=_line(session, index),
        practised=session.practised,
        held_seconds=session.held_seconds,
        pause_reason=session.pause_reason if session.state is State.PAUSED else None,
    )


def _breath_at(timeline: Timeline, segment: Segment, position: float) -> float | None:
    """How far into a breath the person is led; a warm-up rep is one breath in two phases."""
    into = position - segment.start
    match segment.kind:
        case SegmentKind.INHALE:
            return min(into, timeline.breath.inhale - 1e-9)
        case SegmentKind.EXHALE:
            return timeline.breath.inhale + into
        case kind if kind in _FREE or segment.is_get_ready:
            return None
        case _:
            return into % timeline.breath.seconds


def _breathing(timeline: Timeline, segment: Segment, position: float) -> BreathPhase | None:
    at = _breath_at(timeline, segment, position)
    return None if at is None else phase(at, timeline.breath)


def fullness_at(timeline: Timeline, index: int, position: float) -> float:
    """How full the lungs are; from phase to phase too: where no breath is led, what is left of the last goes out."""
    segment = timeline.segments[index]
    at = _breath_at(timeline, segment, position)
    led = 0.0 if at is None else fullness(at, timeline.breath)
    into = position - segment.start
    if index and segment.kind is not SegmentKind.EXHALE and into < _RELAX_SECONDS:
        before = timeline.segments[index - 1]
        at = _breath_at(timeline, before, before.end - 1e-6)
        rest = 0.0 if at is None else fullness(at, timeline.breath)
        return max(led, rest * (1.0 - ease(into / _RELAX_SECONDS)))
    return led


def _line(session: Session, index: int) -> str:
    timeline = session.timeline
    if session.state is State.PAUSED and session.pause_reason is PauseReason.SLEPT:
        return timeline.routine.coaching.slept.wordings(timeline.preferences.detail)[0]
    said = bisect_right(timeline.cues, session.position, key=lambda cue: cue.at)
    while said and timeline.cues[said - 1].segment > index:
        said -= 1  # who is waited for has not come to the next phase, though its first line would be due
    last = timeline.cues[said - 1] if said else None
    return last.text if last is not None and last.segment == index else ""
