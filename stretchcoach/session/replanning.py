"""A session under way whose lines have other lengths by now: the rest of it is compiled anew."""

from dataclasses import replace

from stretchcoach.session.compiling import Spoken, compile_timeline
from stretchcoach.session.onward import joined
from stretchcoach.session.segment_key import find_segment, segment_key_of
from stretchcoach.session.session import ENDED, Session, State, Transition, committed_until, continue_with


def replan(session: Session, spoken_seconds: Spoken, spoken_by: str | None = None) -> Transition:
    """Return the session with a new plan from its next segment on; the segment under way keeps its lines.

    `spoken_by` is the voice of the lines that are kept, if the rest is spoken by another one.
    """
    old = session.timeline
    if session.state in ENDED:
        return session, ()
    new = compile_timeline(old.routine, old.preferences, spoken_seconds, old.held)
    if session.state is State.READY and not old.is_edited and session.position == 0.0:
        return replace(session, timeline=new), ()
    next_index = (session.index if session.is_waiting else old.index_at(committed_until(session))) + 1
    kept = [cue for cue in old.cues if cue.segment < next_index]
    if spoken_by is not None:
        kept = [cue if cue.voice else replace(cue, voice=spoken_by) for cue in kept]
    if next_index >= len(old.segments):
        return replace(session, timeline=replace(old, cues=tuple(kept))), ()
    first = find_segment(new, segment_key_of(old, next_index))
    planned = joined(old.segments[:next_index], kept, new, first)
    return continue_with(session, replace(planned, is_edited=old.is_edited))
