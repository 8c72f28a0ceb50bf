"""How a session moves: each function returns a new session and its effects."""

import math
from bisect import bisect_left
from dataclasses import replace

from stretchcoach.session.effects import DropQueued, Effect, PlayAnswer, PlayChime, PlayLine, StopAudio
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.session import PauseReason, Session, State
from stretchcoach.session.splicing import restore_from
from stretchcoach.session.timeline import Chime, Cue, Timeline

Transition = tuple[Session, tuple[Effect, ...]]
"""A new session, and the effects to carry out."""

AHEAD_SECONDS = 1.5
"""Lines are scheduled this many seconds before they are due, so that one tick a second is enough."""
_APART_SECONDS = 0.1
"""No two lines or chimes start closer together than this."""
_LATE_SECONDS = 0.25
"""Seconds after which a late line is dropped."""
_BACK_SECONDS = 2.0
"""Going back within this many seconds of a segment's start leads to the segment before it."""


def start(session: Session) -> Transition:
    """Start a session that is ready."""
    if session.state is not State.READY:
        return session, ()
    return advance(replace(session, state=State.RUNNING), 0.0)


def advance(session: Session, seconds: float) -> Transition:
    """Let `seconds` pass. Only a running session moves. Raise ValueError if `seconds` is negative."""
    if seconds < 0:
        raise ValueError(f"time cannot run backwards by {-seconds} s")
    if session.state is not State.RUNNING:
        return session, ()
    timeline, position = session.timeline, session.position + seconds
    stop_at = _next_stop(timeline, session.position)
    if position >= stop_at:
        seconds, position = seconds - (position - stop_at), stop_at
    session = replace(
        session,
        practised_seconds=session.practised_seconds + seconds,
        held_seconds=timeline.add_held_seconds(session.held_seconds, session.position, position),
    )
    if position >= timeline.seconds:
        return replace(session, state=State.FINISHED, position=timeline.seconds), ()
    if position == stop_at:
        return replace(session, state=State.PAUSED, pause_reason=PauseReason.WAITING, position=position), ()
    until = min(position + AHEAD_SECONDS, stop_at)
    effects = _due_effects(timeline, session.scheduled_until, until, position)
    return replace(session, position=position, scheduled_until=until), effects


def committed_until(session: Session) -> float:
    """Return the position before which every line and chime will be heard, even if the person acts now.

    This is the current position, unless something is due within the time that the audio device reads ahead.
    """
    if session.state is not State.RUNNING:
        return session.position
    timeline, since = session.timeline, session.position
    until = min(session.scheduled_until, since + session.committed_seconds)
    due = [cue.at for cue in _cues_between(timeline, since, until)]
    due += [at for at, _chime in _chimes_between(timeline, since, until)]
    return math.nextafter(max(due), math.inf) if due else since


def continue_in(session: Session, timeline: Timeline) -> Transition:
    """Continue in `timeline`, which has the same past and the same lines up to `committed_until`."""
    until = committed_until(session)
    changed, effects = advance(replace(session, timeline=timeline, scheduled_until=until), 0.0)
    # Leave a margin between what is kept and what is dropped, because the clock may be read late.
    return changed, (
        DropQueued(max(until - session.position + _APART_SECONDS, session.committed_seconds / 2)),
        *effects,
    )


def cut_over_to(session: Session, timeline: Timeline) -> Transition:
    """Continue in `timeline`, which has the same past, and stop the audio of the old one at once."""
    changed, effects = advance(replace(session, timeline=timeline, scheduled_until=session.position), 0.0)
    return changed, (StopAudio(), *effects)


def answer_paused(session: Session, text: str) -> Transition:
    """Say `text`, which has no place in the timeline, while the session is paused."""
    return session, (StopAudio(), PlayAnswer(text))


def pause(session: Session, reason: PauseReason = PauseReason.ASKED) -> Transition:
    """Pause a running session. If the computer slept, the voice says so."""
    if session.state is not State.RUNNING:
        return session, ()
    slept = session.timeline.routine.coaching.slept.wordings(session.timeline.preferences.detail)[0]
    said = (PlayAnswer(slept),) if reason is PauseReason.SLEPT else ()
    return replace(session, state=State.PAUSED, pause_reason=reason), (StopAudio(), *said)


def resume(session: Session) -> Transition:
    """Continue a paused session. A line that the pause interrupted is said again from its start."""
    if session.state is not State.PAUSED:
        return session, ()
    cue = session.timeline.cue_at(session.position)
    return _jump_to(replace(session, state=State.RUNNING), session.position if cue is None else cue.at)


def skip(session: Session) -> Transition:
    """Go to the next segment, or finish from the last one. Skipping while the session waits counts as "ready"."""
    if session.state not in (State.RUNNING, State.PAUSED):
        return session, ()
    if session.is_waiting:
        return resume(session)
    end = session.segment.end
    if end >= session.timeline.seconds:
        return replace(session, state=State.FINISHED, position=session.timeline.seconds), (StopAudio(),)
    return _jump_to(session, end)


def back(session: Session, spoken_seconds: SpokenSeconds) -> Transition:
    """Go to the start of the segment or, if it has only just begun, of the one before.

    Segments that were cut short get their whole length back.
    """
    if session.state not in (State.RUNNING, State.PAUSED):
        return session, ()
    timeline, index = session.timeline, session.index
    if session.is_waiting:
        session = replace(session, state=State.RUNNING)
    elif index and session.position - timeline.segments[index].start < _BACK_SECONDS:
        index -= 1
    timeline, index = restore_from(timeline, index, spoken_seconds)
    return _jump_to(replace(session, timeline=timeline), timeline.segments[index].start)


def stop(session: Session) -> Transition:
    """End a session before its end."""
    if session.state not in (State.RUNNING, State.PAUSED, State.READY):
        return session, ()
    return replace(session, state=State.STOPPED), (StopAudio(),)


def _jump_to(session: Session, position: float) -> Transition:
    moved, effects = advance(replace(session, position=position, scheduled_until=position), 0.0)
    return moved, (StopAudio(), *effects)


def _next_stop(timeline: Timeline, position: float) -> float:
    """Return the next position at which the session halts by itself: a set-up that waits, or the end."""
    later = timeline.segments[timeline.index_at(position) :]
    return next((one.end for one in later if one.waits), timeline.seconds)


def _due_effects(timeline: Timeline, since: float, until: float, now: float) -> tuple[Effect, ...]:
    """Return the chimes and lines that start in `since <= at < until`, except those that are too late."""
    since = max(since, now - _LATE_SECONDS)
    lines = (PlayLine(cue, max(0.0, cue.at - now)) for cue in _cues_between(timeline, since, until))
    chimes = (PlayChime(chime, max(0.0, at - now)) for at, chime in _chimes_between(timeline, since, until))
    return (*chimes, *lines)


def _cues_between(timeline: Timeline, since: float, until: float) -> tuple[Cue, ...]:
    first, last = (bisect_left(timeline.cues, at, key=lambda cue: cue.at) for at in (since, until))
    return timeline.cues[first:last]


def _chimes_between(timeline: Timeline, since: float, until: float) -> tuple[tuple[float, Chime], ...]:
    first, last = (bisect_left(timeline.chimes, at, key=lambda one: one[0]) for at in (since, until))
    return timeline.chimes[first:last]
