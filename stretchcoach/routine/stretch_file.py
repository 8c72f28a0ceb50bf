"""Reading a stretch file."""

from types import MappingProxyType

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import REPS
from stretchcoach.files.table import Table
from stretchcoach.routine.dose import Dose
from stretchcoach.routine.fields import check_integer, read_id, read_lines, read_sources, read_title
from stretchcoach.routine.line import SIDE_PLACEHOLDERS
from stretchcoach.routine.pose_file import read_key_poses
from stretchcoach.routine.stretch import Script, Stretch, StretchKind

_PLACEHOLDER_HOLD = Hold(5, "b")
"""A stand-in for a hold with a fault. Its file is refused anyway."""


def read_stretch(table: Table) -> Stretch:
    """Return the stretch in `table`, which is the whole file. Raises InvalidFileError."""
    stretch_id = read_id(table)
    title = read_title(table)
    why, feel = (table.text(key) for key in ("why", "feel"))
    one_sided = table.boolean("one_sided", default=True)
    kind = table.parsed("manner", _parse_kind, default=StretchKind.STRETCH)
    texts = {key: table.texts(key) for key in ("needs", "focus", "cautions")}
    easier = table.text("easier", default="") if table.has("easier") else None
    sources = read_sources(table)
    dose = _read_dose(table.table("dose", required=True))
    script = _read_script(table, frozenset(SIDE_PLACEHOLDERS if one_sided else ()), dose)
    figure = read_key_poses(table.table("figure")) if table.has("figure") else None
    table.report_unknown_keys()
    table.raise_if_faulty()
    return Stretch(
        id=stretch_id,
        title=title,
        why=why,
        feel=feel,
        dose=dose,
        script=script,
        kind=kind or StretchKind.STRETCH,
        one_sided=one_sided,
        needs=texts["needs"],
        focus=texts["focus"],
        cautions=texts["cautions"],
        easier=easier,
        sources=sources,
        figure=figure,
    )


def _read_dose(table: Table) -> Dose:
    hold = table.parsed("hold", Hold.parse)
    ends = [table.parsed(key, Hold.parse) if table.has(key) else hold for key in ("hold_from", "hold_to")]
    least, most = (end or hold or _PLACEHOLDER_HOLD for end in ends)
    if hold is not None:
        _check_hold(table, hold, least, most)
    reps = _read_reps(table, "reps", 0)
    advised = (_read_reps(table, "reps_from", reps), _read_reps(table, "reps_to", reps))
    if None not in (reps, *advised) and not (advised[0] or 0) <= (reps or 0) <= (advised[1] or 0):
        table.add_fault("reps", f"is {reps}; choose a number between reps_from and reps_to")
    table.report_unknown_keys()
    return Dose(hold or _PLACEHOLDER_HOLD, (least, most), reps or 0, (advised[0] or 0, advised[1] or 0))


def _read_reps(table: Table, key: str, default: int | None) -> int | None:
    """Read a number of reps. Return None after a fault."""
    if not table.has(key):
        return default
    reps = table.integer(key)
    if reps is not None and reps not in REPS:
        check_integer(table, key, reps, REPS)
        return None
    return reps


def _check_hold(table: Table, hold: Hold, least: Hold, most: Hold) -> None:
    """Add a fault if the hold is not within its own advice."""
    for key, end in (("hold_from", least), ("hold_to", most)):
        if end.unit != hold.unit:
            table.add_fault(key, f"is {end}; use the same unit as hold, which is {hold}")
    if least.unit == hold.unit == most.unit and not least.amount <= hold.amount <= most.amount:
        table.add_fault("hold", f"is {hold}; choose a hold between hold_from and hold_to")


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


def _parse_kind(text: str) -> StretchKind:
    try:
        return StretchKind(text)
    except ValueError:
        raise ValueError(f"is {text!r}; choose {' or '.join(StretchKind)}") from None
