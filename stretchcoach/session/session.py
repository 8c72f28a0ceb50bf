"""A person going through a timeline: an immutable state machine.

Every function takes a session and returns a new one with what is to be done about it.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from stretchcoach.session.compiling import Spoken
from stretchcoach.session.effects import DropQueued, Effect, PlayAnswer, PlayChime, PlayLine, StopAudio
from stretchcoach.session.onward import restored
from stretchcoach.session.timeline import Chime, Cue, HoldKey, Segment, Timeline

AHEAD_SECONDS = 1.5
"""Lines are handed out so long before they are due: a face that looks once a second is early enough."""
COMMITTED_SECONDS = 0.3
"""A line that is due within this time is taken for said: the audio device may have read it, and would not forget it."""
_APART_SECONDS = 0.1
"""No two lines or chimes begin so close to each other."""
_LATE_SECONDS = 0.25
"""A line that is later than this is left out rather than said at the wrong time."""
_BACK_SECONDS = 2.0
"""Going back within so long of a phase's start goes to the phase before it."""


class State(StrEnum):
    """What the person is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


ENDED = frozenset({State.FINISHED, State.STOPPED})


class PauseReason(StrEnum):
    """Why a session stands still."""

    ASKED = "asked"
    """The person wants it to, or something that has to be answered first."""
    WAITING = "waiting"
    """A set-up is over, and goes on when the person is ready."""
    SLEPT = "slept"
    """The computer was asleep."""


@dataclass(frozen=True)
class Session:
    """Where a person is in a timeline: `position` seconds into it; lines before `handed` were handed out."""

    timeline: Timeline
    state: State = State.READY
    position: float = 0.0
    handed: float = 0.0
    practised: float = 0.0
    """Seconds that really passed while it ran: without what was skipped, with what was done again."""
    held_seconds: Mapping[HoldKey, float] = field(default_factory=dict)
    """Those of them that passed in holds."""
    pause_reason: PauseReason = PauseReason.ASKED
    """Of a session that stands still."""
    committed_seconds: float = COMMITTED_SECONDS
    """How far ahead of the position an audio device may have read; more where the session runs faster than life."""

    @property
    def is_waiting(self) -> bool:
        """Whether a set-up is over, and the person has not said yet that they are ready."""
        return self.state is State.PAUSED and self.pause_reason is PauseReason.WAITING

    @property
    def index(self) -> int:
        """The number of the phase that the person is in: who is waited for is still setting up."""
        return self.timeline.index_at(self.position) - self.is_waiting

    @property
    def segment(self) -> Segment:
        """The phase that the person is in."""
        return self.timeline.segments[self.index]


Transition = tuple[Session, tuple[Effect, ...]]
"""A new session and what is to be done."""


def start(session: Session) -> Transition:
    """Begin, from ready."""
    if session.state is not State.READY:
        return session, ()
    return advance(replace(session, state=State.RUNNING), 0.0)


def advance(session: Session, seconds: float) -> Transition:
    """Let time pass; only a running session moves. Raises ValueError for time that runs backwards."""
    if seconds < 0:
        raise ValueError(f"time cannot run backwards by {-seconds} s")
    if session.state is not State.RUNNING:
        return session, ()
    position = session.position + seconds
    stop_at = _stop_at(session.timeline, session.position)
    if position >= stop_at:
        seconds, position = seconds - (position - stop_at), stop_at
    held = _held_until(session, position)
    session = replace(session, practised=session.practised + seconds, held_seconds=held)
    if position >= session.timeline.seconds:
        return replace(session, state=State.FINISHED, position=session.timeline.seconds), ()
    if position == stop_at:
        return replace(session, state=State.PAUSED, pause_reason=PauseReason.WAITING, position=position), ()
    until = min(position + AHEAD_SECONDS, stop_at)
    effects = _due(session.timeline, session.handed, until, position)
    return replace(session, position=position, handed=until), effects


def committed_until(session: Session) -> float:
    """Return the position before which every line and chime is heard, whatever comes: some may be due a little later.

    Without any that is due within the next moment, it is the position itself.
    """
    if session.state is not State.RUNNING:
        return session.position
    timeline, since = session.timeline, session.position
    until = min(session.handed, since + session.committed_seconds)
    due = [cue.at for cue in _cues_between(timeline, since, until)]
    due += [at for at, _chime in _chimes_between(timeline, since, until)]
    return math.nextafter(max(due), math.inf) if due else since


def continue_with(session: Session, timeline: Timeline) -> Transition:
    """Go on from here in a timeline that has the same past, and the same lines up to `committed_until`."""
    until = committed_until(session)
    changed, effects = advance(replace(session, timeline=timeline, handed=until), 0.0)
    # Between what is kept and what is dropped there is time for what a clock is read late.
    return changed, (
        DropQueued(max(until - session.position + _APART_SECONDS, session.committed_seconds / 2)),
        *effects,
    )


def switch_to(session: Session, timeline: Timeline) -> Transition:
    """Go on from here in a timeline that has the same past, and say nothing more of what was to come."""
    changed, effects = advance(replace(session, timeline=timeline, handed=session.position), 0.0)
    return changed, (StopAudio(), *effects)


def told(session: Session, text: str) -> Transition:
    """PlayLine something that has no place in the timeline, in a session that stands still."""
    return session, (StopAudio(), PlayAnswer(text))


def pause(session: Session, why: PauseReason = PauseReason.ASKED) -> Transition:
    """Stand still, from running; where the person did not ask for it, the voice says why."""
    if session.state is not State.RUNNING:
        return session, ()
    slept = session.timeline.routine.coaching.slept.wordings(session.timeline.preferences.detail)[0]
    said = (PlayAnswer(slept),) if why is PauseReason.SLEPT else ()
    return replace(session, state=State.PAUSED, pause_reason=why), (StopAudio(), *said)


def resume(session: Session) -> Transition:
    """Go on, from paused; a line that the pause cut off is said again, from its beginning."""
    if session.state is not State.PAUSED:
        return session, ()
    cue = session.timeline.cue_at(session.position)
    position = session.position if cue is None else cue.at
    going, effects = advance(replace(session, state=State.RUNNING, position=position, handed=position), 0.0)
    return going, (StopAudio(), *effects)


def skip(session: Session) -> Transition:
    """Go to the next phase; from the last one the session finishes. Who is waited for, is ready."""
    if session.state not in (State.RUNNING, State.PAUSED):
        return session, ()
    if session.is_waiting:
        return resume(session)
    end = session.segment.end
    if end >= session.timeline.seconds:
        return replace(session, state=State.FINISHED, position=session.timeline.seconds), (StopAudio(),)
    return _move(session, end)


def back(session: Session, spoken_seconds: Spoken) -> Transition:
    """Go to the start of this phase or, from near its start, of the one before; what was cut short is whole again."""
    if session.state not in (State.RUNNING, State.PAUSED):
        return session, ()
    timeline, index = session.timeline, session.index
    if session.is_waiting:
        session = replace(session, state=State.RUNNING)
    elif index and session.position - timeline.segments[index].start < _BACK_SECONDS:
        index -= 1
    timeline, index = restored(timeline, index, spoken_seconds)
    return _move(replace(session, timeline=timeline), timeline.segments[index].start)


def stop(session: Session) -> Transition:
    """End before the end."""
    if session.state not in (State.RUNNING, State.PAUSED, State.READY):
        return session, ()
    return replace(session, state=State.STOPPED), (StopAudio(),)


def _move(session: Session, position: float) -> Transition:
    moved = replace(session, position=position, handed=position)
    moved, effects = advance(moved, 0.0)
    return moved, (StopAudio(), *effects)


def _stop_at(timeline: Timeline, position: float) -> float:
    """When the session stands still by itself: at the end, or of a set-up that waits for the person."""
    later = timeline.segments[timeline.index_at(position) :]
    return next((one.end for one in later if one.waits), timeline.seconds)


def _held_until(session: Session, until: float) -> Mapping[HoldKey, float]:
    """Return the seconds in holds, with what passes of them from here to `until`."""
    timeline, held = session.timeline, session.held_seconds
    for segment in timeline.segments[timeline.index_at(session.position) : timeline.index_at(until) + 1]:
        passed = min(until, segment.end) - max(session.position, segment.start)
        if segment.hold_key is not None and passed > 0:
            held = {**held, segment.hold_key: held.get(segment.hold_key, 0.0) + passed}
    return held


def _due(timeline: Timeline, since: float, until: float, now: float) -> tuple[Effect, ...]:
    """Hand out the lines and chimes that start in `since <= at < until`, but for those that are too late."""
    since = max(since, now - _LATE_SECONDS)
    says = (PlayLine(cue, max(0.0, cue.at - now)) for cue in _cues_between(timeline, since, until))
    rings = (PlayChime(chime, max(0.0, at - now)) for at, chime in _chimes_between(timeline, since, until))
    return (*rings, *says)


def _cues_between(timeline: Timeline, since: float, until: float) -> tuple[Cue, ...]:
    first, last = (bisect_left(timeline.cues, at, key=lambda cue: cue.at) for at in (since, until))
    return timeline.cues[first:last]


def _chimes_between(timeline: Timeline, since: float, until: float) -> tuple[tuple[float, Chime], ...]:
    first, last = (bisect_left(timeline.chimes, at, key=lambda one: one[0]) for at in (since, until))
    return timeline.chimes[first:last]
