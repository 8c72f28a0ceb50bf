"""Lines of a stretch that do not fit at its dose: they are left out, or a general line is said instead."""

from collections.abc import Iterator
from typing import NamedTuple

from stretchcoach.routine.routine import Routine
from stretchcoach.session.compiling import plan_segments
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.segment_spec import ScriptPlace
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.preferences import Preferences


class OmittedLine(NamedTuple):
    """A line that is never said."""

    exercise: int
    """The index of its exercise in the routine."""
    place: ScriptPlace
    wording: str
    """The shortest wording of the line."""
    needed: float
    """The seconds that it takes to say this wording."""
    kind: SegmentKind
    """The kind of segment that the line belongs to."""
    seconds: float
    """The length of that segment."""
    instead: str = ""
    """The general line that is said in its place."""


def omitted_lines(routine: Routine, preferences: Preferences, spoken_seconds: SpokenSeconds) -> Iterator[OmittedLine]:
    """Yield each line that does not fit, once, even if it is left out several times."""
    found: set[tuple[int, ScriptPlace]] = set()
    for spec, _side, _spoken_side, seconds, lines in plan_segments(routine, preferences, spoken_seconds):
        said = {line.wording for line in lines}
        for line in spec.optional:
            if line.place is None or spec.exercise is None or not said.isdisjoint(line.wordings):
                continue
            if (spec.exercise, line.place) not in found:
                found.add((spec.exercise, line.place))
                shortest = min(line.wordings, key=len)
                instead = next((one for one in line.general if one in said), "")
                needed = spoken_seconds(shortest)
                yield OmittedLine(spec.exercise, line.place, shortest, needed, spec.kind, seconds, instead)
