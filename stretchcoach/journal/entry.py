"""What the journal stores of a session: how far it came, what was held, and where to resume it."""

from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.session.hold_records import HoldRecord, hold_records
from stretchcoach.session.resume import ResumePosition, resume_position_of
from stretchcoach.session.session import Session, State
from stretchcoach.settings.store import as_values


class Entry(NamedTuple):
    """A snapshot of a session for the journal."""

    routine: str
    file: str | None
    """The path of the routine's file, if it lies outside of the person's folders."""
    title: str
    preferences: Mapping[str, object]
    state: State
    practised_seconds: float
    planned_seconds: float
    holds: tuple[HoldRecord, ...]
    place: ResumePosition


def entry_of(session: Session) -> Entry:
    """Return the entry for `session` as it is now."""
    timeline = session.timeline
    return Entry(
        routine=timeline.routine.id,
        file=timeline.routine.file,
        title=timeline.routine.title,
        preferences=as_values(timeline.preferences),
        state=session.state,
        practised_seconds=session.practised_seconds,
        planned_seconds=timeline.seconds,
        holds=hold_records(timeline, session.held_seconds),
        place=resume_position_of(session),
    )
