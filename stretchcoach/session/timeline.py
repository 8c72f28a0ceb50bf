"""The timeline: what happens and what is said at every instant of a session. It never changes."""

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

HoldOverrides = Mapping[tuple[int, Side], Hold]
"""The holds that were changed during a session, by exercise and side."""


class SegmentKind(StrEnum):
    """What the person does in a segment."""

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
    """A soft sound that marks an event without words."""

    LEAD_IN = "lead-in"
    HOLD_BEGINS = "hold-begins"
    HOLD_ENDS = "hold-ends"
    CHANGE_SIDES = "change-sides"
    TICK = "tick"


class HoldKey(NamedTuple):
    """Identifies a hold: the exercise's index in the routine, the stretch's id, and the side."""

    exercise: int
    stretch: str
    side: Side


@dataclass(frozen=True)
class Segment:
    """A stretch of the timeline in which the person does one thing. Times are in seconds."""

    start: float
    seconds: float
    kind: SegmentKind
    side: Side = Side.BOTH
    stretch: Stretch | None = None
    exercise: int | None = None
    """The index of its exercise in the routine. Segments between two exercises have none."""
    rep: int | None = None
    reps: int | None = None
    breaths: int | None = None
    hold: Hold | None = None
    planned: Hold | None = None
    """The hold as it was planned, before the person made it longer."""
    chime: Chime | None = None
    """The chime that sounds at the start."""
    ticks: tuple[float, ...] = ()
    """The seconds before the end at which a tick sounds."""
    waits: bool = False
    """Whether the session waits at the end until the person is ready."""
    whole_seconds: float | None = None
    """How long the segment was planned to last, if it was cut short."""
    planned_next: "Segment | None" = None
    """The segment that was planned to come after a change of sides or a rest, if another stretch comes instead."""

    @property
    def end(self) -> float:
        """The second at which the next segment starts."""
        return self.start + self.seconds

    @property
    def hold_key(self) -> HoldKey | None:
        """The key of the hold in this segment, or None if nothing is held."""
        if self.hold is None or self.exercise is None or self.stretch is None:
            return None
        return HoldKey(self.exercise, self.stretch.id, self.side)

    @property
    def is_get_ready(self) -> bool:
        """Whether this is the time to get to the mat, before the opening."""
        return self.kind is SegmentKind.REST and self.start == 0.0


@dataclass(frozen=True)
class Cue:
    """A spoken line that starts `at` seconds into the timeline and takes `seconds` to say."""

    at: float
    seconds: float
    text: str
    segment: int
    voice: str | None = None
    """The voice that speaks it, if the session's voice has changed since."""

    @property
    def end(self) -> float:
        """The second at which the line has been said."""
        return self.at + self.seconds


@dataclass(frozen=True, repr=False)
class Timeline:
    """Segments without gaps or overlaps, and cues in order, each wholly inside its segment."""

    routine: Routine
    preferences: Preferences
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    hold_overrides: HoldOverrides
    is_edited: bool = False
    """Whether the person has changed it during the session, since it was compiled."""

    def __repr__(self) -> str:
        """`<Timeline of settle: 5 segments, 10 cues, 93.4 s>`; the whole of it would fill pages."""
        counts = f"{len(self.segments)} segments, {len(self.cues)} cues, {self.seconds:.1f} s"
        return f"<Timeline of {self.routine.id}: {counts}>"

    @property
    def seconds(self) -> float:
        """The length of the timeline."""
        return self.segments[-1].end

    @property
    def breath(self) -> Breath:
        """The pace of the breath."""
        return self.preferences.breath

    @cached_property
    def chimes(self) -> tuple[tuple[float, Chime], ...]:
        """Every chime with the second at which it sounds, in order."""
        at_starts = ((one.start, one.chime) for one in self.segments if one.chime is not None)
        ticks = ((one.end - before, Chime.TICK) for one in self.segments for before in one.ticks)
        return tuple(sorted((*at_starts, *ticks)))

    @cached_property
    def _starts(self) -> list[float]:
        return [segment.start for segment in self.segments]

    def index_at(self, position: float) -> int:
        """Return the index of the segment at `position`. The last segment includes everything after its start."""
        return max(0, bisect_right(self._starts, position) - 1)

    def cue_at(self, position: float) -> Cue | None:
        """Return the line that is being said at `position`."""
        before = bisect_right(self.cues, position, key=lambda cue: cue.at)
        cue = self.cues[before - 1] if before else None
        return cue if cue is not None and position < cue.end else None

    def add_held_seconds(self, held: Mapping[HoldKey, float], since: float, until: float) -> Mapping[HoldKey, float]:
        """Return `held` with the seconds added that holds take up between the positions `since` and `until`."""
        for segment in self.segments[self.index_at(since) : self.index_at(until) + 1]:
            passed = min(until, segment.end) - max(since, segment.start)
            if segment.hold_key is not None and passed > 0:
                held = {**held, segment.hold_key: held.get(segment.hold_key, 0.0) + passed}
        return held
