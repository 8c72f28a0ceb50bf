"""A moment: everything that is true at one instant of a session, which is what every interface shows."""

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from stretchcoach.domain.easing import ease
from stretchcoach.session.breath import BreathPhase, breath_phase, fullness
from stretchcoach.session.session import PauseReason, Session, State
from stretchcoach.session.timeline import HoldKey, Segment, SegmentKind, Timeline

_RELAX_SECONDS = 3.0
"""The seconds in which the breathing circle comes to rest, if no breath is guided."""
_FREE_BREATHING = frozenset({SegmentKind.SET_UP, SegmentKind.MOVE_IN, SegmentKind.RELEASE, SegmentKind.SWITCH})
"""Segments in which the person moves, and breathes as they like."""
_JUST_BEFORE = 1e-6


@dataclass(frozen=True)
class Moment:
    """An instant of a session. Times are in seconds."""

    state: State
    timeline: Timeline
    position: float
    index: int
    """The index of the current segment."""
    fullness: float
    """How full the lungs are, from 0 (empty) to 1 (full)."""
    breathing: BreathPhase | None
    """The phase of the breath, if the breath is guided."""
    line: str
    """What the voice said last in this segment."""
    practised_seconds: float
    """How long the person has really practised."""
    held_seconds: Mapping[HoldKey, float]
    """How much of this time was spent in each hold."""
    pause_reason: PauseReason | None = None
    """Why the session is paused, if it is."""

    @property
    def segment(self) -> Segment:
        """The current segment."""
        return self.timeline.segments[self.index]

    @property
    def into(self) -> float:
        """The seconds since the segment started."""
        return self.position - self.segment.start

    @property
    def left(self) -> float:
        """The seconds until the segment ends."""
        return self.segment.end - self.position

    @property
    def breaths_left(self) -> int | None:
        """The breaths left in a hold that is counted in breaths, including the current one."""
        if self.segment.breaths is None:
            return None
        return max(0, math.ceil(self.left / self.timeline.breath.seconds - 1e-6))

    @property
    def following(self) -> Segment | None:
        """The next segment that is something else: during a warm-up, the segment after all reps."""
        reps = (SegmentKind.INHALE, SegmentKind.EXHALE)
        for segment in self.timeline.segments[self.index + 1 :]:
            if segment.kind not in reps or self.segment.kind not in reps:
                return segment
        return None


def moment_at(timeline: Timeline, seconds: float) -> Moment:
    """Return the moment `seconds` into a session that nobody interrupts.

    It needs neither a running session nor a clock. Set-ups that wait for the person do not wait here.
    """
    position = min(max(seconds, 0.0), timeline.seconds)
    return moment_of(
        Session(
            timeline,
            State.RUNNING if position < timeline.seconds else State.FINISHED,
            position,
            practised_seconds=position,
            held_seconds=timeline.add_held_seconds({}, 0.0, position),
        )
    )


def moment_of(session: Session) -> Moment:
    """Return the moment that `session` has reached."""
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
        practised_seconds=session.practised_seconds,
        held_seconds=session.held_seconds,
        pause_reason=session.pause_reason if session.state is State.PAUSED else None,
    )


def fullness_at(timeline: Timeline, index: int, position: float) -> float:
    """Return how full the lungs are at `position` in segment `index`, without a jump between segments.

    If no breath is guided, what is left of the last one flows out.
    """
    segment = timeline.segments[index]
    at = _guided_breath_at(timeline, segment, position)
    guided = 0.0 if at is None else fullness(at, timeline.breath)
    into = position - segment.start
    if index and segment.kind is not SegmentKind.EXHALE and into < _RELAX_SECONDS:
        before = timeline.segments[index - 1]
        at = _guided_breath_at(timeline, before, before.end - _JUST_BEFORE)
        remaining = 0.0 if at is None else fullness(at, timeline.breath)
        return max(guided, remaining * (1.0 - ease(into / _RELAX_SECONDS)))
    return guided


def _guided_breath_at(timeline: Timeline, segment: Segment, position: float) -> float | None:
    """Return the seconds into the guided breath, or None. The two segments of a warm-up rep share one breath."""
    into = position - segment.start
    match segment.kind:
        case SegmentKind.INHALE:
            return min(into, timeline.breath.inhale - 1e-9)
        case SegmentKind.EXHALE:
            return timeline.breath.inhale + into
        case kind if kind in _FREE_BREATHING or segment.is_get_ready:
            return None
        case _:
            return into % timeline.breath.seconds


def _breathing(timeline: Timeline, segment: Segment, position: float) -> BreathPhase | None:
    at = _guided_breath_at(timeline, segment, position)
    return None if at is None else breath_phase(at, timeline.breath)


def _line(session: Session, index: int) -> str:
    timeline = session.timeline
    if session.state is State.PAUSED and session.pause_reason is PauseReason.SLEPT:
        return timeline.routine.coaching.slept.wordings(timeline.preferences.detail)[0]
    said = bisect_right(timeline.cues, session.position, key=lambda cue: cue.at)
    while said and timeline.cues[said - 1].segment > index:
        said -= 1  # a session that waits has not reached the next segment, although its first line may be due
    last = timeline.cues[said - 1] if said else None
    return last.text if last is not None and last.segment == index else ""
