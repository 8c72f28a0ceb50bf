"""Past sessions as JSON and as a table, in the formats of docs/commands.md."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from stretchcoach.i18n import _
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import History, PastSession
from stretchcoach.session.hold_records import HoldRecord
from stretchcoach.terminal.plan import clock_time

Past = Sequence[tuple[PastSession, Sequence[HoldRecord]]]
"""Past sessions with their holds, the latest first."""


def past_of(file: JournalFile, since: dt.date | None) -> Past:
    """Return the sessions from the day `since` on."""
    return [
        (session, list(file.holds(session.row))) for session in History(file, dt.datetime.now(dt.UTC)).sessions(since)
    ]


def past_as_json(past: Past) -> list[dict[str, Any]]:
    """Return what `journal --json` prints."""
    return [
        {
            "day": session.day.isoformat(),
            "begun": session.begun.isoformat(),
            "routine": session.routine,
            "title": session.title,
            "ending": session.ending,
            "practised_seconds": round(session.practised_seconds, 1),
            "planned_seconds": round(session.planned_seconds, 1),
            "holds": [_hold(hold) for hold in holds],
        }
        for session, holds in past
    ]


def past_table(past: Past) -> Table:
    """Return a table for people, with a row for each session and for each of its holds."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(_("day"))
    table.add_column(_("at"), justify="right")
    table.add_column(_("what"), overflow="fold")
    table.add_column(_("side"))
    table.add_column(_("planned"), justify="right")
    table.add_column(_("done"), justify="right")
    table.add_column("", overflow="fold")
    for session, holds in past:
        day, at = session.day.isoformat(), _clock(session)
        planned, done = clock_time(session.planned_seconds), clock_time(session.practised_seconds)
        table.add_row(day, at, Text(session.title), "", planned, done, _ending(session))
        for hold in holds:
            lengths = (clock_time(hold.planned_seconds), clock_time(hold.held_seconds))
            table.add_row("", "", Text(f"  {hold.hold_key.stretch}"), hold.hold_key.side, *lengths, _remarks(hold))
    return table


def _hold(hold: HoldRecord) -> dict[str, Any]:
    return {
        "stretch": hold.hold_key.stretch,
        "side": str(hold.hold_key.side),
        "planned": str(hold.planned),
        "planned_seconds": round(hold.planned_seconds, 1),
        "held_seconds": round(hold.held_seconds, 1),
        "eased": hold.eased,
        "extended": hold.extended,
        "feeling": None if hold.feeling is None else str(hold.feeling),
    }


def _clock(session: PastSession) -> str:
    """Return the local time at which a session began, or an empty string if its day is another one here."""
    begun = session.begun.astimezone()
    return f"{begun:%H:%M}" if begun.date() == session.day else ""


def _ending(session: PastSession) -> str:
    known = {"finished": _("finished"), "stopped": _("stopped"), "lost": _("interrupted")}
    return known.get(session.ending or "", _("unfinished"))


def _remarks(hold: HoldRecord) -> str:
    felt = {"too-much": _("too much"), "just-right": _("just right"), "easy": _("easy")}
    said = [_("eased off")] * hold.eased + [_("held longer")] * hold.extended
    return ", ".join(said + ([] if hold.feeling is None else [felt[hold.feeling.value]]))
