"""What the journal keeps of a session: how far it came, what was held, and where it could go on."""

from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.session.resume import Place, resume_position_of
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import HoldKey
from stretchcoach.settings.store import as_values

_LEAST_SECONDS = 1.0
"""A hold that was passed over sooner was not held."""


class Held(NamedTuple):
    """One stretch that was held on one side; lengths in seconds."""

    hold_key: HoldKey
    planned: Hold
    """What was asked for before the person wanted it longer."""
    planned_seconds: float
    held_seconds: float
    eased: bool
    """It was ended before its time."""
    extended: bool
    """It was made longer."""
    feeling: Feeling | None = None
    """What the person said of it, after the session."""


class Entry(NamedTuple):
    """A session as it is by now."""

    routine: str
    file: str | None
    """Of a routine from a file outside of the person's folders."""
    title: str
    preferences: Mapping[str, object]
    state: State
    practised_seconds: float
    planned_seconds: float
    holds: tuple[Held, ...]
    place: Place


def entry_of(session: Session) -> Entry:
    """Return what is to be kept of `session`."""
    timeline = session.timeline
    return Entry(
        routine=timeline.routine.id,
        file=timeline.routine.file,
        title=timeline.routine.title,
        preferences=as_values(timeline.preferences),
        state=session.state,
        practised_seconds=session.practised,
        planned_seconds=timeline.seconds,
        holds=tuple(_holds(session)),
        place=resume_position_of(session),
    )


def _holds(session: Session) -> list[Held]:
    breath = session.timeline.breath
    found: dict[HoldKey, Held] = {}
    for segment in session.timeline.segments:
        if segment.hold_key is None or segment.hold is None or segment.planned is None:
            continue
        seconds = session.held_seconds.get(segment.hold_key, 0.0)
        if seconds >= _LEAST_SECONDS:
            planned = segment.planned.seconds(breath)
            extended = segment.hold.seconds(breath) > planned
            eased = segment.whole_seconds is not None
            found[segment.hold_key] = Held(
                segment.hold_key, segment.planned, planned, seconds, eased=eased, extended=extended
            )
    return list(found.values())
