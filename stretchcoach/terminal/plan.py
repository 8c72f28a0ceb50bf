"""Routines and timelines as JSON and as tables, in the formats of docs/commands.md."""

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from stretchcoach.i18n import _
from stretchcoach.routine.routine import Routine
from stretchcoach.session.timeline import Cue, Segment, Timeline
from stretchcoach.terminal.printer import Printer


def routine_as_json(routine: Routine, minutes: int) -> dict[str, Any]:
    """Return one entry of `list --json`."""
    return {
        "id": routine.id,
        "title": routine.title,
        "minutes": minutes,
        "needs": list(routine.needs),
        "focus": list(routine.focus),
        "stretches": [stretch.id for stretch in routine.stretches],
    }


def timeline_as_json(timeline: Timeline) -> dict[str, Any]:
    """Return what `plan --json` prints. Times are in seconds, rounded to a tenth of a millisecond."""
    return {
        "routine": timeline.routine.id,
        "title": timeline.routine.title,
        "seconds": _rounded(timeline.seconds),
        "segments": [_segment(segment) for segment in timeline.segments],
        "cues": [_cue(cue) for cue in timeline.cues],
    }


def routine_table(entries: Iterable[tuple[Routine, int]]) -> Table:
    """Return a table of routines for people."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in (_("routine"), _("title"), _("minutes"), _("needs")):
        table.add_column(heading, overflow="fold")
    for routine, minutes in entries:
        table.add_row(routine.id, Text(routine.title), str(minutes), Text(", ".join(routine.needs)))
    return table


def timeline_table(timeline: Timeline) -> Table:
    """Return a table for people of each segment and what is said in it."""
    table = Table(
        box=None, pad_edge=False, header_style="dim", title=Text(timeline.routine.title), title_justify="left"
    )
    table.add_column(_("at"), justify="right")
    table.add_column(_("phase"))
    table.add_column(_("side"))
    table.add_column(_("seconds"), justify="right")
    table.add_column(_("said"), overflow="fold")
    for index, segment in enumerate(timeline.segments):
        said = [cue for cue in timeline.cues if cue.segment == index]
        first = Text(said[0].text if said else "")
        length = f"{segment.seconds:.1f}"
        table.add_row(clock_time(segment.start), segment.kind.replace("_", " "), segment.side, length, first)
        for cue in said[1:]:
            table.add_row(clock_time(cue.at), "", "", "", Text(cue.text))
    return table


def clock_time(seconds: float) -> str:
    """Return minutes and seconds, like `3:07`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "start": _rounded(segment.start),
        "seconds": _rounded(segment.seconds),
        "kind": str(segment.kind),
        "stretch": None if segment.stretch is None else segment.stretch.id,
        "side": str(segment.side),
        "rep": segment.rep,
        "reps": segment.reps,
        "breaths": segment.breaths,
    }


def _cue(cue: Cue) -> dict[str, Any]:
    return {
        "at": _rounded(cue.at),
        "seconds": _rounded(cue.seconds),
        "text": cue.text,
        "segment": cue.segment,
    }


def _rounded(seconds: float) -> float:
    return round(seconds, 4)


def plain_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """Return a table for people."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal, or 200 columns wide if the output goes elsewhere."""
    console = Printer()
    if not console.is_terminal:
        console = Printer(width=200)
    console.print(table)
