"""Resuming a session in another run of the program."""

from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.routine.routine import Routine
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.segment_key import SegmentKey, find_segment, segment_key_of
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import HoldKey, HoldOverrides
from stretchcoach.settings.preferences import Preferences


class ResumePosition(NamedTuple):
    """How far a session has come in its routine, and what the person has changed on the way."""

    segment: SegmentKey
    stretches: tuple[str, ...]
    """The ids of all exercises' stretches, including the easier ones that were swapped in."""
    hold_overrides: HoldOverrides


def resume_position_of(session: Session) -> ResumePosition:
    """Return the position from which `session` can be resumed."""
    timeline = session.timeline
    stretches = tuple(exercise.stretch.id for exercise in timeline.routine.exercises)
    return ResumePosition(segment_key_of(timeline, session.index), stretches, timeline.hold_overrides)


def resumed_session(
    routine: Routine,
    preferences: Preferences,
    resume_position: ResumePosition,
    held_seconds: Mapping[HoldKey, float],
    practised_seconds: float,
    spoken_seconds: SpokenSeconds,
) -> Session:
    """Return a session at the start of the segment of `resume_position`.

    `held_seconds` and `practised_seconds` are what was done before.
    """
    eased = _with_easier_stretches(routine, resume_position.stretches)
    timeline = compile_timeline(eased, preferences, spoken_seconds, resume_position.hold_overrides)
    position = timeline.segments[find_segment(timeline, resume_position.segment)].start
    return Session(
        timeline,
        position=position,
        scheduled_until=position,
        practised_seconds=practised_seconds,
        held_seconds=held_seconds,
    )


def _with_easier_stretches(routine: Routine, stretches: tuple[str, ...]) -> Routine:
    """Swap in the easier stretches again. Where the routine's file has changed since, it stays as it is now."""
    for number, wanted in enumerate(stretches):
        exercises = tuple(routine.exercises)
        while number < len(exercises) and exercises[number].stretch.id != wanted:
            eased = routine.with_easier_variant(number)
            if eased is None:
                break
            routine, exercises = eased, tuple(eased.exercises)
    return routine
