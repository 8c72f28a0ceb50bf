"""Splicing timelines: the past of one, and the future of another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.hold_lines import last_count_wordings
from stretchcoach.session.line_placement import TAIL_SECONDS
from stretchcoach.session.segment_key import find_segment, segment_key_of
from stretchcoach.session.segment_spec import GAP_SECONDS
from stretchcoach.session.timeline import Cue, Segment, SegmentKind, Timeline

_ANSWER_AFTER_SECONDS = 0.1
"""The time from a press to its answer, if no line is being said."""


def splice(kept: Iterable[Segment], said: Iterable[Cue], new: Timeline, first: int) -> Timeline:
    """Return the segments `kept` and the cues `said`, followed by those of `new` from segment `first` on."""
    segments = list(kept)
    index_shift = len(segments) - first
    for segment in new.segments[first:]:
        segments.append(replace(segment, start=segments[-1].end if segments else 0.0))
    cues = (*said, *_moved_cues(new, segments, first, index_shift))
    return replace(new, segments=tuple(segments), cues=cues, is_edited=True)


def cut_at(old: Timeline, at: float, new: Timeline, first: int) -> Timeline:
    """Cut the current segment of `old` short at `at`, and continue with segment `first` of `new`."""
    now = old.index_at(at)
    current = old.segments[now]
    kept = list(old.segments[:now])
    if at > current.start:
        whole = current.whole_seconds or current.seconds
        kept.append(replace(current, seconds=at - current.start, whole_seconds=whole, ticks=()))
    said = (replace(cue, seconds=min(cue.seconds, at - cue.at)) for cue in old.cues if cue.at < at)
    return splice(kept, said, new, first)


def continue_after(old: Timeline, index: int, new: Timeline, first: int) -> Timeline:
    """Let segment `index` of `old`, a rest or a change of sides, end as planned, and continue with `new`."""
    said = (cue for cue in old.cues if cue.segment <= index)
    return splice(_with_planned_next(old, old.segments[: index + 1]), said, new, first)


def extend_hold(old: Timeline, new: Timeline, position: float, committed: float) -> Timeline:
    """Replace the current hold with the longer one of `new`, and add the lines of it that are still to come.

    The count that ends the hold is said again even if it was heard before, because the end has moved since.
    """
    now = old.index_at(position)
    start = old.segments[now].start
    longer = next(
        index
        for index, one in enumerate(new.segments)
        if is_same_hold(one, old.segments[now]) and one.side is old.segments[now].side
    )
    said = [cue for cue in old.cues if cue.at < committed]
    free = max([position, *(cue.end for cue in said[-1:])])
    heard = {cue.text for cue in said if cue.segment == now}
    heard -= set(last_count_wordings(new.routine.coaching, new.preferences.detail))
    shift = start - new.segments[longer].start

    def is_to_come(cue: Cue) -> bool:
        return cue.segment == longer and cue.at + shift > free and cue.text not in heard

    coming = [replace(cue, at=cue.at + shift, segment=now) for cue in new.cues if is_to_come(cue)]
    kept = (*old.segments[:now], replace(new.segments[longer], start=start))
    return splice(kept, (*said, *coming), new, longer + 1)


def insert_answer(
    timeline: Timeline, position: float, committed: float, text: str, spoken_seconds: SpokenSeconds
) -> Timeline:
    """Insert an answer to a press as soon as it can be said, in place of the lines that it would overlap.

    Lines that start before `committed` are said in any case. An answer that does not fit its segment is left out.
    """
    before = [cue for cue in timeline.cues if cue.at < committed]
    at = max([position + _ANSWER_AFTER_SECONDS, *(cue.end + GAP_SECONDS for cue in before[-1:])])
    answer = Cue(at, spoken_seconds(text), text, timeline.index_at(at))
    if answer.end + TAIL_SECONDS > timeline.segments[answer.segment].end:
        return timeline
    after = [cue for cue in timeline.cues if cue.at >= max(committed, answer.end + GAP_SECONDS)]
    return replace(timeline, cues=(*before, answer, *after), is_edited=True)


def restore_from(timeline: Timeline, index: int, spoken_seconds: SpokenSeconds) -> tuple[Timeline, int]:
    """Return a timeline that is whole from segment `index` on, and the index of that segment in it.

    Easing off and swapping leave segments that are cut short and contain answers. When the person goes back, the
    rest is compiled anew. A stretch that was swapped out does not come back: its easier version starts instead.
    """
    if not timeline.is_edited and not any(cue.voice for cue in timeline.cues):
        return timeline, index
    new = compile_timeline(timeline.routine, timeline.preferences, spoken_seconds, timeline.hold_overrides)
    key = segment_key_of(timeline, index)
    if _is_swapped_out(timeline, index):
        while index and timeline.segments[index - 1].exercise == key.exercise:
            index -= 1
        key = segment_key_of(timeline, index)
    said = (cue for cue in timeline.cues if cue.segment < index)
    return splice(timeline.segments[:index], said, new, find_segment(new, key)), index


def is_same_hold(segment: Segment, other: Segment) -> bool:
    """Return whether `segment` is a hold of the same exercise as `other`, on either side."""
    return segment.kind is SegmentKind.HOLD and segment.exercise == other.exercise


def _is_swapped_out(timeline: Timeline, index: int) -> bool:
    segment = timeline.segments[index]
    if segment.exercise is None or segment.stretch is None:
        return False
    return tuple(timeline.routine.exercises)[segment.exercise].stretch.id != segment.stretch.id


def _with_planned_next(timeline: Timeline, kept: Sequence[Segment]) -> Iterator[Segment]:
    """Yield the kept segments. Those before a swapped stretch remember it, so that the figure does not jump."""
    for segment in kept:
        later = (one for one in timeline.segments if one.start > segment.start and one.exercise is not None)
        coming = next(later, None) if segment.exercise is None and segment.planned_next is None else None
        yield segment if coming is None or coming.start < kept[-1].end else replace(segment, planned_next=coming)


def _moved_cues(new: Timeline, segments: list[Segment], first: int, index_shift: int) -> Iterator[Cue]:
    for cue in new.cues:
        if cue.segment >= first:
            index = cue.segment + index_shift
            shift = segments[index].start - new.segments[cue.segment].start
            yield replace(cue, at=cue.at + shift, segment=index)
