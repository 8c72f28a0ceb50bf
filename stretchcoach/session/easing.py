"""Going over to the easier variant of a stretch, in the middle of a session."""

from stretchcoach.session.compiling import Spoken, compile_timeline
from stretchcoach.session.onward import cut, interjected, joined
from stretchcoach.session.session import Session, State, Step, go_on_with
from stretchcoach.session.timeline import Segment, Timeline
from stretchcoach.session.wishes import Hush, Unsay


def swap(session: Session, spoken_seconds: Spoken) -> Step:
    """Do the easier variant of this stretch instead, from its set-up on, and wherever the stretch comes later.

    Between two stretches the one to come is meant. The voice names what comes, or says that there is nothing easier.
    """
    if session.state not in (State.RUNNING, State.PAUSED):
        return session, ()
    timeline, position = session.timeline, session.position
    meant = _meant(session)
    eased = None if meant is None or meant.exercise is None else timeline.routine.eased_from(meant.exercise)
    if meant is None or eased is None:
        line = timeline.routine.coaching.no_easier.wordings(timeline.preferences.detail)[0]
        changed, wishes = go_on_with(session, interjected(timeline, position, line, spoken_seconds))
        return changed, (Unsay(), *wishes)
    held = {place: hold for place, hold in timeline.held.items() if place[0] != meant.exercise}
    new = compile_timeline(eased, timeline.preferences, spoken_seconds, held)
    first = next(
        index for index, one in enumerate(new.segments) if (one.exercise, one.side) == (meant.exercise, meant.side)
    )
    if session.segment.exercise is None:
        changed, wishes = go_on_with(session, _after_this_phase(timeline, position, new, first))
        return changed, (Unsay(), *wishes)
    changed, wishes = go_on_with(session, cut(timeline, position, new, first))
    return changed, (Hush(), *wishes)


def _meant(session: Session) -> Segment | None:
    """The phase whose stretch a person means: this one, or between two stretches the next."""
    now = session.timeline.index_at(session.position)
    return next((one for one in session.timeline.segments[now:] if one.exercise is not None), None)


def _after_this_phase(old: Timeline, position: float, new: Timeline, first: int) -> Timeline:
    """Let the change of sides, or the rest, come to its end; it was about the stretch in any case."""
    now = old.index_at(position)
    said = (cue for cue in old.cues if cue.segment <= now)
    return joined(old.segments[: now + 1], said, new, first)
