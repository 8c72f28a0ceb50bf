"""Segments before they are compiled: what is done, and which lines belong to it, without sides and times."""

from dataclasses import dataclass
from typing import NamedTuple

from stretchcoach.domain.hold import Hold
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.timeline import Chime, SegmentKind

GAP_SECONDS = 0.5
"""The least pause between two lines, so that they are heard as two."""


class ScriptPlace(NamedTuple):
    """Where a line stands in a stretch's file: the name of its list, and its index there."""

    part: str
    number: int


@dataclass(frozen=True)
class OptionalLine:
    """A line that starts between `earliest` and `latest` seconds into its segment, or is left out.

    The first wording that fits is said: `wordings` are tried in order, then `general`.
    """

    earliest: float
    latest: float
    wordings: tuple[str, ...]
    general: tuple[str, ...] = ()
    """Wordings that suit any stretch, for when the stretch's own do not fit."""
    place: ScriptPlace | None = None
    """Where the line stands, if it comes from a stretch's file."""
    gap: float = GAP_SECONDS
    """The least pause in seconds between this line and the lines beside it."""


@dataclass(frozen=True)
class Instruction:
    """A line that must be said, and the seconds that the person needs to do what it says."""

    wording: str
    then_seconds: float = 0.0


@dataclass(frozen=True)
class SegmentSpec:
    """A segment to be compiled. It lasts `seconds`, or longer if its instructions take longer to say and do."""

    kind: SegmentKind
    seconds: float
    instructions: tuple[Instruction, ...] = ()
    optional: tuple[OptionalLine, ...] = ()
    """Lines that are said if they fit, the most important first."""
    stretch: Stretch | None = None
    exercise: int | None = None
    rep: int | None = None
    reps: int | None = None
    hold: Hold | None = None
    planned: Hold | None = None
    breaths: int | None = None
    chime: Chime | None = None
    ticks: tuple[float, ...] = ()
    """The seconds before the end at which a tick sounds."""
    waits: bool = False
