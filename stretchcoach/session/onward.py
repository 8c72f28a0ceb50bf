"""The same past with another future: what a press in the middle of a session makes of its timeline."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stretchcoach.session.compiling import Spoken
from stretchcoach.session.placing import GAP_SECONDS, TAIL_SECONDS
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
        kept.append(replace(under_way, seconds=at - under_way.start, whole_seconds=whole))
    said = (replace(cue, seconds=min(cue.seconds, at - cue.at)) for cue in old.cues if cue.at < at)
    return joined(kept, said, new, first)


def joined(kept: Iterable[Segment], said: Iterable[Cue], new: Timeline, first: int) -> Timeline:
    """What is kept and said, then the phases of `new` from number `first` on, with their lines."""
    segments = list(kept)
    moved = len(segments) - first
    for segment in new.segments[first:]:
        segments.append(replace(segment, start=segments[-1].end if segments else 0.0))
    return replace(new, segments=tuple(segments), cues=(*said, *_moved(new, segments, first, moved)))


def interjected(timeline: Timeline, position: float, text: str, spoken_seconds: Spoken) -> Timeline:
    """The timeline with a word in answer to a press, as soon as it can be said, instead of what it would run into.

    Where it finds no room in its phase it is left out.
    """
    speaking = timeline.cue_at(position)
    at = position + _AT_ONCE if speaking is None else speaking.end + GAP_SECONDS
    word = Cue(at, spoken_seconds(text), text, timeline.index_at(position))
    if word.end + TAIL_SECONDS > timeline.segments[word.segment].end:
        return timeline
    before = [cue for cue in timeline.cues if cue.at <= position]
    after = [cue for cue in timeline.cues if cue.at > position and cue.at >= word.end + GAP_SECONDS]
    return replace(timeline, cues=(*before, word, *after))


def _moved(new: Timeline, segments: list[Segment], first: int, moved: int) -> Iterator[Cue]:
    for cue in new.cues:
        if cue.segment >= first:
            to = cue.segment + moved
            shift = segments[to].start - new.segments[cue.segment].start
            yield replace(cue, at=cue.at + shift, segment=to)
