"""Compiling a routine into a timeline: every side, every length, every line at its time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.routine.routine import Block, Routine
from stretchcoach.routine.spoken_words import SpokenWords
from stretchcoach.session import segment_builders as build
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.line_placement import CHIME_SECONDS, PlacedLine, place_instructions, place_optional
from stretchcoach.session.segment_spec import SegmentSpec
from stretchcoach.session.timeline import Chime, Cue, HoldOverrides, Segment, Timeline
from stretchcoach.settings.preferences import Preferences

_LEAD_SECONDS = 0.4
"""Seconds from the start of a segment to its first line."""
_FIRST_LEAD_SECONDS = 0.15
"""The same for the first segment: the voice answers the press on Start at once."""


class _SidedSpec(NamedTuple):
    """A spec, the side it is done on, and the side that its lines speak of."""

    spec: SegmentSpec
    side: Side
    spoken_side: Side


class PlannedSegment(NamedTuple):
    """A spec with its length in seconds and its placed lines."""

    spec: SegmentSpec
    side: Side
    spoken_side: Side
    """The side that the lines speak of."""
    seconds: float
    lines: list[PlacedLine]


def compile_timeline(
    routine: Routine,
    preferences: Preferences,
    spoken_seconds: SpokenSeconds,
    hold_overrides: HoldOverrides | None = None,
) -> Timeline:
    """Return the timeline of `routine` as the person wants it.

    `spoken_seconds(text)` returns the measured length of a line in seconds. Without `hold_overrides` both sides
    get the same segments with the same lengths, because every segment is planned for the longer of its two sides.
    """
    segments: list[Segment] = []
    cues: list[Cue] = []
    start = 0.0
    measured = _CachedLengths(spoken_seconds)
    for planned in plan_segments(routine, preferences, measured, hold_overrides):
        for line in planned.lines:
            text = routine.coaching.words.fill_sides(line.wording, planned.spoken_side)
            cues.append(Cue(start + line.at, measured(text), text, len(segments)))
        segments.append(_segment(planned.spec, start, planned.seconds, planned.side))
        start = segments[-1].end
    return Timeline(routine, preferences, tuple(segments), tuple(cues), hold_overrides or {})


def plan_segments(
    routine: Routine,
    preferences: Preferences,
    spoken_seconds: SpokenSeconds,
    hold_overrides: HoldOverrides | None = None,
) -> Iterator[PlannedSegment]:
    """Yield every segment of a routine in order, each long enough for the longer of its two sides."""
    is_first = True
    for spec, side, spoken_side in _with_lead_in(_all_specs(routine, preferences, hold_overrides or {}), preferences):
        lines, seconds = _place_lines(
            spec, _sides_to_fit(spoken_side), routine.coaching.words, spoken_seconds, is_first=is_first
        )
        yield PlannedSegment(spec, side, spoken_side, seconds, lines)
        is_first = False


class _CachedLengths:
    """The length of each line, asked for only once."""

    def __init__(self, spoken_seconds: SpokenSeconds) -> None:
        self._spoken_seconds = spoken_seconds
        self._lengths: dict[str, float] = {}

    def __call__(self, text: str) -> float:
        if text not in self._lengths:
            self._lengths[text] = self._spoken_seconds(text)
        return self._lengths[text]


def _all_specs(routine: Routine, preferences: Preferences, hold_overrides: HoldOverrides) -> Iterator[_SidedSpec]:
    if preferences.get_ready_seconds:
        yield _sideless(build.get_ready(routine, preferences))
    yield _sideless(build.opening(routine, preferences))
    first_exercise = 0
    for number, block in enumerate(routine.blocks):
        if number:
            yield _sideless(build.rest(routine, block.exercises[0].stretch, preferences))
        if block.one_sided:
            first = preferences.first_side
            yield from _block_specs(routine, block, first_exercise, first, preferences, hold_overrides)
            yield _SidedSpec(build.switch(routine, preferences), Side.BOTH, first.other)
            yield from _block_specs(routine, block, first_exercise, first.other, preferences, hold_overrides)
        else:
            yield from _block_specs(routine, block, first_exercise, Side.BOTH, preferences, hold_overrides)
        first_exercise += len(block.exercises)
    yield _sideless(build.finish(routine, preferences))


def _with_lead_in(specs: Iterator[_SidedSpec], preferences: Preferences) -> Iterator[_SidedSpec]:
    """Start the first segment with a tone, if the person wants one: it wakes a loudspeaker that sleeps."""
    first = next(specs)
    yield first._replace(spec=replace(first.spec, chime=Chime.LEAD_IN)) if preferences.lead_in else first
    yield from specs


def _sideless(spec: SegmentSpec) -> _SidedSpec:
    return _SidedSpec(spec, Side.BOTH, Side.BOTH)


def _block_specs(
    routine: Routine,
    block: Block,
    first_exercise: int,
    side: Side,
    preferences: Preferences,
    hold_overrides: HoldOverrides,
) -> Iterator[_SidedSpec]:
    """Yield all exercises of a block on one side."""
    stretches = [exercise.stretch for exercise in block.exercises]
    neighbours = zip([None, *stretches[:-1]], block.exercises, [*stretches[1:], None], strict=True)
    for index, (previous, exercise, following) in enumerate(neighbours, start=first_exercise):
        hold = hold_overrides.get((index, side), exercise.dose_for(preferences).hold)
        for spec in build.exercise_segments(routine, exercise, index, previous, following, hold, preferences):
            yield _SidedSpec(spec, side, side)


def _sides_to_fit(side: Side) -> tuple[Side, ...]:
    """Return the sides that the lines must fit: both, so that the segment gets the same length on either side."""
    return (Side.BOTH,) if side is Side.BOTH else (Side.LEFT, Side.RIGHT)


def _place_lines(
    spec: SegmentSpec, sides: tuple[Side, ...], words: SpokenWords, spoken_seconds: SpokenSeconds, *, is_first: bool
) -> tuple[list[PlacedLine], float]:
    """Return the placed lines of a segment and its length, so that both fit each of `sides`."""

    def longest(wording: str) -> float:
        return max(spoken_seconds(words.fill_sides(wording, side)) for side in sides)

    lead = CHIME_SECONDS if spec.chime else _FIRST_LEAD_SECONDS if is_first else _LEAD_SECONDS
    placed, needed = place_instructions(spec.instructions, lead, longest)
    seconds = max(spec.seconds, needed)
    return placed or place_optional(spec.optional, seconds, longest), seconds


def _segment(spec: SegmentSpec, start: float, seconds: float, side: Side) -> Segment:
    return Segment(
        start=start,
        seconds=seconds,
        kind=spec.kind,
        side=side,
        stretch=spec.stretch,
        exercise=spec.exercise,
        rep=spec.rep,
        reps=spec.reps,
        breaths=spec.breaths,
        hold=spec.hold,
        planned=spec.planned,
        chime=spec.chime,
        ticks=spec.ticks,
        waits=spec.waits,
    )
