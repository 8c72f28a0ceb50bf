"""Keys that identify a segment across different timelines of the same routine."""

from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.session.timeline import Timeline


class SegmentKey(NamedTuple):
    """What distinguishes a segment from all others of its timeline."""

    kind: str
    rep: int | None
    exercise: int | None
    """The index of the segment's exercise. A segment between two exercises has none."""
    next_exercise: int | None
    """The index of the exercise that comes next: the segment's own, if it has one."""
    side: Side
    """The side on which that exercise is done."""


def segment_key_of(timeline: Timeline, index: int) -> SegmentKey:
    """Return the key of the segment at `index`."""
    segment = timeline.segments[index]
    coming = next((one for one in timeline.segments[index:] if one.exercise is not None), segment)
    return SegmentKey(segment.kind.value, segment.rep, segment.exercise, coming.exercise, coming.side)


def find_segment(timeline: Timeline, key: SegmentKey) -> int:
    """Return the index of the segment with `key`, or of the first one of its exercise and side, or 0."""
    keys = [segment_key_of(timeline, index) for index in range(len(timeline.segments))]
    if key in keys:
        return keys.index(key)
    similar = (
        index for index, one in enumerate(keys) if (one.next_exercise, one.side) == (key.next_exercise, key.side)
    )
    return next(similar, 0)
