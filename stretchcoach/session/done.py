"""What was really done in a session: which stretches were held, on which sides, and for how long."""

from dataclasses import dataclass

from stretchcoach.domain.side import Side
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.moment import Moment
from stretchcoach.session.timeline import Segment, Timeline

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
    eased: bool = False
    """It was left before its end because the person eased off."""


@dataclass(frozen=True)
class Done:
    """A stretch that was held, with its sides in the order in which they came."""

    stretch: Stretch
    held: tuple[Held, ...]


def what_was_done(moment: Moment) -> tuple[Done, ...]:
    """Return the stretches that were held until `moment`, in the order of the routine."""
    timeline = moment.timeline
    sides: dict[tuple[int, str], list[Held]] = {}
    stretches: dict[str, Stretch] = {}
    holds = {segment.hold_key: segment for segment in timeline.segments if segment.hold_key is not None}
    for hold_key, segment in holds.items():
        seconds = moment.held_seconds.get(hold_key, 0.0)
        if seconds >= _LEAST_SECONDS and segment.stretch is not None:
            stretches[hold_key.stretch] = segment.stretch
            sides.setdefault((hold_key.exercise, hold_key.stretch), []).append(_held(timeline, segment, seconds))
    in_order = sorted(sides.items(), key=lambda one: one[0][0])
    return tuple(Done(stretches[stretch], tuple(held)) for (_exercise, stretch), held in in_order)


def did_most(moment: Moment) -> bool:
    """Whether the person was at it for most of what was planned; skipping to the end does not count."""
    return moment.practised >= _MOST * moment.timeline.seconds


def has_stretched(done: tuple[Done, ...]) -> bool:
    """Whether a muscle was held at length, and not only the breath followed."""
    return any(one.stretch.kind is StretchKind.STRETCH for one in done)


def _held(timeline: Timeline, segment: Segment, seconds: float) -> Held:
    breaths = int(seconds / timeline.breath.seconds + _NEARLY) if segment.breaths is not None else 0
    return Held(segment.side, round(seconds), breaths or None, eased=segment.whole_seconds is not None)
