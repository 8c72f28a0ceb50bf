"""Lines of a stretch that have no place at its dose: they are not heard, or a general line is heard instead."""

from collections.abc import Iterator
from typing import NamedTuple

from stretchcoach.routine.routine import Routine
from stretchcoach.session.compiling import Spoken, lay_out
from stretchcoach.session.segment_spec import Place
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.preferences import Preferences


class Unheard(NamedTuple):
    """One line that is not heard."""

    exercise: int
    """Of the routine, counted from 0."""
    place: Place
    wording: str
    """Its shortest one."""
    needed: float
    """Seconds that this takes to say."""
    kind: SegmentKind
    """Of the phase that it belongs to."""
    seconds: float
    """How long that phase lasts."""
    instead: str = ""
    """The general line that is said in its place."""


def unheard_lines(routine: Routine, preferences: Preferences, spoken_seconds: Spoken) -> Iterator[Unheard]:
    """Yield each line that has no place, once, however often its turn comes."""
    found: set[tuple[int, Place]] = set()
    for phase, _side, _spoken_side, seconds, lines in lay_out(routine, preferences, spoken_seconds):
        said = {line.wording for line in lines}
        for line in phase.optional:
            if line.place is None or phase.exercise is None or not said.isdisjoint(line.wordings):
                continue
            if (phase.exercise, line.place) not in found:
                found.add((phase.exercise, line.place))
                shortest = min(line.wordings, key=len)
                instead = next((one for one in line.general if one in said), "")
                needed = spoken_seconds(shortest)
                yield Unheard(phase.exercise, line.place, shortest, needed, phase.kind, seconds, instead)
