"""What is said during a hold: how long it lasts, what to mind, and an even countdown."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stretchcoach.domain.hold import Hold
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.line import Line
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.placing import CHIME_SECONDS
from stretchcoach.session.segment_spec import OptionalLine, Place
from stretchcoach.settings.choices import Detail, LastSeconds
from stretchcoach.settings.preferences import Preferences

_COUNTED_BREATHS = 3
"""A long hold counts only its last breaths, and its middle; a short one all."""
_COUNT_ALL_BREATHS = 5
_HALFWAY_FROM_SECONDS = 40
_SECONDS_LEFT = 10
_LAST_SECONDS = (3.0, 2.0, 1.0)
_COUNT_GAP_SECONDS = 0.1
"""Words that are counted a second apart are told apart by their rhythm."""
_EXACT = 1e-6
_TIME_LEFT_FROM_SECONDS = 10.0
"""Just after the beginning of a hold, which names its length, the time left is not said."""


def hold_lines(coaching: Coaching, stretch: Stretch, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield what wants to be said in a hold, the more important first.

    Counts stand on the start of a breath or on their second exactly, so that the countdown is even.
    """
    lines = list(_hold_lines(coaching, stretch, hold, preferences))
    if preferences.quiet_hold:
        last_breath = hold.seconds(preferences.breath) - preferences.breath.seconds
        lines = [lines[0], *(line for line in lines[1:] if line.earliest >= last_breath - _EXACT)]
    yield from lines


def ticks_of(preferences: Preferences) -> tuple[float, ...]:
    """Return how many seconds before the end of a hold ticks sound."""
    return _LAST_SECONDS if preferences.last_seconds is LastSeconds.TICKS else ()


def _hold_lines(coaching: Coaching, stretch: Stretch, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    detail = preferences.detail
    begins = coaching.hold.filled(length=coaching.words.hold(hold)).wordings(detail)
    yield OptionalLine(CHIME_SECONDS, CHIME_SECONDS, begins)
    if preferences.last_seconds is LastSeconds.WORDS:
        end = hold.seconds(preferences.breath)
        for before, line in zip(_LAST_SECONDS, coaching.last_seconds, strict=False):
            yield replace(_at(end - before, line, detail), gap=_COUNT_GAP_SECONDS)
    yield from _counts(coaching, hold, preferences)
    yield from _time_left(coaching, hold, preferences)
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
        if preferences.halfway and hold.amount >= _HALFWAY_FROM_SECONDS:
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
        elif begun * 2 == hold.amount and preferences.halfway:
            yield _at(at, coaching.halfway, detail)


def _time_left(coaching: Coaching, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield how much is left every so often: in seconds or in breaths, as the hold is counted."""
    every, breath = preferences.time_left_seconds, preferences.breath.seconds
    if not every:
        return
    step = every if hold.unit == "s" else math.ceil(every / breath)
    for left in range(step, hold.amount, step):
        at = hold.seconds(preferences.breath) - left * (1.0 if hold.unit == "s" else breath)
        if at < _TIME_LEFT_FROM_SECONDS:
            continue
        if hold.unit == "s":
            yield _at(at, coaching.time_left.filled(length=coaching.words.time(left)), preferences.detail)
        elif left > 1:
            yield _at(at, coaching.breaths_left.filled(count=left), preferences.detail)


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
