"""Edits to a session: each keeps what has happened, and replaces what follows."""

from dataclasses import replace

from stretchcoach.domain.hold import Hold
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.segment_key import find_segment, segment_key_of
from stretchcoach.session.session import ENDED, Session, State
from stretchcoach.session.splicing import (
    continue_after,
    cut_at,
    extend_hold,
    insert_answer,
    is_same_hold,
    splice,
)
from stretchcoach.session.timeline import Segment, SegmentKind, Timeline
from stretchcoach.session.transitions import Transition, answer_paused, committed_until, continue_in, cut_over_to

MORE_SECONDS = 10
"""The seconds by which a hold in seconds is made longer."""


def hold_longer(session: Session, spoken_seconds: SpokenSeconds) -> Transition:
    """Make the current hold longer by a breath or ten seconds, on both sides, and say so.

    Outside of a hold nothing changes. A side that is over stays as it was.
    """
    segment = _current_hold(session)
    if segment is None or segment.hold is None or segment.exercise is None:
        return session, ()
    timeline = session.timeline
    longer = segment.hold.longer_by(breaths=1, seconds=MORE_SECONDS)
    if longer == segment.hold:
        return session, ()
    now = timeline.index_at(session.position)
    sides = [later.side for later in timeline.segments[now:] if is_same_hold(later, segment)]
    overrides = dict(timeline.hold_overrides) | {(segment.exercise, side): longer for side in sides}
    compiled = compile_timeline(timeline.routine, timeline.preferences, spoken_seconds, overrides)
    position, committed = session.position, committed_until(session)
    extended = extend_hold(timeline, compiled, position, committed)
    answer = _longer_answer(extended, segment.hold, longer)
    if session.state is State.PAUSED:
        return answer_paused(replace(session, timeline=extended), answer)
    return continue_in(session, insert_answer(extended, position, committed, answer, spoken_seconds))


def ease_off(session: Session) -> Transition:
    """End the current hold now and continue with what comes after it. Outside of a hold nothing changes.

    The other side keeps its length. If it needs less as well, the person can ease off again.
    """
    if _current_hold(session) is None:
        return session, ()
    timeline, position = session.timeline, session.position
    eased = cut_at(timeline, position, timeline, timeline.index_at(position) + 1)
    return cut_over_to(session, eased)


def take_easier(session: Session, spoken_seconds: SpokenSeconds) -> Transition:
    """Swap this stretch for its easier version, from the set-up on and wherever the stretch comes later.

    Between two stretches the next one is swapped. The voice names the easier version, or says that there is none.
    """
    if session.state not in (State.RUNNING, State.PAUSED):
        return session, ()
    timeline, position, committed = session.timeline, session.position, committed_until(session)
    now = timeline.index_at(position)
    swapped = next((one for one in timeline.segments[now:] if one.exercise is not None), None)
    eased = (
        None if swapped is None or swapped.exercise is None else timeline.routine.with_easier_variant(swapped.exercise)
    )
    if swapped is None or eased is None:
        answer = timeline.routine.coaching.no_easier.wordings(timeline.preferences.detail)[0]
        if session.state is State.PAUSED:
            return answer_paused(session, answer)
        return continue_in(session, insert_answer(timeline, position, committed, answer, spoken_seconds))
    if session.is_waiting:
        session = replace(session, state=State.RUNNING)  # the set-up of the easier version waits in its turn
    overrides = {key: hold for key, hold in timeline.hold_overrides.items() if key[0] != swapped.exercise}
    new = compile_timeline(eased, timeline.preferences, spoken_seconds, overrides)
    first = next(
        index for index, one in enumerate(new.segments) if (one.exercise, one.side) == (swapped.exercise, swapped.side)
    )
    current = timeline.segments[now]
    if current.exercise is None and committed <= current.end:
        return continue_in(session, continue_after(timeline, now, new, first))
    return cut_over_to(session, cut_at(timeline, position, new, first))


def replan(session: Session, spoken_seconds: SpokenSeconds, spoken_by: str | None = None) -> Transition:
    """Compile the rest of the session anew, because the lengths of its lines have changed.

    The current segment keeps its lines. `spoken_by` is the voice of the lines that are kept, if another voice
    speaks the rest.
    """
    old = session.timeline
    if session.state in ENDED:
        return session, ()
    new = compile_timeline(old.routine, old.preferences, spoken_seconds, old.hold_overrides)
    if session.state is State.READY and not old.is_edited and session.position == 0.0:
        return replace(session, timeline=new), ()
    next_index = (session.index if session.is_waiting else old.index_at(committed_until(session))) + 1
    kept = [cue for cue in old.cues if cue.segment < next_index]
    if spoken_by is not None:
        kept = [cue if cue.voice else replace(cue, voice=spoken_by) for cue in kept]
    if next_index >= len(old.segments):
        return replace(session, timeline=replace(old, cues=tuple(kept))), ()
    first = find_segment(new, segment_key_of(old, next_index))
    planned = splice(old.segments[:next_index], kept, new, first)
    return continue_in(session, replace(planned, is_edited=old.is_edited))


def _current_hold(session: Session) -> Segment | None:
    """Return the hold that the person is in. It is over once the chime of its end is committed."""
    if session.state not in (State.RUNNING, State.PAUSED) or session.is_waiting:
        return None
    segment = session.segment
    return segment if segment.kind is SegmentKind.HOLD and committed_until(session) <= segment.end else None


def _longer_answer(timeline: Timeline, before: Hold, after: Hold) -> str:
    coaching = timeline.routine.coaching
    line = coaching.more_breaths
    if after.unit == "s":
        line = coaching.more_seconds.filled(count=after.amount - before.amount)
    return line.wordings(timeline.preferences.detail)[0]
