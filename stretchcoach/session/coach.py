"""The coach: it drives a session from a clock, and carries out its effects."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, Protocol

from stretchcoach.session import edits, transitions
from stretchcoach.session.effects import DropQueued, PlayAnswer, PlayChime, PlayLine, StopAudio
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.moment import Moment, moment_of
from stretchcoach.session.session import COMMITTED_SECONDS, PauseReason, Session, State
from stretchcoach.session.timeline import Chime, Cue, Timeline
from stretchcoach.session.transitions import Transition

Clock = Callable[[], float]
"""A function that returns a time in seconds."""

_ANSWER_AFTER_SECONDS = 0.3
"""The time from now to an answer that is not in the timeline: its sound has to be read first."""
_RECORD_SECONDS = 2.0
"""How many seconds of a hold may be lost if the power fails."""
SLEPT_SECONDS = 5.0
"""A longer gap between two ticks means that the computer slept or froze."""


class SessionAudio(Protocol):
    """Plays the sound of a session. No method blocks."""

    def play_line(self, cue: Cue, after: float) -> None:
        """Play a line `after` seconds from now."""

    def play_chime(self, chime: Chime, after: float) -> None:
        """Play a chime `after` seconds from now."""

    def stop(self) -> None:
        """Fall silent at once and drop everything that is queued."""

    def drop_queued(self, after: float) -> None:
        """Drop what is due `after` seconds from now or later, and play the rest."""

    def follow(self, timeline: Timeline, position: float, *, is_running: bool) -> None:
        """Take the session's position, on which the sound of the breath and the background depend."""


class Recorder(Protocol):
    """Stores what was done in a session. The method does not block."""

    def record(self, session: Session) -> None:
        """Store the session as it is now, in place of what was stored before."""


class Revision(NamedTuple):
    """The version of the known line lengths, and the voice that speaks the lines."""

    number: int = 0
    voice: str = ""


class Coach:
    """Owns the session. An interface calls its methods, and `tick` as often as it likes.

    `clock` is monotonic; `wall` also runs while the computer sleeps. `spoken_seconds` returns the length of a line
    without blocking; when `revision` changes, the rest of the session is compiled anew. `speed` runs the session
    faster than real time.
    """

    def __init__(
        self,
        session: Session,
        audio: SessionAudio,
        recorder: Recorder,
        *,
        clock: Clock,
        wall: Clock,
        spoken_seconds: SpokenSeconds,
        revision: Callable[[], Revision] = Revision,
        speed: float = 1.0,
    ) -> None:
        self._session = replace(session, committed_seconds=COMMITTED_SECONDS * speed)
        self._audio = audio
        self._recorder = recorder
        self._clock = clock
        self._wall = wall
        self._spoken_seconds = spoken_seconds
        self._revision = revision
        self._planned_with = revision()
        self._speed = speed
        self._ticked = clock()
        self._ticked_wall = wall()
        self._recorded = self._session

    def tick(self) -> Moment:
        """Catch up with the clock, schedule the lines that are due, and return the current moment."""
        self._catch_up()
        return moment_of(self._session)

    def start(self) -> None:
        """Start the session."""
        self._do(transitions.start)

    def pause(self) -> None:
        """Pause the session."""
        self._do(transitions.pause)

    def resume(self) -> None:
        """Continue the session. A line that was interrupted is said again."""
        self._do(transitions.resume)

    def pause_or_resume(self) -> None:
        """Pause the session if it is running, and continue it if it is paused."""
        self._do(transitions.resume if self._session.state is State.PAUSED else transitions.pause)

    def skip(self) -> None:
        """Go to the next segment."""
        self._do(transitions.skip)

    def back(self) -> None:
        """Go to the start of this segment, or to the one before."""
        self._do(lambda session: transitions.back(session, self._spoken_seconds))

    def hold_longer(self) -> None:
        """Make the current hold longer."""
        self._do(lambda session: edits.hold_longer(session, self._spoken_seconds))

    def ease_off(self) -> None:
        """End the current hold."""
        self._do(edits.ease_off)

    def take_easier(self) -> None:
        """Swap this stretch for its easier version."""
        self._do(lambda session: edits.take_easier(session, self._spoken_seconds))

    def stop(self) -> None:
        """End the session before its end."""
        self._do(transitions.stop)

    def _do(self, act: Callable[[Session], Transition]) -> None:
        self._catch_up()
        self._carry_out(act(self._session))
        self._update_audio()

    def _catch_up(self) -> None:
        now, wall = self._clock(), self._wall()
        passed, passed_wall = now - self._ticked, wall - self._ticked_wall
        self._ticked, self._ticked_wall = now, wall
        if max(passed, passed_wall) > SLEPT_SECONDS:
            self._carry_out(transitions.pause(self._session, PauseReason.SLEPT))
        else:
            self._carry_out(transitions.advance(self._session, max(0.0, passed) * self._speed))
        self._use_revision()
        self._update_audio()

    def _use_revision(self) -> None:
        before, revision = self._planned_with, self._revision()
        if revision != before:
            self._planned_with = revision
            spoken_by = before.voice if before.voice != revision.voice else None
            self._carry_out(edits.replan(self._session, self._spoken_seconds, spoken_by))

    def _update_audio(self) -> None:
        """Pass on the position. Acts do this as well as ticks, because no tick may follow a pause."""
        session = self._session
        self._audio.follow(session.timeline, session.position, is_running=session.state is State.RUNNING)

    def _carry_out(self, transition: Transition) -> None:
        before, (self._session, effects) = self._session, transition
        for effect in effects:
            match effect:
                case PlayLine(cue, after):
                    self._audio.play_line(cue, after / self._speed)
                case PlayAnswer(text):
                    self._audio.play_line(self._answer(text), _ANSWER_AFTER_SECONDS)
                case PlayChime(chime, after):
                    self._audio.play_chime(chime, after / self._speed)
                case StopAudio():
                    self._audio.stop()
                case DropQueued(after):
                    self._audio.drop_queued(after / self._speed)
        if _is_worth_recording(before, self._session, self._recorded):
            self._recorded = self._session
            self._recorder.record(self._session)

    def _answer(self, text: str) -> Cue:
        session = self._session
        return Cue(session.position, self._spoken_seconds(text), text, session.index)


def _is_worth_recording(before: Session, after: Session, recorded: Session) -> bool:
    """Return whether the segment, state or timeline has changed, or a hold has lasted for a while since `recorded`."""
    if after is before or after.state is State.READY:
        return False
    if after.segment.hold_key is not None and after.practised_seconds - recorded.practised_seconds >= _RECORD_SECONDS:
        return True
    is_new = after.index != before.index or after.state is not before.state or after.timeline is not before.timeline
    return is_new or after.position < before.position
