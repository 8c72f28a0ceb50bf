"""Holding longer, or easing off, in the middle of a session."""

import math
from dataclasses import replace

from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.holding import last_count_wordings
from stretchcoach.session.placing import TAIL_SECONDS
from stretchcoach.session.session import Session, State, Step, advance
from stretchcoach.session.timeline import Cue, Kind, Segment, Timeline
from stretchcoach.session.wishes import Unsay
from stretchcoach.settings.hold import Hold


def hold_longer(session: Session) -> Step:
    """Make the hold under way a breath or ten seconds longer; outside of a hold nothing changes."""
    return _change(session, +1)


def ease_off(session: Session) -> Step:
    """Make the hold under way a breath or ten seconds shorter; never shorter than it is by now."""
    return _change(session, -1)


def _change(session: Session, steps: int) -> Step:
    """Compile again with the other hold. The past stays: it was compiled from the same values.

    Both sides stay equal as long as neither is over; on the second side only that one can still change.
    """
    if session.state not in (State.RUNNING, State.PAUSED) or session.segment.kind is not Kind.HOLD:
        return session, ()
    timeline, segment = session.timeline, session.segment
    hold = segment.hold
    if hold is None or segment.exercise is None:
        return session, ()
    index = timeline.index_at(session.position)
    changed = _at_least(hold.changed_by(steps), _begun(session, segment), timeline)
    if changed == hold or (steps < 0 and changed.amount > hold.amount):
        return session, ()
    sides = [later.side for later in timeline.segments[index:] if _same_hold(later, segment)]
    held = dict(timeline.held) | {(segment.exercise, side): changed for side in sides}
    compiled = compile_timeline(
        timeline.routine, timeline.preferences, lambda text: timeline.spoken.get(text, math.inf), held
    )
    grafted = _graft(timeline, compiled, session.position)
    changed_session = replace(session, timeline=grafted, handed=session.position)
    changed_session, wishes = advance(changed_session, 0.0)
    return changed_session, (Unsay(), *wishes)


def _begun(session: Session, segment: Segment) -> float:
    """How much of the hold has to stay: what is over, and the line that is being said."""
    cue = session.timeline.cue_at(session.position)
    until = session.position if cue is None else cue.end + TAIL_SECONDS
    return until - segment.start


def _at_least(hold: Hold, into: float, timeline: Timeline) -> Hold:
    """A hold that lasts until the end of the breath, or of the second, that is under way."""
    one = timeline.breath.seconds if hold.unit == "b" else 1.0
    begun = max(1, math.ceil(into / one + 1e-6))
    amount = min(max(hold.amount, begun), int(hold.range.most))
    return Hold(max(amount, int(hold.range.least)), hold.unit)


def _same_hold(segment: Segment, other: Segment) -> bool:
    return segment.kind is Kind.HOLD and segment.exercise == other.exercise


def _graft(old: Timeline, new: Timeline, position: float) -> Timeline:
    """Keep what was said up to `position`; after it take the new lines that keep their distance and are new.

    The count that ends the hold comes again: where it was heard, the hold has become longer since.
    """
    said = [cue for cue in old.cues if cue.at <= position]
    now = new.index_at(position)
    free = max([position, *(cue.end for cue in said[-1:])])
    heard = {cue.text for cue in said if cue.segment == now}
    heard -= set(last_count_wordings(new.routine.coaching, new.preferences.detail))

    def is_to_come(cue: Cue) -> bool:
        if cue.segment > now:
            return True
        return cue.segment == now and cue.at > free and cue.text not in heard

    return replace(new, cues=(*said, *filter(is_to_come, new.cues)))
