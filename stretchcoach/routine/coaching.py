"""The general lines that every routine is coached with: counting, changing sides, beginning and ending."""

from typing import NamedTuple

from stretchcoach.routine.line import Line


class Coaching(NamedTuple):
    """The lines of `data/coaching.toml`, each with the places that may be open in it."""

    opening: tuple[Line, ...]
    """Said first: `{title}`."""
    caution: Line
    announce: Line
    """Which stretch and side comes, where only the counting is said: `{title}`, `{side}`."""
    inhale: Line
    exhale: Line
    rep: Line
    """Counts a warm-up rep: `{count}`."""
    last_rep: Line
    hold: Line
    """Begins a hold: `{length}`."""
    breaths_left: Line
    """`{count}`, two or more."""
    last_breath: Line
    halfway: Line
    seconds_left: Line
    """`{count}`."""
    release: Line
    switch: Line
    """`{side}` is the side to come."""
    rest: Line
    """`{title}` is the stretch to come."""
    finish: tuple[Line, ...]
