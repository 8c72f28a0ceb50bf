"""A routine with preferences applied: what happens and what is said at every instant. It never changes."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.routine import Routine
from stretchcoach.routine.stretch import Stretch
from stretchcoach.settings.preferences import Preferences


class SegmentKind(StrEnum):
    """What a segment is."""

    SETTLE = "settle"
    SET_UP = "set_up"
    INHALE = "inhale"
    EXHALE = "exhale"
    MOVE_IN = "move_in"
    HOLD = "hold"
    RELEASE = "release"
    SWITCH = "switch"
    REST = "rest"
    FINISH = "finish"


class Chime(StrEnum):
    """A soft sound that says without words where we are."""

    LEAD_IN = "lead-in"
    HOLD_BEGINS = "hold-begins"
    HOLD_ENDS = "hold-ends"
    CHANGE_SIDES = "change-sides"
    TICK = "tick"


class HoldKey(NamedTuple):
    """What is held: a stretch on one side, as one of the exercises of a routine, counted from 0."""

    exercise: int
    stretch: str
    side: Side


@dataclass(frozen=True)
class Segment:
    """One phase: it starts `start` seconds into the timeline and lasts `seconds`."""

    start: float
    seconds: float
    kind: SegmentKind
    side: Side = Side.BOTH
    stretch: Stretch | None = None
    exercise: int | None = None
    """Which exercise of the routine it belongs to, counted from 0."""
    rep: int | None = None
    reps: int | None = None
    breaths: int | None = None
    hold: Hold | None = None
    planned: Hold | None = None
    """How long the hold was to be before the person wanted it longer."""
    chime: Chime | None = None
    """Sounds as the segment begins."""
    ticks: tuple[float, ...] = ()
    """How many seconds before its end a tick sounds."""
    waits: bool = False
    """It lasts until the person says that they are ready."""
    whole_seconds: float | None = None
    """How long it was to last, where it was left sooner."""
    led_to: "Segment | None" = None
    """Of a phase between two stretches: the phase that was to come, where another stretch comes instead."""

    @property
    def end(self) -> float:
        """When the next one starts."""
        return self.start + self.seconds

    @property
    def hold_key(self) -> HoldKey | None:
        """What is held in it; nothing where nothing is."""
        if self.hold is None or self.exercise is None or self.stretch is None:
            return None
        return HoldKey(self.exercise, self.stretch.id, self.side)

    @property
    def is_get_ready(self) -> bool:
        """Whether it is the time before the first phase."""
        return self.kind is SegmentKind.REST and self.start == 0.0


@dataclass(frozen=True)
class Cue:
    """One spoken line: it starts `at` seconds into the timeline and takes `seconds` to say."""

    at: float
    seconds: float
    text: str
    segment: int
    voice: str | None = None
    """The voice that speaks it, if that is no longer the one of the session."""

    @property
    def end(self) -> float:
        """When the line has been said."""
        return self.at + self.seconds


@dataclass(frozen=True, repr=False)
class Timeline:
    """Segments without gap or overlap, and cues in order, each wholly inside its segment."""

    routine: Routine
    preferences: Preferences
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    held: Mapping[tuple[int, Side], Hold]
    """The holds that were changed during the session, by exercise and side."""
    is_edited: bool = False
    """Whether a press during the session has changed it since it was compiled."""

    def __repr__(self) -> str:
        """`<Timeline of settle: 5 segments, 10 cues, 93.4 s>`; all of it would fill pages."""
        counts = f"{len(self.segments)} segments, {len(self.cues)} cues, {self.seconds:.1f} s"
        return f"<Timeline of {self.routine.id}: {counts}>"

    @property
    def seconds(self) -> float:
        """How long all of it takes."""
        return self.segments[-1].end

    @property
    def breath(self) -> Breath:
        """The pace of the breath."""
        return self.preferences.breath

    @cached_property
    def chimes(self) -> tuple[tuple[float, Chime], ...]:
        """Every chime with the second at which it sounds, in order."""
        begun = ((one.start, one.chime) for one in self.segments if one.chime is not None)
        ticks = ((one.end - before, Chime.TICK) for one in self.segments for before in one.ticks)
        return tuple(sorted((*begun, *ticks)))

    @cached_property
    def _starts(self) -> list[float]:
        return [segment.start for segment in self.segments]

    def index_at(self, position: float) -> int:
        """Return the index of the segment at `position`; the last one from its start on."""
        return max(0, bisect_right(self._starts, position) - 1)

    def cue_at(self, position: float) -> Cue | None:
        """Return the line that is being said at `position`."""
        before = bisect_right(self.cues, position, key=lambda cue: cue.at)
        cue = self.cues[before - 1] if before else None
        return cue if cue is not None and position < cue.end else None
