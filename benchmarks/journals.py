"""A journal of 100,000 sessions with 1,000,000 holds, beside an empty one: writing into it, and asking it."""

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.figure import Figure
from stretchcoach.journal.entry import Entry, entry_of
from stretchcoach.journal.file import JournalFile, new_uid
from stretchcoach.journal.history import History
from stretchcoach.journal.recovery import recover
from stretchcoach.progression.rule import propose
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library, load_library
from stretchcoach.session import session as going
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.preferences import Preferences

_SESSIONS = 100_000
_HOLDS_OF_EACH = 10
_SESSIONS_A_DAY = 10
_TODAY = dt.date(2026, 3, 29)
_NOW = dt.datetime.combine(_TODAY, dt.time(7), dt.UTC)
_STRETCHES = ("seated-hamstring", "lying-hamstring", "inner-thigh", "quads-lying", "quads-standing")
_TIMES = 30
_KEEP_SECONDS, _ASK_SECONDS, _LOOK_SECONDS = 0.005, 0.020, 10.0


class _Question(NamedTuple):
    what: str
    ask: Callable[[History], object]


def journal_figures() -> Iterator[Figure]:
    """Yield the figures of the journal."""
    library = load_library([DATA])
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "empty.db"), Path(folder, "full.db")
        with closing(JournalFile(paths[0])) as empty, closing(JournalFile(paths[1])) as full:
            fill(full, _TODAY)
            yield _keeping(empty, full, library)
            for question in _questions(library):
                yield _asking(question, empty, full)
        yield _looking_through(*paths)


def fill(file: JournalFile, today: dt.date) -> None:
    """Years with the same number of sessions on each day, up to today."""
    first = today - dt.timedelta(days=_SESSIONS // _SESSIONS_A_DAY - 1)
    with file.writing() as connection:
        connection.executemany(
            "INSERT INTO session VALUES (?, ?, ?, ?, ?, 'finished', 'low-back-relief', NULL, 'Low back relief', '{}',"
            " 600.0, 612.0, NULL)",
            (
                (row, f"{row:032x}", day, f"{day}T07:00:00+00:00", f"{day}T07:10:00+00:00")
                for row in range(1, _SESSIONS + 1)
                for day in [(first + dt.timedelta(days=(row - 1) // _SESSIONS_A_DAY)).isoformat()]
            ),
        )
        connection.executemany(
            "INSERT INTO hold VALUES (?, ?, ?, ?, '5b', 50.0, 50.0, 0, 0, 'just-right')",
            (
                (row, number // 2, _STRETCHES[number // 2], ("left", "right")[number % 2])
                for row in range(1, _SESSIONS + 1)
                for number in range(_HOLDS_OF_EACH)
            ),
        )


def _questions(library: Library) -> Iterator[_Question]:
    year, weeks = (_TODAY - dt.timedelta(days=days) for days in (365, 28))
    stretch = library.stretches["seated-hamstring"]
    yield _Question("the last year by day", lambda history: history.seconds_by_day(year))
    yield _Question("the last 50 sessions", lambda history: [*history.sessions(most=50)])
    yield _Question("four weeks by side", lambda history: history.seconds_by_side(weeks))
    yield _Question("four weeks of a stretch by day", lambda history: history.held_by_day(stretch.id, weeks))
    yield _Question("a stretch's last 10 sessions", lambda history: history.practised(stretch.id, 10))
    yield _Question(
        "what to do next with a stretch",
        lambda history: propose(stretch.dose.hold, stretch.dose, history.practised(stretch.id, 10), 2.0, _TODAY),
    )


def _keeping(empty: JournalFile, full: JournalFile, library: Library) -> Figure:
    """The last hold of a session with seven is over, and on the disk."""
    entry = _with_all_holds(library)

    def keep(file: JournalFile) -> list[float]:
        took = []
        for _time in range(_TIMES):
            uid = new_uid()
            file.save_session(uid, _NOW, _NOW, entry._replace(holds=entry.holds[:-1]), can_resume=True)
            took.append(_seconds(lambda uid=uid: file.save_session(uid, _NOW, _NOW, entry, can_resume=True)))  # type: ignore[misc]  # bound now
        return took

    return _figure("the end of a hold written into", keep(empty), keep(full), _KEEP_SECONDS)


def _asking(question: _Question, empty: JournalFile, full: JournalFile) -> Figure:
    def ask(file: JournalFile) -> list[float]:
        history = History(file, _NOW)
        return [_seconds(lambda: question.ask(history)) for _time in range(_TIMES)]

    return _figure(f"{question.what}, of", ask(empty), ask(full), _ASK_SECONDS)


def _looking_through(empty: Path, full: Path) -> Figure:
    reference, took = (_seconds(lambda path=path: recover(path)) for path in (empty, full))  # type: ignore[misc]  # bound now
    return _figure("looking once in a run, in the background, through", [reference], [took], _LOOK_SECONDS)


def _figure(what: str, reference: list[float], measured: list[float], most: float) -> Figure:
    median = statistics.median(measured)
    return Figure(
        f"{what} a journal of {_SESSIONS:,} sessions",
        f"a new one {1000 * statistics.median(reference):.2f} ms",
        f"median {1000 * median:.2f} ms, longest {1000 * max(measured):.2f} ms",
        f"{1000 * most:.0f} ms",
        median <= most,
    )


def _with_all_holds(library: Library) -> Entry:
    timeline = compile_timeline(library.routines["low-back-relief"], Preferences(), lambda _text: 1.0)
    session, _wishes = going.start(Session(timeline))
    last = [one for one in timeline.segments if one.kind is SegmentKind.HOLD][-1]
    return entry_of(going.advance(session, last.end)[0])


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
