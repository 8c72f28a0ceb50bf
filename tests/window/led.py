"""A session whose clock the test advances, with a voice that records what it is asked to say."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from stretchcoach.audio.buses import Bus
from stretchcoach.audio.null_sound import NullSound
from stretchcoach.domain.side import Side
from stretchcoach.journal.recorder import NullRecorder, SessionRecorder
from stretchcoach.messages import Notice  # noqa: TC001 - of the class body
from stretchcoach.routine.routine import Routine
from stretchcoach.services.live_session import LiveSession
from stretchcoach.session.coach import Coach
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import Cue, Segment, SegmentKind, Timeline
from stretchcoach.settings.preferences import Preferences
from tests.window.finding import named


class Notebook(NullSound):
    """A voice that records its lines, and can be given notices."""

    def __init__(self) -> None:
        self.notices: tuple[Notice, ...] = ()
        self.said: list[str] = []
        self.is_closed = False
        self.volume = 0.0
        self.is_speaking = False

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        self.volume = gains[Bus.VOICE]

    def play_line(self, cue: Cue, after: float) -> None:
        self.said.append(f"{cue.text} ({after:.1f})")

    def close(self) -> None:
        self.is_closed = True


def _steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


class Led:
    """A coach whose clock stands still until a test advances it."""

    def __init__(
        self,
        routine: Routine,
        preferences: Preferences | None = None,
        recorder: SessionRecorder | NullRecorder | None = None,
    ) -> None:
        self.now = 1000.0
        self.timeline: Timeline = compile_timeline(routine, preferences or Preferences(), _steady)
        self.voice = Notebook()
        self.recorder = recorder or NullRecorder()
        self.coach = Coach(
            Session(self.timeline),
            self.voice,
            self.recorder,
            clock=lambda: self.now,
            wall=lambda: self.now,
            spoken_seconds=_steady,
        )

    @property
    def live_session(self) -> LiveSession:
        return LiveSession(self.coach, self.voice, self.timeline, self.recorder)

    @property
    def moment(self) -> Moment:
        return self.coach.tick()

    def state(self) -> State:
        return self.coach.tick().state

    def turn_to(self, position: float) -> Moment:
        """Advance the clock until `position`, in steps too short to count as the machine's sleep."""
        while (left := position - self.coach.tick().position) > 1e-6:
            self.now += min(left, 4.0)
        return self.coach.tick()

    def segment(self, kind: SegmentKind, side: Side = Side.LEFT) -> Segment:
        """Return the first segment of a kind; of a kind that has sides, the first on `side`."""
        return next(one for one in self.timeline.segments if one.kind is kind and one.side in (side, Side.BOTH))


def described(widget: QWidget, name: str) -> str:
    """Return the accessible description of the widget with this accessible name."""
    return named(widget, QWidget, name).accessibleDescription()
