"""A person's way through a timeline, as an immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stretchcoach.session.timeline import HoldKey, Segment, Timeline

COMMITTED_SECONDS = 0.3
"""A line due within this many seconds counts as said: the audio device may have read it already."""


class State(StrEnum):
    """What a session is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


ENDED = frozenset({State.FINISHED, State.STOPPED})
"""The states that a session never leaves."""


class PauseReason(StrEnum):
    """Why a session is paused."""

    ASKED = "asked"
    """The person paused it, or has a question to answer first."""
    WAITING = "waiting"
    """A set-up is over, and the session waits until the person is ready."""
    SLEPT = "slept"
    """The computer was asleep."""


@dataclass(frozen=True)
class Session:
    """A timeline, the state, and how far the person has come.

    The functions in `transitions` and `edits` take a session and return a new one.
    """

    timeline: Timeline
    state: State = State.READY
    position: float = 0.0
    """Seconds into the timeline."""
    scheduled_until: float = 0.0
    """Lines and chimes before this second have been sent to the audio."""
    practised_seconds: float = 0.0
    """Seconds spent running: skipped time does not count, repeated time counts again."""
    held_seconds: Mapping[HoldKey, float] = field(default_factory=dict)
    """How many of these seconds were spent in each hold."""
    pause_reason: PauseReason = PauseReason.ASKED
    """Why the session is paused. It means nothing in other states."""
    committed_seconds: float = COMMITTED_SECONDS
    """How many seconds ahead the audio device may have read; more if the session runs faster than real time."""

    @property
    def is_waiting(self) -> bool:
        """Whether a set-up is over and the session waits until the person is ready."""
        return self.state is State.PAUSED and self.pause_reason is PauseReason.WAITING

    @property
    def index(self) -> int:
        """The index of the current segment. A session that waits is still in its set-up."""
        return self.timeline.index_at(self.position) - self.is_waiting

    @property
    def segment(self) -> Segment:
        """The current segment."""
        return self.timeline.segments[self.index]
