"""What was really done in a session: which stretches were held, on which sides, and for how long."""

from dataclasses import dataclass

from stretchcoach.routine.stretch import Manner, Stretch
from stretchcoach.session.moment import Moment
from stretchcoach.session.timeline import Segment, Timeline
from stretchcoach.settings.choices import Side

_LEAST_SECONDS = 1.0
"""A hold that was passed over sooner was not held."""
_NEARLY = 0.25
"""A breath that only lacks so much of itself counts as held."""
_MOST = 0.5
"""Who was at it for this part of a session has done most of it."""


@dataclass(frozen=True)
class Held:
    """How long one side was held: in whole breaths where the hold is counted in breaths, else in seconds."""

    side: Side
    seconds: int
    breaths: int | None = None


@dataclass(frozen=True)
class Done:
    """A stretch that was held, with its sides in the order in which they came."""

    stretch: Stretch
    held: tuple[Held, ...]


def what_was_done(moment: Moment) -> tuple[Done, ...]:
    """Return the stretches that were held until `moment`, in the order of the routine."""
    timeline = moment.timeline
    sides: dict[int, list[Held]] = {}
    for segment in timeline.segments:
        if segment.hold is None or segment.exercise is None:
            continue
        seconds = moment.held_seconds.get((segment.exercise, segment.side), 0.0)
        if seconds >= _LEAST_SECONDS:
            sides.setdefault(segment.exercise, []).append(_held(timeline, segment, seconds))
    exercises = tuple(timeline.routine.exercises)
    return tuple(Done(exercises[number].stretch, tuple(held)) for number, held in sorted(sides.items()))


def did_most(moment: Moment) -> bool:
    """Whether the person was at it for most of what was planned; skipping to the end does not count."""
    return moment.practised >= _MOST * moment.timeline.seconds


def has_stretched(done: tuple[Done, ...]) -> bool:
    """Whether a muscle was held at length, and not only the breath followed."""
    return any(one.stretch.manner is Manner.STRETCH for one in done)


def _held(timeline: Timeline, segment: Segment, seconds: float) -> Held:
    breaths = int(seconds / timeline.breath.seconds + _NEARLY) if segment.breaths is not None else 0
    return Held(segment.side, round(seconds), breaths or None)
