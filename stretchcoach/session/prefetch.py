"""Requesting every line that may answer a press, so that it has been rendered before anyone presses."""

from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.edits import MORE_SECONDS
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.timeline import Timeline


def prefetch_answers(timeline: Timeline, spoken_seconds: SpokenSeconds) -> None:
    """Ask for the length of each line that a session of `timeline` may need."""
    routine, preferences = timeline.routine, timeline.preferences
    coaching = routine.coaching
    more_seconds = coaching.more_seconds.filled(count=MORE_SECONDS)
    for line in (coaching.more_breaths, more_seconds, coaching.no_easier, coaching.slept):
        spoken_seconds(line.wordings(preferences.detail)[0])
    for index, _exercise in enumerate(routine.exercises):
        eased = routine.with_easier_variant(index)
        if eased is not None:
            compile_timeline(eased, preferences, spoken_seconds)
