"""Reading a routine file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import REPS, Range
from stretchcoach.files.suggestions import did_you_mean
from stretchcoach.files.table import Table
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.fields import check_integer, read_id, read_line, read_lines, read_sources, read_title
from stretchcoach.routine.routine import DEFAULT_FINISH_BREATHS, DEFAULT_ORDER, Block, Exercise, Routine
from stretchcoach.routine.stretch import Stretch

ORDER = Range(1, DEFAULT_ORDER)
FINISH_BREATHS = Range(1, 20, 1, "breaths")


def read_routine(table: Table, stretches: Mapping[str, Stretch], coaching: Coaching) -> Routine:
    """Return the routine in `table`, which is the whole file. Raises InvalidFileError."""
    routine_id = read_id(table)
    title = read_title(table)
    summary = table.text("summary")
    order = table.integer("order", default=DEFAULT_ORDER) or 0
    check_integer(table, "order", order, ORDER)
    cautions = table.texts("cautions")
    caution = read_line(table.table("caution"), frozenset()) if table.has("caution") else None
    sources = read_sources(table)
    finish = read_lines(table, "finish", frozenset())
    finish_breaths = table.integer("finish_breaths", default=DEFAULT_FINISH_BREATHS) or 0
    check_integer(table, "finish_breaths", finish_breaths, FINISH_BREATHS)
    blocks = [_read_block(block, stretches) for block in table.tables("blocks", required=True)]
    table.report_unknown_keys()
    table.raise_if_faulty()
    return Routine(
        id=routine_id,
        title=title,
        summary=summary,
        blocks=tuple(block for block in blocks if block is not None),
        coaching=coaching,
        caution=caution,
        cautions=cautions,
        finish=finish,
        finish_breaths=finish_breaths,
        sources=sources,
        order=order,
        easier=_easier(blocks, stretches),
    )


def _easier(blocks: Iterable[Block | None], stretches: Mapping[str, Stretch]) -> Mapping[str, Stretch]:
    """Return the easier variants of all stretches in `blocks`, and of the variants."""
    found: dict[str, Stretch] = {}
    ahead = [exercise.stretch for block in blocks if block is not None for exercise in block.exercises]
    while ahead:
        stretch = ahead.pop()
        variant = stretches.get(stretch.easier or "")
        if variant is not None and stretch.id not in found:
            found[stretch.id] = variant
            ahead.append(variant)
    return MappingProxyType(found)


def _read_block(table: Table, stretches: Mapping[str, Stretch]) -> Block | None:
    entries = [_read_exercise(entry, stretches) for entry in table.tables("stretches", required=True)]
    table.report_unknown_keys()
    exercises = tuple(exercise for exercise in entries if exercise is not None)
    if not exercises or len(exercises) < len(entries):
        return None
    try:
        return Block(exercises)
    except ValueError as error:
        table.add_fault("stretches", f"can't be one block: {error}; write a block for each")
        return None


def _read_exercise(table: Table, stretches: Mapping[str, Stretch]) -> Exercise | None:
    name = table.text("stretch")
    stretch = stretches.get(name)
    if stretch is None:
        if name:
            table.add_fault("stretch", f"is {name!r}, which is not a known stretch; {did_you_mean(name, stretches)}")
        return None
    dose = stretch.dose
    if table.has("hold"):
        dose = replace(dose, hold=table.parsed("hold", Hold.parse) or dose.hold)
    if table.has("reps"):
        reps = table.integer("reps") or 0
        check_integer(table, "reps", reps, REPS)
        if not stretch.dose.reps:
            table.add_fault("reps", f"is {reps}, but {name!r} has no warm-up reps; remove it")
        elif reps in REPS:
            dose = replace(dose, reps=reps)
    table.report_unknown_keys()
    return Exercise(stretch, dose)
