"""The general lines that every routine is coached with: counting, changing sides, beginning and ending."""

from typing import NamedTuple

from stretchcoach.routine.line import Line
from stretchcoach.routine.spoken_words import SpokenWords


class Coaching(NamedTuple):
    """The lines of `data/coaching.toml`, each with the places that may be open in it."""

    get_ready: Line
    """Said first where the person wants time before it begins: `{count}` seconds."""
    opening: tuple[Line, ...]
    """Begins: `{title}`."""
    caution: Line
    ready: Line
    """Ends a set-up that lasts until the person presses a key."""
    announce: Line
    """Which stretch and side comes, where only the counting is said: `{title}`, `{side}`."""
    inhale: Line
    exhale: Line
    rep: Line
    """Counts a warm-up rep: `{count}`."""
    last_rep: Line
    """Stands before the line of a stretch's last warm-up breath in."""
    hold: Line
    """Begins a hold: `{length}`."""
    breaths_left: Line
    """`{count}`, two or more."""
    last_breath: Line
    halfway: Line
    seconds_left: Line
    """`{count}`."""
    time_left: Line
    """In a long hold: `{length}`."""
    last_seconds: tuple[Line, ...]
    """Counts the last seconds of a hold, one after the other."""
    more_breaths: Line
    """A hold has become a breath longer."""
    more_seconds: Line
    """A hold has become longer: `{count}` seconds."""
    release: Line
    easier: Line
    """The easier variant comes instead: `{title}`."""
    no_easier: Line
    switch: Line
    """`{side}` is the side to come."""
    rest: Line
    """`{title}` is the stretch to come."""
    finish: tuple[Line, ...]
    slept: Line
    """The computer was asleep, and the session stands still."""
    words: SpokenWords
    """What fills `{side}`, `{other}` and `{length}`."""
