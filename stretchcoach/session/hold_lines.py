"""The lines said during a hold: its length, what to pay attention to, and an even countdown."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stretchcoach.domain.hold import Hold
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.line import Line
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.line_placement import CHIME_SECONDS
from stretchcoach.session.segment_spec import OptionalLine, ScriptPlace
from stretchcoach.settings.choices import Detail, LastSeconds
from stretchcoach.settings.preferences import Preferences

_COUNT_ALL_BREATHS = 5
"""A hold of at most this many breaths counts all of them."""
_COUNTED_BREATHS = 3
"""A longer hold announces its middle, and counts its last breaths, this many."""
_HALFWAY_FROM_SECONDS = 40
"""The shortest hold, in seconds, whose middle is announced."""
_SECONDS_LEFT = 10
"""The seconds left when the end of a hold in seconds is announced."""
_LAST_SECONDS = (3.0, 2.0, 1.0)
"""The seconds before the end that are counted or ticked."""
_COUNT_GAP_SECONDS = 0.1
"""The gap between words counted a second apart. Their rhythm keeps them distinct."""
_TIME_LEFT_FROM_SECONDS = 10.0
"""The time left is not said before this second, because the first line has just named the hold's length."""
_EXACT = 1e-6


def hold_lines(coaching: Coaching, stretch: Stretch, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield the lines for a hold, the most important first.

    Each count falls exactly on the start of a breath or on its second, so that the countdown is even.
    """
    lines = list(_all_hold_lines(coaching, stretch, hold, preferences))
    if preferences.quiet_hold:
        last_breath = hold.seconds(preferences.breath) - preferences.breath.seconds
        lines = [lines[0], *(line for line in lines[1:] if line.earliest >= last_breath - _EXACT)]
    yield from lines


def settle_lines(stretch: Stretch, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield the lines for settling: what to let go of, without any counting."""
    if preferences.detail is not Detail.COUNT:
        yield from _spread(stretch.script.hold, hold, preferences, after=0.0)


def ticks_of(preferences: Preferences) -> tuple[float, ...]:
    """Return the seconds before the end of a hold at which a tick sounds."""
    return _LAST_SECONDS if preferences.last_seconds is LastSeconds.TICKS else ()


def last_count_wordings(coaching: Coaching, detail: Detail) -> tuple[str, ...]:
    """Return the wordings that announce the end of a hold, in breaths or in seconds."""
    return (*coaching.last_breath.wordings(detail), *_seconds_left(coaching).wordings(detail))


def _all_hold_lines(
    coaching: Coaching, stretch: Stretch, hold: Hold, preferences: Preferences
) -> Iterator[OptionalLine]:
    detail = preferences.detail
    first = coaching.hold.filled(length=coaching.words.hold(hold)).wordings(detail)
    yield OptionalLine(CHIME_SECONDS, CHIME_SECONDS, first)
    if preferences.last_seconds is LastSeconds.WORDS:
        end = hold.seconds(preferences.breath)
        for before, line in zip(_LAST_SECONDS, coaching.last_seconds, strict=False):
            yield replace(_at(end - before, line, detail), gap=_COUNT_GAP_SECONDS)
    yield from _counts(coaching, hold, preferences)
    yield from _time_left(coaching, hold, preferences)
    if detail is not Detail.COUNT:
        yield from _spread(stretch.script.hold, hold, preferences, after=CHIME_SECONDS)


def _counts(coaching: Coaching, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield the counts of breaths or seconds, and the middle of the hold."""
    detail = preferences.detail
    if hold.unit == "s":
        if preferences.halfway and hold.amount >= _HALFWAY_FROM_SECONDS:
            yield _at(hold.amount / 2, coaching.halfway, detail)
        if hold.amount > _SECONDS_LEFT:
            yield _at(hold.amount - _SECONDS_LEFT, _seconds_left(coaching), detail)
        return
    seconds = preferences.breath.seconds
    for breathed in range(1, hold.amount):
        left = hold.amount - breathed
        at = breathed * seconds
        if left == 1:
            yield _at(at, coaching.last_breath, detail)
        elif left <= _COUNTED_BREATHS or hold.amount <= _COUNT_ALL_BREATHS:
            yield _at(at, coaching.breaths_left.filled(count=left), detail)
        elif breathed * 2 == hold.amount and preferences.halfway:
            yield _at(at, coaching.halfway, detail)


def _time_left(coaching: Coaching, hold: Hold, preferences: Preferences) -> Iterator[OptionalLine]:
    """Yield how much is left at regular intervals, in the hold's own unit."""
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
    """Yield each line in its own share of the hold, to be said during a breath out."""
    breath = preferences.breath
    share = (hold.seconds(breath) - after) / max(len(lines), 1)
    for number, line in enumerate(lines):
        share_start = after + number * share
        breaths = max(0, math.ceil((share_start - breath.inhale) / breath.seconds))
        earliest = breaths * breath.seconds + breath.inhale
        wordings = line.wordings(preferences.detail)
        yield OptionalLine(earliest, earliest + breath.exhale, wordings, place=ScriptPlace("hold", number))
