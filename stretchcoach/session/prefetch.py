"""Everything that may be said in answer to a press, so that it is spoken before anyone presses."""

from stretchcoach.session.compiling import Spoken, compile_timeline
from stretchcoach.session.holding_on import MORE_SECONDS
from stretchcoach.session.timeline import Timeline


def prefetch_answers(timeline: Timeline, spoken_seconds: Spoken) -> None:
    """Ask for the length of each line that a session of `timeline` may come to want."""
    routine, preferences = timeline.routine, timeline.preferences
    coaching = routine.coaching
    more_seconds = coaching.more_seconds.filled(count=MORE_SECONDS)
    for line in (coaching.more_breaths, more_seconds, coaching.no_easier, coaching.slept):
        spoken_seconds(line.wordings(preferences.detail)[0])
    for position, _exercise in enumerate(routine.exercises):
        eased = routine.with_easier_variant(position)
        if eased is not None:
            compile_timeline(eased, preferences, spoken_seconds)
