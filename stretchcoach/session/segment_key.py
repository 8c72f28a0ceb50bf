"""Finding a phase again in another timeline of the same routine."""

from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.session.timeline import Timeline


class SegmentKey(NamedTuple):
    """What tells a phase from all others of its timeline."""

    kind: str
    rep: int | None
    exercise: int | None
    """The one that it belongs to; none between two stretches, where `coming` is the next one."""
    coming: int | None
    side: Side
    """Of that exercise."""


def segment_key_of(timeline: Timeline, index: int) -> SegmentKey:
    """Return the mark of a phase."""
    segment = timeline.segments[index]
    coming = next((one for one in timeline.segments[index:] if one.exercise is not None), segment)
    return SegmentKey(segment.kind.value, segment.rep, segment.exercise, coming.exercise, coming.side)


def find_segment(timeline: Timeline, mark: SegmentKey) -> int:
    """Return the index of the phase with a mark, or else of the first one of its exercise and side, or else 0."""
    marks = [segment_key_of(timeline, index) for index in range(len(timeline.segments))]
    if mark in marks:
        return marks.index(mark)
    alike = (index for index, one in enumerate(marks) if (one.coming, one.side) == (mark.coming, mark.side))
    return next(alike, 0)
