"""What is done, before sides and times are put to it: phases with the lines that belong to them."""

from dataclasses import dataclass
from typing import NamedTuple

from stretchcoach.domain.hold import Hold
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.timeline import Chime, SegmentKind

GAP_SECONDS = 0.5
"""Between two lines, so that they are heard as two."""


class Place(NamedTuple):
    """Where a line stands in the file of its stretch: in which list, and at which place there, counted from 0."""

    part: str
    number: int


@dataclass(frozen=True)
class OptionalLine:
    """A line that starts between `earliest` and `latest` seconds into its phase, or is left out.

    `wordings` are tried in order, and then the `general` ones; the first that fits a free place is said, or none.
    """

    earliest: float
    latest: float
    wordings: tuple[str, ...]
    general: tuple[str, ...] = ()
    """Said instead of the stretch's own wordings where these do not fit."""
    place: Place | None = None
    """Of a line that a stretch's file has."""
    gap: float = GAP_SECONDS
    """Seconds between it and the lines beside it, at least."""


@dataclass(frozen=True)
class Instruction:
    """A line that has to be said, and the seconds it takes to do what it says."""

    wording: str
    then_seconds: float = 0.0


@dataclass(frozen=True)
class SegmentSpec:
    """One phase to be: it lasts `seconds`, or longer until its instructions have been said and done."""

    kind: SegmentKind
    seconds: float
    instructions: tuple[Instruction, ...] = ()
    optional: tuple[OptionalLine, ...] = ()
    """What is said if it fits; the more important first."""
    stretch: Stretch | None = None
    exercise: int | None = None
    rep: int | None = None
    reps: int | None = None
    hold: Hold | None = None
    planned: Hold | None = None
    breaths: int | None = None
    chime: Chime | None = None
    ticks: tuple[float, ...] = ()
    """How many seconds before its end a tick sounds."""
    waits: bool = False
