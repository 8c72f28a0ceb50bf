"""Reading a stretch file."""

from types import MappingProxyType

from stretchcoach.files.table import Table
from stretchcoach.routine.dose import Dose
from stretchcoach.routine.line import SIDES
from stretchcoach.routine.line_tables import check_whole, read_hold, read_id, read_lines, read_sources
from stretchcoach.routine.stretch import Manner, Script, Stretch
from stretchcoach.settings.hold import Hold
from stretchcoach.settings.ranges import REPS


def read_stretch(table: Table) -> Stretch:
    """Return the stretch that `table`, the whole of a stretch file, describes. Raises Refused."""
    table.has("format")
    stretch_id = read_id(table)
    title, why, feel = (table.text(key) for key in ("title", "why", "feel"))
    one_sided = table.truth("one_sided", otherwise=True)
    manner = table.parsed("manner", _manner, otherwise=Manner.STRETCH)
    texts = {key: table.texts(key) for key in ("needs", "focus", "cautions")}
    easier = table.text("easier", otherwise="") if table.has("easier") else None
    sources = read_sources(table)
    dose = _read_dose(table.table("dose", required=True))
    script = _read_script(table, frozenset(SIDES if one_sided else ()), dose)
    table.no_more()
    table.refuse_if_faulty()
    return Stretch(
        id=stretch_id,
        title=title,
        why=why,
        feel=feel,
        dose=dose,
        script=script,
        manner=manner or Manner.STRETCH,
        one_sided=one_sided,
        needs=texts["needs"],
        focus=texts["focus"],
        cautions=texts["cautions"],
        easier=easier,
        sources=sources,
    )


def _read_dose(table: Table) -> Dose:
    hold = read_hold(table, "hold")
    least, most = _advice(table, hold)
    reps = table.whole("reps", otherwise=0) or 0
    if reps:
        check_whole(table, "reps", reps, REPS)
    advised = (
        table.whole("reps_from", otherwise=reps) or reps,
        table.whole("reps_to", otherwise=reps) or reps,
    )
    if not advised[0] <= reps <= advised[1]:
        table.wrong("reps", f"is {reps}; it lies between reps_from and reps_to")
    table.no_more()
    in_range = reps if reps in REPS else 0
    return Dose(hold=hold, hold_advice=(least, most), reps=in_range, reps_advice=advised)


def _advice(table: Table, hold: Hold) -> tuple[Hold, Hold]:
    least = table.parsed("hold_from", Hold.parse, otherwise=hold) or hold
    most = table.parsed("hold_to", Hold.parse, otherwise=hold) or hold
    for key, end in (("hold_from", least), ("hold_to", most)):
        if end.unit != hold.unit:
            table.wrong(key, f"is {end}; write it in the unit of hold, which is {hold}")
    if least.unit == hold.unit == most.unit and not least.amount <= hold.amount <= most.amount:
        table.wrong("hold", f"is {hold}; it lies between hold_from and hold_to")
    return least, most


def _read_script(table: Table, allowed: frozenset[str], dose: Dose) -> Script:
    after = table.table("set_up_after")
    return Script(
        set_up=read_lines(table, "set_up", allowed, required=True),
        inhale=read_lines(table, "inhale", allowed, required=bool(dose.reps)),
        exhale=read_lines(table, "exhale", allowed, required=bool(dose.reps)),
        move_in=read_lines(table, "move_in", allowed),
        hold=read_lines(table, "hold", allowed),
        release=read_lines(table, "release", allowed),
        set_up_after=MappingProxyType(
            {previous: read_lines(after, previous, allowed, required=True) for previous in after.keys}
        ),
    )


def _manner(text: str) -> Manner:
    try:
        return Manner(text)
    except ValueError:
        raise ValueError(f"is {text!r}; it can be {' or '.join(Manner)}") from None
