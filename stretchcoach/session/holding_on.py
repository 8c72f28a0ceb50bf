"""Holding longer, or easing off, in the middle of a session."""

from dataclasses import replace

from stretchcoach.domain.hold import Hold
from stretchcoach.session.compiling import Spoken, compile_timeline
from stretchcoach.session.holding import last_count_wordings
from stretchcoach.session.onward import cut, interjected, joined
from stretchcoach.session.session import Session, State, Transition, committed_until, continue_with, switch_to, told
from stretchcoach.session.timeline import Cue, Segment, SegmentKind, Timeline

MORE_SECONDS = 10
"""What a hold that is counted in seconds is made longer by."""


def hold_longer(session: Session, spoken_seconds: Spoken) -> Transition:
    """Make the hold under way a breath or ten seconds longer, and the other side's as well; say so.

    Outside of a hold nothing changes. A side that is over stays as it was.
    """
    segment = _hold_under_way(session)
    if segment is None or segment.hold is None or segment.exercise is None:
        return session, ()
    timeline = session.timeline
    longer = segment.hold.longer_by(breaths=1, seconds=MORE_SECONDS)
    if longer == segment.hold:
        return session, ()
    now = timeline.index_at(session.position)
    sides = [later.side for later in timeline.segments[now:] if _is_same_hold(later, segment)]
    held = dict(timeline.held) | {(segment.exercise, side): longer for side in sides}
    compiled = compile_timeline(timeline.routine, timeline.preferences, spoken_seconds, held)
    position, committed = session.position, committed_until(session)
    grown = _grown(timeline, compiled, position, committed)
    answer = _answer(grown, segment.hold, longer)
    if session.state is State.PAUSED:
        return told(replace(session, timeline=grown), answer)
    return continue_with(session, interjected(grown, position, committed, answer, spoken_seconds))


def ease_off(session: Session) -> Transition:
    """End the hold under way now: what comes is coming out of it. Outside of a hold nothing changes.

    The other side keeps its length: which side asks for less, its own hold will show.
    """
    if _hold_under_way(session) is None:
        return session, ()
    timeline, position = session.timeline, session.position
    eased = cut(timeline, position, timeline, timeline.index_at(position) + 1)
    return switch_to(session, eased)


def _hold_under_way(session: Session) -> Segment | None:
    """The hold that the person is in; one whose end is being rung is over."""
    if session.state not in (State.RUNNING, State.PAUSED) or session.is_waiting:
        return None
    segment = session.segment
    return segment if segment.kind is SegmentKind.HOLD and committed_until(session) <= segment.end else None


def _is_same_hold(segment: Segment, other: Segment) -> bool:
    return segment.kind is SegmentKind.HOLD and segment.exercise == other.exercise


def _grown(old: Timeline, new: Timeline, position: float, committed: float) -> Timeline:
    """Put the longer hold of `new` in place of the one under way, with the lines of it that are still to come.

    The count that ends the hold comes again: where it was heard, the hold has become longer since.
    """
    now = old.index_at(position)
    start = old.segments[now].start
    its_own = next(
        index
        for index, one in enumerate(new.segments)
        if _is_same_hold(one, old.segments[now]) and one.side is old.segments[now].side
    )
    said = [cue for cue in old.cues if cue.at < committed]
    free = max([position, *(cue.end for cue in said[-1:])])
    heard = {cue.text for cue in said if cue.segment == now}
    heard -= set(last_count_wordings(new.routine.coaching, new.preferences.detail))
    shift = start - new.segments[its_own].start

    def to_come(cue: Cue) -> bool:
        return cue.segment == its_own and cue.at + shift > free and cue.text not in heard

    coming = [replace(cue, at=cue.at + shift, segment=now) for cue in new.cues if to_come(cue)]
    kept = (*old.segments[:now], replace(new.segments[its_own], start=start))
    return joined(kept, (*said, *coming), new, its_own + 1)


def _answer(timeline: Timeline, before: Hold, after: Hold) -> str:
    coaching = timeline.routine.coaching
    line = coaching.more_breaths
    if after.unit == "s":
        line = coaching.more_seconds.filled(count=after.amount - before.amount)
    return line.wordings(timeline.preferences.detail)[0]
