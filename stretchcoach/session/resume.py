"""Going on with a session in another run of the program."""

from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.routine import Routine
from stretchcoach.session.compiling import Spoken, compile_timeline
from stretchcoach.session.segment_key import SegmentKey, find_segment, segment_key_of
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import HoldKey
from stretchcoach.settings.preferences import Preferences


class Place(NamedTuple):
    """Where in a routine a session is, and what the person changed on the way there."""

    mark: SegmentKey
    stretches: tuple[str, ...]
    """The ids of all exercises' stretches, the easier ones among them that were swapped in."""
    held: Mapping[tuple[int, Side], Hold]
    """The holds that were changed, by exercise and side."""


def resume_position_of(session: Session) -> Place:
    """Return where `session` is."""
    timeline = session.timeline
    stretches = tuple(exercise.stretch.id for exercise in timeline.routine.exercises)
    return Place(segment_key_of(timeline, session.index), stretches, timeline.held)


def resumed_session(
    routine: Routine,
    preferences: Preferences,
    place: Place,
    done: Mapping[HoldKey, float],
    practised: float,
    spoken_seconds: Spoken,
) -> Session:
    """Return the session that goes on at the beginning of the phase at `place`, with what was `done` before."""
    eased = _eased_as(routine, place.stretches)
    timeline = compile_timeline(eased, preferences, spoken_seconds, place.held)
    position = timeline.segments[find_segment(timeline, place.mark)].start
    return Session(timeline, position=position, handed=position, practised=practised, held_seconds=done)


def _eased_as(routine: Routine, stretches: tuple[str, ...]) -> Routine:
    """Swap in what was swapped in; where the routine has become another one meanwhile, it is done as it is now."""
    for number, wanted in enumerate(stretches):
        exercises = tuple(routine.exercises)
        while number < len(exercises) and exercises[number].stretch.id != wanted:
            eased = routine.with_easier_variant(number)
            if eased is None:
                break
            routine, exercises = eased, tuple(eased.exercises)
    return routine
