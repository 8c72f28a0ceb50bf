"""The general lines of every session: counting, changing sides, starting and finishing."""

from typing import NamedTuple

from stretchcoach.routine.line import Line
from stretchcoach.routine.spoken_words import SpokenWords


class Coaching(NamedTuple):
    """The lines of `data/coaching.toml`. Each attribute names the placeholders that its line may have."""

    get_ready: Line
    """Comes first if the user wants some time to get ready: `{count}` seconds."""
    opening: tuple[Line, ...]
    """Starts the session: `{title}`."""
    caution: Line
    """Comes after the opening if the routine stretches anything."""
    ready: Line
    """Ends a set-up that waits for a key."""
    announce: Line
    """Names the next stretch if only the counting is spoken: `{title}`, `{side}`."""
    inhale: Line
    exhale: Line
    rep: Line
    """Counts a warm-up rep: `{count}`."""
    last_rep: Line
    """Comes before the stretch's own line for the last breath in."""
    hold: Line
    """Starts a hold: `{length}`."""
    breaths_left: Line
    """Counts down the breaths of a hold: `{count}`, two or more."""
    last_breath: Line
    halfway: Line
    seconds_left: Line
    """Comes near the end of a hold: `{count}`."""
    time_left: Line
    """Comes every now and then in a long hold: `{length}`."""
    last_seconds: tuple[Line, ...]
    """Counts down the last seconds of a hold, one line a second."""
    more_breaths: Line
    """Answers a request to hold one breath longer."""
    more_seconds: Line
    """Answers a request to hold longer: `{count}` seconds."""
    release: Line
    easier: Line
    """Introduces the easier variant: `{title}`."""
    no_easier: Line
    """Answers a request for an easier variant if there is none."""
    switch: Line
    """Announces the other side: `{side}`."""
    rest: Line
    """Announces the next stretch: `{title}`."""
    finish: tuple[Line, ...]
    slept: Line
    """Says that the computer was asleep and the session is paused."""
    words: SpokenWords
    """The words that fill `{side}`, `{other}` and `{length}`."""
