"""Placing spoken lines in time, so that none is cut off and none overlaps another."""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

from stretchcoach.session.segment_spec import GAP_SECONDS, Instruction, OptionalLine

TAIL_SECONDS = 0.15
"""Between a line and the end of its phase."""
CHIME_SECONDS = 1.5
"""A chime rings alone for so long before a word is said."""
GRID_SECONDS = 0.05
"""The length of a spoken phase is rounded up to this."""

Measure = Callable[[str], float]


class Placed(NamedTuple):
    """A wording, when it starts within its phase and when it has been said."""

    at: float
    end: float
    wording: str
    gap: float = GAP_SECONDS
    """Seconds to the lines beside it, at least."""


def place_instructions(
    instructions: Iterable[Instruction], lead: float, measure: Measure
) -> tuple[list[Placed], float]:
    """Place lines one after the other from `lead` on; return them and how long saying and doing them takes."""
    placed: list[Placed] = []
    free = lead
    for instruction in instructions:
        end = free + measure(instruction.wording)
        placed.append(Placed(free, end, instruction.wording))
        free = end + GAP_SECONDS + instruction.then_seconds
    needed = math.ceil(round(free / GRID_SECONDS, 6)) * GRID_SECONDS if placed else 0.0
    return placed, round(needed, 2)


def place_optional(lines: Iterable[OptionalLine], seconds: float, measure: Measure) -> list[Placed]:
    """Place what fits into a phase of `seconds`, the first lines first; return it in the order of time."""
    placed: list[Placed] = []
    for line in lines:
        for wording in (*line.wordings, *line.general):
            at = _free_place(line, measure(wording), seconds - TAIL_SECONDS, placed)
            if at is not None:
                placed.append(Placed(at, at + measure(wording), wording, line.gap))
                break
    return sorted(placed)


def _free_place(line: OptionalLine, length: float, until: float, placed: list[Placed]) -> float | None:
    """Find the earliest start where a line of `length` keeps its distance from all others, and ends in time."""
    at = line.earliest
    for other in sorted(placed):
        gap = max(line.gap, other.gap)
        if at + length + gap <= other.at:
            break
        at = max(at, other.end + gap)
    return at if at <= line.latest and at + length <= until else None
