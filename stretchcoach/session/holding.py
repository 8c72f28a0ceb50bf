"""What is said during a hold: how long it lasts, what to mind, and an even countdown."""

import math
from collections.abc import Iterator, Sequence

from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.line import Line
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.passage import OptionalLine, Place
from stretchcoach.session.placing import CHIME_SECONDS
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.hold import Hold
from stretchcoach.settings.preferences import Preferences

_COUNTED_BREATHS = 3
"""A long hold counts only its last breaths, and its middle; a short one all."""
_COUNT_ALL_BREATHS = 5
_HALFWAY_FROM_SECONDS = 40
_SECONDS_LEFT = 10


def hold_lines(coaching: Coaching, stretch: Stretch, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield what wants to be said in a hold, the more important first.

    Counts stand on the start of a breath or on their second exactly, so that the countdown is even.
    """
    detail = preferences.detail
    begins = coaching.hold.filled(length=hold.spoken()).wordings(detail)
    yield OptionalLine(CHIME_SECONDS, CHIME_SECONDS, begins)
    yield from _counts(coaching, hold, preferences)
    if detail is not Detail.COUNT:
        yield from _spread(stretch.script.hold, hold, preferences, after=CHIME_SECONDS)


def settle_lines(_coaching: Coaching, stretch: Stretch, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield what wants to be said while settling: no counting, only what to let go of."""
    if preferences.detail is not Detail.COUNT:
        yield from _spread(stretch.script.hold, hold, preferences, after=0.0)


def last_count_wordings(coaching: Coaching, detail: Detail) -> tuple[str, ...]:
    """Return the wordings that tell the end of a hold, counted in breaths or in seconds."""
    return (*coaching.last_breath.wordings(detail), *_seconds_left(coaching).wordings(detail))


def _counts(coaching: Coaching, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    detail = preferences.detail
    if hold.unit == "s":
        if hold.amount >= _HALFWAY_FROM_SECONDS:
            yield _at(hold.amount / 2, coaching.halfway, detail)
        if hold.amount > _SECONDS_LEFT:
            yield _at(hold.amount - _SECONDS_LEFT, _seconds_left(coaching), detail)
        return
    seconds = preferences.breath.seconds
    for begun in range(1, hold.amount):
        left = hold.amount - begun
        at = begun * seconds
        if left == 1:
            yield _at(at, coaching.last_breath, detail)
        elif left <= _COUNTED_BREATHS or hold.amount <= _COUNT_ALL_BREATHS:
            yield _at(at, coaching.breaths_left.filled(count=left), detail)
        elif begun * 2 == hold.amount:
            yield _at(at, coaching.halfway, detail)


def _seconds_left(coaching: Coaching) -> Line:
    return coaching.seconds_left.filled(count=_SECONDS_LEFT)


def _at(at: float, line: Line, detail: Detail) -> OptionalLine:
    return OptionalLine(at, at, line.wordings(detail))


def _spread(lines: Sequence[Line], hold: Hold, preferences: Preferences, *, after: float) -> Iterator[OptionalLine]:
    """Yield each line in its own share of the hold and with a breath out."""
    breath = preferences.breath
    share = (hold.seconds(breath) - after) / max(len(lines), 1)
    for position, line in enumerate(lines):
        begins = after + position * share
        breaths = max(0, math.ceil((begins - breath.inhale) / breath.seconds))
        earliest = breaths * breath.seconds + breath.inhale
        wordings = line.wordings(preferences.detail)
        yield OptionalLine(earliest, earliest + breath.exhale, wordings, place=Place("hold", position))
