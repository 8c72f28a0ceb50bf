"""Placing spoken lines in time, so that no line is cut off and none overlaps another."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.segment_spec import GAP_SECONDS, Instruction, OptionalLine

TAIL_SECONDS = 0.15
"""The least pause between a line and the end of its segment."""
CHIME_SECONDS = 1.5
"""The time after the start of a chime in which nothing is said."""
GRID_SECONDS = 0.05
"""The lengths of segments with instructions are rounded up to a multiple of this."""


class PlacedLine(NamedTuple):
    """A wording, and the seconds into its segment at which it starts and ends."""

    at: float
    end: float
    wording: str
    gap: float = GAP_SECONDS
    """The least pause in seconds between this line and the lines beside it."""


def place_instructions(
    instructions: Iterable[Instruction], lead: float, spoken_seconds: SpokenSeconds
) -> tuple[list[PlacedLine], float]:
    """Place lines one after the other, the first `lead` seconds into the segment.

    Return the placed lines, and the seconds that it takes to say and do all of them.
    """
    placed: list[PlacedLine] = []
    free = lead
    for instruction in instructions:
        end = free + spoken_seconds(instruction.wording)
        placed.append(PlacedLine(free, end, instruction.wording))
        free = end + GAP_SECONDS + instruction.then_seconds
    needed = math.ceil(round(free / GRID_SECONDS, 6)) * GRID_SECONDS if placed else 0.0
    return placed, round(needed, 2)


def place_optional(lines: Iterable[OptionalLine], seconds: float, spoken_seconds: SpokenSeconds) -> list[PlacedLine]:
    """Place the lines that fit into a segment of `seconds`, giving the first lines precedence.

    Return the placed lines in order of time.
    """
    placed: list[PlacedLine] = []
    for line in lines:
        for wording in (*line.wordings, *line.general):
            length = spoken_seconds(wording)
            at = _find_start(line, length, seconds - TAIL_SECONDS, placed)
            if at is not None:
                placed.append(PlacedLine(at, at + length, wording, line.gap))
                break
    return sorted(placed)


def _find_start(line: OptionalLine, length: float, until: float, placed: list[PlacedLine]) -> float | None:
    """Return the earliest start at which a line of `length` ends in time and keeps its gap to all others."""
    at = line.earliest
    for other in sorted(placed):
        gap = max(line.gap, other.gap)
        if at + length + gap <= other.at:
            break
        at = max(at, other.end + gap)
    return at if at <= line.latest and at + length <= until else None
