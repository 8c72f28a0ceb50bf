"""Journals with sessions, for tests that read, damage or merge them."""

import datetime as dt
from contextlib import closing
from pathlib import Path

from stretchcoach.domain.hold import Hold
from stretchcoach.journal.entry import Entry, entry_of
from stretchcoach.journal.file import JournalFile, new_uid
from stretchcoach.journal.history import History, PastSession
from stretchcoach.session import transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.hold_records import HoldRecord
from stretchcoach.session.session import Session
from stretchcoach.settings.preferences import Preferences
from tests.strategies import library

LATER = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 3, 29, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def whole_session(routine: str = "seated-hamstring") -> Session:
    timeline = compile_timeline(library().routines[routine], Preferences(hold=Hold(30, "s")), lambda _text: 1.0)
    session, _effects = transitions.start(Session(timeline))
    return transitions.advance(session, timeline.seconds)[0]


def whole_entry(routine: str = "seated-hamstring") -> Entry:
    return entry_of(whole_session(routine))


def record(path: Path, sessions: int, *, since: dt.datetime = NOON) -> None:
    """Keep so many sessions at `path`, one a day."""
    entry = whole_entry("low-back-relief")
    with closing(JournalFile(path)) as file:
        for number in range(sessions):
            at = since + dt.timedelta(days=number)
            file.save_session(new_uid(), at, at, entry, can_resume=True)


def everything(file: JournalFile) -> list[tuple[PastSession, list[HoldRecord]]]:
    history = History(file, LATER)
    return [(one, list(file.holds(one.row))) for one in history.sessions()]


def everything_at(path: Path) -> list[tuple[PastSession, list[HoldRecord]]]:
    with closing(JournalFile(path)) as file:
        return everything(file)
