"""Writing to and reading from a journal of 100,000 sessions with 1,000,000 holds, beside an empty one."""

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.measurement import Measurement
from stretchcoach.journal.entry import Entry, entry_of
from stretchcoach.journal.file import JournalFile, new_uid
from stretchcoach.journal.history import History
from stretchcoach.journal.recovery import recover
from stretchcoach.progression.rule import propose
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library, load_library
from stretchcoach.session import transitions
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
_WRITE_SECONDS, _QUERY_SECONDS, _CHECK_SECONDS = 0.005, 0.020, 10.0


class _Query(NamedTuple):
    what: str
    run: Callable[[History], object]


def journal_measurements() -> Iterator[Measurement]:
    """Yield the measurements of the journal."""
    library = load_library([DATA])
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "empty.db"), Path(folder, "full.db")
        with closing(JournalFile(paths[0])) as empty, closing(JournalFile(paths[1])) as full:
            fill(full, _TODAY)
            yield _write(empty, full, library)
            for query in _queries(library):
                yield _query(query, empty, full)
        yield _check(*paths)


def fill(file: JournalFile, today: dt.date) -> None:
    """Write years of sessions, the same number for each day, up to today."""
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


def _queries(library: Library) -> Iterator[_Query]:
    year, weeks = (_TODAY - dt.timedelta(days=days) for days in (365, 28))
    stretch = library.stretches["seated-hamstring"]
    yield _Query("the last year by day", lambda history: history.seconds_by_day(year))
    yield _Query("the last 50 sessions", lambda history: [*history.sessions(most=50)])
    yield _Query("four weeks by side", lambda history: history.seconds_by_side(weeks))
    yield _Query("four weeks of a stretch by day", lambda history: history.held_by_day(stretch.id, weeks))
    yield _Query("a stretch's last 10 sessions", lambda history: history.practised(stretch.id, 10))
    yield _Query(
        "what to do next with a stretch",
        lambda history: propose(stretch.dose.hold, stretch.dose, history.practised(stretch.id, 10), 2.0, _TODAY),
    )


def _write(empty: JournalFile, full: JournalFile, library: Library) -> Measurement:
    """Measure the time to write the last of seven holds of a session to the disk."""
    entry = _with_all_holds(library)

    def times(file: JournalFile) -> list[float]:
        took = []
        for _time in range(_TIMES):
            uid = new_uid()
            file.save_session(uid, _NOW, _NOW, entry._replace(holds=entry.holds[:-1]), can_resume=True)
            took.append(_seconds(lambda uid=uid: file.save_session(uid, _NOW, _NOW, entry, can_resume=True)))  # type: ignore[misc]  # bound now
        return took

    return _measurement("the end of a hold written into", times(empty), times(full), _WRITE_SECONDS)


def _query(query: _Query, empty: JournalFile, full: JournalFile) -> Measurement:
    def times(file: JournalFile) -> list[float]:
        history = History(file, _NOW)
        return [_seconds(lambda: query.run(history)) for _time in range(_TIMES)]

    return _measurement(f"{query.what}, of", times(empty), times(full), _QUERY_SECONDS)


def _check(empty: Path, full: Path) -> Measurement:
    reference, took = (_seconds(lambda path=path: recover(path)) for path in (empty, full))  # type: ignore[misc]  # bound now
    return _measurement("checking, once in a run and in the background,", [reference], [took], _CHECK_SECONDS)


def _measurement(what: str, reference: list[float], measured: list[float], most: float) -> Measurement:
    median = statistics.median(measured)
    return Measurement(
        f"{what} a journal of {_SESSIONS:,} sessions",
        f"a new one {1000 * statistics.median(reference):.2f} ms",
        f"median {1000 * median:.2f} ms, longest {1000 * max(measured):.2f} ms",
        f"{1000 * most:.0f} ms",
        median <= most,
    )


def _with_all_holds(library: Library) -> Entry:
    timeline = compile_timeline(library.routines["low-back-relief"], Preferences(), lambda _text: 1.0)
    session, _effects = transitions.start(Session(timeline))
    last = [one for one in timeline.segments if one.kind is SegmentKind.HOLD][-1]
    return entry_of(transitions.advance(session, last.end)[0])


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
