"""The coach takes a person through a timeline, by a clock and with a voice that it is given."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, Protocol

from stretchcoach.session import easing, holding_on, session as going
from stretchcoach.session.compiling import Spoken
from stretchcoach.session.effects import DropQueued, PlayAnswer, PlayChime, PlayLine, StopAudio
from stretchcoach.session.moment import Moment, moment_of
from stretchcoach.session.replanning import replan
from stretchcoach.session.session import PauseReason, Session, State, Transition
from stretchcoach.session.timeline import Chime, Cue, Timeline

Clock = Callable[[], float]

_TELL_SECONDS = 0.3
"""What is not in the timeline is said so soon: its sound has to be read first."""
_KEEP_SECONDS = 2.0
"""How much of a hold may be lost if the power fails."""
SLEPT_SECONDS = 5.0
"""A gap between two looks that no face makes: the machine slept, or stood still."""


class Voice(Protocol):
    """Whatever plays the sound of a session. None of its methods blocks."""

    def say(self, cue: Cue, after: float) -> None:
        """PlayLine a line, `after` seconds from now."""

    def ring(self, chime: Chime, after: float) -> None:
        """Sound a chime, `after` seconds from now."""

    def stop(self) -> None:
        """Fall silent at once and drop what was to come."""

    def drop_queued(self, after: float) -> None:
        """Drop what is due `after` seconds from now or later, but play the rest."""

    def follow(self, timeline: Timeline, position: float, *, is_running: bool) -> None:
        """Take note of where the session is now; its breath and background depend on it."""


class Revision(NamedTuple):
    """Counts the changes of how long lines are known to take, with the voice that speaks them."""

    number: int = 0
    voice: str = ""


class Journal(Protocol):
    """Whoever remembers what was done. Its method does not block."""

    def record(self, session: Session) -> None:
        """Remember a session as it is by now, instead of what was kept of it before."""


class Coach:
    """Owns the session: a face presses, and looks as often as it likes.

    `clock` is monotonic; `wall` goes on while the machine sleeps. `spoken_seconds` tells, without waiting, how long a
    line takes; with a new `revision` of that, the rest of the session is planned anew. `speed` runs the session faster
    than life.
    """

    def __init__(
        self,
        session: Session,
        voice: Voice,
        journal: Journal,
        *,
        clock: Clock,
        wall: Clock,
        spoken_seconds: Spoken,
        revision: Callable[[], Revision] = Revision,
        speed: float = 1.0,
    ) -> None:
        self._session = replace(session, committed_seconds=going.COMMITTED_SECONDS * speed)
        self._voice = voice
        self._journal = journal
        self._clock = clock
        self._wall = wall
        self._spoken_seconds = spoken_seconds
        self._revision = revision
        self._planned_with = revision()
        self._speed = speed
        self._ticked = clock()
        self._ticked_wall = wall()
        self._kept = self._session

    def tick(self) -> Moment:
        """Catch up with the clock, say what is due, and return what is true now."""
        self._catch_up()
        return moment_of(self._session)

    def start(self) -> None:
        """Begin."""
        self._do(going.start)

    def pause(self) -> None:
        """Stand still."""
        self._do(going.pause)

    def resume(self) -> None:
        """Go on; a line that was cut off is said again."""
        self._do(going.resume)

    def pause_or_resume(self) -> None:
        """Stand still or go on, whichever it is not."""
        self._do(going.resume if self._session.state is State.PAUSED else going.pause)

    def skip(self) -> None:
        """Go to the next phase."""
        self._do(going.skip)

    def back(self) -> None:
        """Go to the start of this phase, or to the one before."""
        self._do(lambda session: going.back(session, self._spoken_seconds))

    def hold_longer(self) -> None:
        """Make the hold under way longer."""
        self._do(lambda session: holding_on.hold_longer(session, self._spoken_seconds))

    def ease_off(self) -> None:
        """End the hold under way."""
        self._do(holding_on.ease_off)

    def swap(self) -> None:
        """Go over to the easier variant of this stretch."""
        self._do(lambda session: easing.swap(session, self._spoken_seconds))

    def stop(self) -> None:
        """End before the end."""
        self._do(going.stop)

    def _do(self, step: Callable[[Session], Transition]) -> None:
        self._catch_up()
        self._carry_out(step(self._session))
        self._let_follow()

    def _let_follow(self) -> None:
        """Tell the breath and the background where the session is; after a pause perhaps nobody looks any more."""
        session = self._session
        self._voice.follow(session.timeline, session.position, is_running=session.state is State.RUNNING)

    def _catch_up(self) -> None:
        now, wall = self._clock(), self._wall()
        passed, passed_wall = now - self._ticked, wall - self._ticked_wall
        self._ticked, self._ticked_wall = now, wall
        if max(passed, passed_wall) > SLEPT_SECONDS:
            self._carry_out(going.pause(self._session, PauseReason.SLEPT))
        else:
            self._carry_out(going.advance(self._session, max(0.0, passed) * self._speed))
        self._use_revision()
        self._let_follow()

    def _use_revision(self) -> None:
        before, revision = self._planned_with, self._revision()
        if revision != before:
            self._planned_with = revision
            spoken_by = before.voice if before.voice != revision.voice else None
            self._carry_out(replan(self._session, self._spoken_seconds, spoken_by))

    def _carry_out(self, step: Transition) -> None:
        before, (self._session, effects) = self._session, step
        for effect in effects:
            match effect:
                case PlayLine(cue, after):
                    self._voice.say(cue, after / self._speed)
                case PlayAnswer(text):
                    self._voice.say(self._answer(text), _TELL_SECONDS)
                case PlayChime(chime, after):
                    self._voice.ring(chime, after / self._speed)
                case StopAudio():
                    self._voice.stop()
                case DropQueued(after):
                    self._voice.drop_queued(after / self._speed)
        if _is_worth_keeping(before, self._session, self._kept):
            self._kept = self._session
            self._journal.record(self._session)

    def _answer(self, text: str) -> Cue:
        session = self._session
        return Cue(session.position, self._spoken_seconds(text), text, session.index)


def _is_worth_keeping(before: Session, after: Session, kept: Session) -> bool:
    """Whether the phase, the state or the plan has changed, or a hold has gone on for a while since it was `kept`."""
    if after is before or after.state is State.READY:
        return False
    if after.segment.hold_key is not None and after.practised - kept.practised >= _KEEP_SECONDS:
        return True
    news = after.index != before.index or after.state is not before.state or after.timeline is not before.timeline
    return news or after.position < before.position
