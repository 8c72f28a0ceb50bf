"""The same past with another future: what a press in the middle of a session makes of its timeline."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stretchcoach.session.compiling import Spoken, compile_timeline
from stretchcoach.session.placing import TAIL_SECONDS
from stretchcoach.session.segment_key import find_segment, segment_key_of
from stretchcoach.session.segment_spec import GAP_SECONDS
from stretchcoach.session.timeline import Cue, Segment, Timeline

_AT_ONCE = 0.1
"""A word in answer to a press comes so soon, or after the line that is being said."""


def cut(old: Timeline, at: float, new: Timeline, first: int) -> Timeline:
    """Leave the phase under way at `at`, and go on with the phases of `new` from number `first` on."""
    now = old.index_at(at)
    under_way = old.segments[now]
    kept = list(old.segments[:now])
    if at > under_way.start:
        whole = under_way.whole_seconds or under_way.seconds
        kept.append(replace(under_way, seconds=at - under_way.start, whole_seconds=whole, ticks=()))
    said = (replace(cue, seconds=min(cue.seconds, at - cue.at)) for cue in old.cues if cue.at < at)
    return joined(kept, said, new, first)


def joined(kept: Iterable[Segment], said: Iterable[Cue], new: Timeline, first: int) -> Timeline:
    """What is kept and said, then the phases of `new` from number `first` on, with their lines."""
    segments = list(kept)
    moved = len(segments) - first
    for segment in new.segments[first:]:
        segments.append(replace(segment, start=segments[-1].end if segments else 0.0))
    cues = (*said, *_moved(new, segments, first, moved))
    return replace(new, segments=tuple(segments), cues=cues, is_edited=True)


def interjected(timeline: Timeline, position: float, committed: float, text: str, spoken_seconds: Spoken) -> Timeline:
    """The timeline with an answer to a press, as soon as it can be said, instead of the lines that it would run into.

    Lines that are due before `committed` are said in any case. An answer that does not fit its phase is left out.
    """
    before = [cue for cue in timeline.cues if cue.at < committed]
    at = max([position + _AT_ONCE, *(cue.end + GAP_SECONDS for cue in before[-1:])])
    answer = Cue(at, spoken_seconds(text), text, timeline.index_at(at))
    if answer.end + TAIL_SECONDS > timeline.segments[answer.segment].end:
        return timeline
    after = [cue for cue in timeline.cues if cue.at >= max(committed, answer.end + GAP_SECONDS)]
    return replace(timeline, cues=(*before, answer, *after), is_edited=True)


def restored(timeline: Timeline, index: int, spoken_seconds: Spoken) -> tuple[Timeline, int]:
    """Return a timeline in which everything is whole from phase `index` on, and the index of that phase in it.

    Easing off and easier versions leave phases cut short, with answers in the middle of them. For who goes back, the
    rest is compiled anew. A stretch that was swapped for an easier one does not come back: the easier one begins.
    """
    if not timeline.is_edited and not any(cue.voice for cue in timeline.cues):
        return timeline, index
    new = compile_timeline(timeline.routine, timeline.preferences, spoken_seconds, timeline.held)
    mark = segment_key_of(timeline, index)
    if _is_swapped_out(timeline, index):
        while index and timeline.segments[index - 1].exercise == mark.exercise:
            index -= 1
        mark = segment_key_of(timeline, index)
    said = (cue for cue in timeline.cues if cue.segment < index)
    return joined(timeline.segments[:index], said, new, find_segment(new, mark)), index


def _is_swapped_out(timeline: Timeline, index: int) -> bool:
    segment = timeline.segments[index]
    if segment.exercise is None or segment.stretch is None:
        return False
    return tuple(timeline.routine.exercises)[segment.exercise].stretch.id != segment.stretch.id


def _moved(new: Timeline, segments: list[Segment], first: int, moved: int) -> Iterator[Cue]:
    for cue in new.cues:
        if cue.segment >= first:
            to = cue.segment + moved
            shift = segments[to].start - new.segments[cue.segment].start
            yield replace(cue, at=cue.at + shift, segment=to)
