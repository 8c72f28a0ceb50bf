"""Compiling a routine into a timeline: every side, every length, every line at its time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.routine import Block, Routine
from stretchcoach.routine.spoken_words import SpokenWords
from stretchcoach.session import phases
from stretchcoach.session.placing import (
    CHIME_SECONDS,
    Placed,
    place_instructions,
    place_optional,
)
from stretchcoach.session.segment_spec import SegmentSpec
from stretchcoach.session.timeline import Chime, Cue, Segment, Timeline
from stretchcoach.settings.preferences import Preferences

_FIRST_LEAD_SECONDS = 0.15
"""The first word comes as soon as Start was pressed."""
_LEAD_SECONDS = 0.4

Spoken = Callable[[str], float]
Held = Mapping[tuple[int, Side], Hold]


class _Step(NamedTuple):
    """A phase, the side it is done on, and the side that its lines speak of."""

    phase: SegmentSpec
    side: Side
    spoken_side: Side


def compile_timeline(
    routine: Routine,
    preferences: Preferences,
    spoken_seconds: Spoken,
    held: Held | None = None,
) -> Timeline:
    """Return the timeline of `routine` as the person wants it.

    `spoken_seconds(text)` is the measured length of a line in seconds. `held` are holds that were changed
    during a session, by exercise and side; without them both sides get the same segments with the same
    lengths, because every phase is laid out for the longer of its two sides.
    """
    segments: list[Segment] = []
    cues: list[Cue] = []
    start = 0.0
    measured = _Measured(spoken_seconds)
    words = routine.coaching.words
    for laid in lay_out(routine, preferences, measured, held):
        cues += (
            _cue(start, line, words.fill_sides(line.wording, laid.spoken_side), measured, len(segments))
            for line in laid.lines
        )
        segments.append(_segment(laid.phase, start, laid.seconds, laid.side))
        start = segments[-1].end
    return Timeline(routine, preferences, tuple(segments), tuple(cues), held or {})


class LaidOut(NamedTuple):
    """A phase with its length in seconds, the lines that have a place in it, and the side that these speak of."""

    phase: SegmentSpec
    side: Side
    spoken_side: Side
    seconds: float
    lines: list[Placed]


def lay_out(
    routine: Routine, preferences: Preferences, spoken_seconds: Spoken, held: Held | None = None
) -> Iterator[LaidOut]:
    """Yield every phase of a routine, each fit for the longer of its two sides."""
    is_first = True
    words = routine.coaching.words
    for phase, side, spoken_side in _led_in(_steps(routine, preferences, held or {}), preferences):
        lines, seconds = _lay_out(phase, _sides_to_fit(spoken_side), words, spoken_seconds, first=is_first)
        yield LaidOut(phase, side, spoken_side, seconds, lines)
        is_first = False


class _Measured:
    """The length of each line, asked for once."""

    def __init__(self, spoken_seconds: Spoken) -> None:
        self._spoken_seconds = spoken_seconds
        self._lengths: dict[str, float] = {}

    def __call__(self, text: str) -> float:
        if text not in self._lengths:
            self._lengths[text] = self._spoken_seconds(text)
        return self._lengths[text]


def _steps(routine: Routine, preferences: Preferences, held: Held) -> Iterator[_Step]:
    if preferences.get_ready_seconds:
        yield _both(phases.get_ready(routine, preferences))
    yield _both(phases.opening(routine, preferences))
    position = 0
    for number, block in enumerate(routine.blocks):
        if number:
            yield _both(phases.rest(routine, block.exercises[0].stretch, preferences))
        if block.one_sided:
            first = preferences.first_side
            yield from _side(routine, block, position, first, preferences, held)
            yield _Step(phases.switch(routine, preferences), Side.BOTH, first.other)
            yield from _side(routine, block, position, first.other, preferences, held)
        else:
            yield from _side(routine, block, position, Side.BOTH, preferences, held)
        position += len(block.exercises)
    yield _both(phases.finish(routine, preferences))


def _led_in(steps: Iterator[_Step], preferences: Preferences) -> Iterator[_Step]:
    """Let a tone wake the loudspeaker before the first word, where the person wants that."""
    first = next(steps)
    yield first._replace(phase=replace(first.phase, chime=Chime.LEAD_IN)) if preferences.lead_in else first
    yield from steps


def _both(phase: SegmentSpec) -> _Step:
    return _Step(phase, Side.BOTH, Side.BOTH)


def _side(
    routine: Routine, block: Block, first: int, side: Side, preferences: Preferences, held: Held
) -> Iterator[_Step]:
    """Yield all exercises of a block on one side."""
    stretches = [exercise.stretch for exercise in block.exercises]
    neighbours = zip([None, *stretches[:-1]], block.exercises, [*stretches[1:], None], strict=True)
    for position, (previous, exercise, following) in enumerate(neighbours, start=first):
        written = exercise.dose_for(preferences).hold
        hold = held.get((position, side), written)
        for phase in phases.exercise_phases(routine, exercise, position, previous, following, hold, preferences):
            yield _Step(phase, side, side)


def _sides_to_fit(side: Side) -> tuple[Side, ...]:
    """Both sides where a phase is done on both, so that it is as long on either."""
    return (Side.BOTH,) if side is Side.BOTH else (Side.LEFT, Side.RIGHT)


def _lay_out(
    phase: SegmentSpec, sides: tuple[Side, ...], words: SpokenWords, measured: Spoken, *, first: bool
) -> tuple[list[Placed], float]:
    """Place the lines of a phase and find its length, fit for each of `sides`."""

    def longest(wording: str) -> float:
        return max(measured(words.fill_sides(wording, side)) for side in sides)

    lead = CHIME_SECONDS if phase.chime else _FIRST_LEAD_SECONDS if first else _LEAD_SECONDS
    placed, needed = place_instructions(phase.instructions, lead, longest)
    seconds = max(phase.seconds, needed)
    return placed or place_optional(phase.optional, seconds, longest), seconds


def _cue(start: float, line: Placed, text: str, measured: _Measured, segment: int) -> Cue:
    return Cue(start + line.at, measured(text), text, segment)


def _segment(phase: SegmentSpec, start: float, seconds: float, side: Side) -> Segment:
    return Segment(
        start=start,
        seconds=seconds,
        kind=phase.kind,
        side=side,
        stretch=phase.stretch,
        exercise=phase.exercise,
        rep=phase.rep,
        reps=phase.reps,
        breaths=phase.breaths,
        hold=phase.hold,
        planned=phase.planned,
        chime=phase.chime,
        ticks=phase.ticks,
        waits=phase.waits,
    )
