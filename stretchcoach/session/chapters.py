"""The chapters of a session: its opening, every stretch on every side, and its end."""

from typing import TYPE_CHECKING, NamedTuple

from stretchcoach.session.timeline import Segment, SegmentKind, Timeline
from stretchcoach.session.wording import segment_name, side_name

if TYPE_CHECKING:
    from stretchcoach.domain.side import Side


class Chapter(NamedTuple):
    """A titled part of a session. `start` and `end` are seconds into the timeline."""

    start: float
    end: float
    title: str


def chapters_of(timeline: Timeline) -> tuple[Chapter, ...]:
    """Return the chapters of a timeline, without gaps or overlaps.

    A change of sides or a rest belongs to the stretch that follows it.
    """
    starts: list[tuple[float, str]] = []
    current: tuple[int, Side] | None = None
    between_start: float | None = None
    for segment in timeline.segments:
        if segment.exercise is None:
            if segment.kind in (SegmentKind.SWITCH, SegmentKind.REST) and segment.start:
                between_start = segment.start
            elif not starts or segment.kind is SegmentKind.FINISH:
                starts.append((segment.start, segment_name(segment)))
                current = None
            continue
        if (segment.exercise, segment.side) != current:
            starts.append((segment.start if between_start is None else between_start, _title(segment)))
            current = segment.exercise, segment.side
        between_start = None
    ends = [*(start for start, _title in starts[1:]), timeline.seconds]
    return tuple(Chapter(start, end, title) for (start, title), end in zip(starts, ends, strict=True))


def _title(segment: Segment) -> str:
    name = segment_name(segment) if segment.stretch is None else segment.stretch.title
    return ", ".join(filter(None, (name, side_name(segment.side).lower())))
