"""The chapters of a session: its opening, every stretch on every side, and its end."""

from typing import TYPE_CHECKING, NamedTuple

from stretchcoach.session.timeline import Segment, SegmentKind, Timeline
from stretchcoach.session.wording import phase_name, side_name

if TYPE_CHECKING:
    from stretchcoach.domain.side import Side


class Chapter(NamedTuple):
    """A part of a session with a title; it lasts until the next one begins."""

    start: float
    """Seconds into the timeline."""
    end: float
    title: str


def chapters_of(timeline: Timeline) -> tuple[Chapter, ...]:
    """Return the chapters, without gap or overlap. What lies between two stretches belongs to the one that follows."""
    starts: list[tuple[float, str]] = []
    seen: tuple[int, Side] | None = None
    waiting: float | None = None
    for segment in timeline.segments:
        if segment.exercise is None:
            if segment.kind in (SegmentKind.SWITCH, SegmentKind.REST) and segment.start:
                waiting = segment.start
            elif not starts or segment.kind is SegmentKind.FINISH:
                starts.append((segment.start, phase_name(segment)))
                seen = None
            continue
        if (segment.exercise, segment.side) != seen:
            starts.append((segment.start if waiting is None else waiting, _title(segment)))
            seen = segment.exercise, segment.side
        waiting = None
    ends = [*(start for start, _title in starts[1:]), timeline.seconds]
    return tuple(Chapter(start, end, title) for (start, title), end in zip(starts, ends, strict=True))


def _title(segment: Segment) -> str:
    name = phase_name(segment) if segment.stretch is None else segment.stretch.title
    return ", ".join(filter(None, (name, side_name(segment.side).lower())))
