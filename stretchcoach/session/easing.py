"""Going over to the easier variant of a stretch, in the middle of a session."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stretchcoach.session.compiling import Spoken, compile_timeline
from stretchcoach.session.onward import cut, interjected, joined
from stretchcoach.session.session import Session, State, Transition, committed_until, continue_with, switch_to, told
from stretchcoach.session.timeline import Cue, Segment, Timeline


def swap(session: Session, spoken_seconds: Spoken) -> Transition:
    """Do the easier variant of this stretch instead, from its set-up on, and wherever the stretch comes later.

    Between two stretches the one to come is meant. The voice names what comes, or says that there is nothing easier.
    """
    if session.state not in (State.RUNNING, State.PAUSED):
        return session, ()
    timeline, position, committed = session.timeline, session.position, committed_until(session)
    meant = _meant(session)
    eased = None if meant is None or meant.exercise is None else timeline.routine.with_easier_variant(meant.exercise)
    if meant is None or eased is None:
        answer = timeline.routine.coaching.no_easier.wordings(timeline.preferences.detail)[0]
        if session.state is State.PAUSED:
            return told(session, answer)
        return continue_with(session, interjected(timeline, position, committed, answer, spoken_seconds))
    if session.is_waiting:
        session = replace(session, state=State.RUNNING)  # its own set-up comes, and waits in its turn
    held = {place: hold for place, hold in timeline.held.items() if place[0] != meant.exercise}
    new = compile_timeline(eased, timeline.preferences, spoken_seconds, held)
    first = next(
        index for index, one in enumerate(new.segments) if (one.exercise, one.side) == (meant.exercise, meant.side)
    )
    now = timeline.segments[timeline.index_at(position)]
    if now.exercise is None and committed <= now.end:
        return continue_with(session, _after_this_phase(timeline, position, new, first))
    return switch_to(session, cut(timeline, position, new, first))


def _meant(session: Session) -> Segment | None:
    """The phase whose stretch a person means: this one, or between two stretches the next."""
    now = session.timeline.index_at(session.position)
    return next((one for one in session.timeline.segments[now:] if one.exercise is not None), None)


def _after_this_phase(old: Timeline, position: float, new: Timeline, first: int) -> Timeline:
    """Let the change of sides, or the rest, come to its end; it was about the stretch in any case."""
    now = old.index_at(position)
    return joined(_still_leading_to(old, old.segments[: now + 1]), _said_until(old, now), new, first)


def _said_until(timeline: Timeline, index: int) -> Iterator[Cue]:
    return (cue for cue in timeline.cues if cue.segment <= index)


def _still_leading_to(timeline: Timeline, kept: Sequence[Segment]) -> Iterator[Segment]:
    """Have the phases before a stretch that is swapped show that stretch all the same: the body must not jump."""
    for segment in kept:
        later = (one for one in timeline.segments if one.start > segment.start and one.exercise is not None)
        coming = next(later, None) if segment.exercise is None and segment.led_to is None else None
        yield segment if coming is None or coming.start < kept[-1].end else replace(segment, led_to=coming)
