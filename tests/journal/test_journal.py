"""Recording sessions into a real file."""

import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal import writer
from stretchcoach.journal.entry import entry_of
from stretchcoach.journal.file import JournalFile, ResumePoint, new_uid
from stretchcoach.journal.journal import Journal
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library
from stretchcoach.session import edits, transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.resume import resumed_session
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.store import from_values
from tests.journeys.conftest import ROOT, until
from tests.soak import soak, times

NOON = dt.datetime(2026, 3, 29, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with closing(Journal(path, lambda: NOON)) as made:
        yield made


def begun(library: Library, routine: str = "low-back-relief", **effects: object) -> Session:
    preferences = Preferences(**effects)  # type: ignore[arg-type]  # any field
    return transitions.start(Session(compile_timeline(library.routines[routine], preferences, steady)))[0]


def go_to(session: Session, position: float) -> Session:
    return transitions.advance(session, position - session.position)[0]


def test_the_session_to_resume_is_the_one_that_began_last(library: Library, path: Path) -> None:
    """An import writes an older one after it."""
    entry = entry_of(go_to(begun(library), 40))
    with closing(JournalFile(path)) as file:
        for days_ago in (0, 300):
            at = NOON - dt.timedelta(days=days_ago)
            row = file.save_session(new_uid(), at, at, entry, can_resume=True)
            file.change("UPDATE session SET ending = NULL, place = (SELECT max(place) FROM session) WHERE id = ?", row)
        file.change("UPDATE session SET ending = NULL, place = (SELECT max(place) FROM session)")
        found = file.resume_point()
    assert found is not None
    assert found.begun == NOON


@pytest.mark.parametrize("name", ["plain.toml", "with space.toml", "caf\udce9.toml", "100%.toml", "ü#?.toml"])
def test_a_routine_is_found_again_by_any_path_that_a_disk_may_have(
    library: Library, journal: Journal, tmp_path: Path, name: str
) -> None:
    file = str(tmp_path / name)
    session = begun(library)
    timeline = replace(session.timeline, routine=replace(session.timeline.routine, file=file))
    session = replace(session, timeline=timeline)
    recorder = journal.start_recording(can_resume=True)
    recorder.record(go_to(session, 40))
    assert journal.wait(20)
    assert not journal.notices
    found = journal.resume_point()
    assert found is not None
    assert found.file == file


def test_a_bug_in_one_entry_is_reported_once_and_keeps_nothing_else_from_being_written(
    library: Library, journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_type))
    monkeypatch.setattr(writer, "_RETRY_SECONDS", 0.05)
    keep = JournalFile.save_session

    def fail_for_settling(file: JournalFile, *values: Any, **more: Any) -> int:
        if values[3].routine == "settle":
            raise KeyError("a bug")
        return keep(file, *values, **more)

    monkeypatch.setattr(JournalFile, "save_session", fail_for_settling)
    journal.start_recording(can_resume=True).record(go_to(begun(library, "settle"), 40))
    until(lambda: bool(reported), "the report")
    journal.start_recording(can_resume=True).record(go_to(begun(library), 40))
    until(lambda: path.exists() and bool(sessions_in(path)), "the other session")
    assert "a bug" in str(journal.notices[0])
    monkeypatch.setattr(JournalFile, "save_session", keep)
    assert journal.wait(20), "what failed is kept once it can be"
    assert {routine for _day, _begun, routine, _ending in sessions_in(path)} == {"settle", "low-back-relief"}
    assert reported == [KeyError]
    assert not journal.notices


def holds_in(path: Path) -> list[tuple[str, str, float, float, int, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT stretch, side, planned_seconds, round(held_seconds, 2), eased, extended FROM hold"
            " ORDER BY session, exercise, side"
        ).fetchall()


def sessions_in(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT day, begun, routine, ending FROM session ORDER BY id").fetchall()


def written(path: Path, count: int) -> None:
    until(lambda: path.exists() and len(holds_in(path)) == count, f"{count} holds in the journal")


def test_a_session_is_kept_as_it_goes(library: Library, journal: Journal, path: Path) -> None:
    recorder = journal.start_recording(can_resume=True)
    session = begun(library, hold=Hold(30, "s"))
    recorder.record(session)
    until(lambda: path.exists() and bool(sessions_in(path)), "the beginning")
    assert sessions_in(path) == [("2026-03-29", "2026-03-29T10:00:00+00:00", "low-back-relief", None)]
    first = next(one for one in session.timeline.segments if one.kind is SegmentKind.HOLD)
    session = go_to(session, first.end)
    recorder.record(session)
    written(path, 2)
    session = go_to(session, session.timeline.seconds)
    recorder.record(session)
    written(path, 7)
    journal.close()
    assert [ending for *_more, ending in sessions_in(path)] == ["finished"]
    assert holds_in(path)[1:3] == [
        ("lying-hamstring", "left", 30.0, 30.0, 0, 0),
        ("lying-hamstring", "right", 30.0, 30.0, 0, 0),
    ]


def test_what_was_eased_off_and_what_was_held_longer_is_told_apart(
    library: Library, journal: Journal, path: Path
) -> None:
    session = begun(library, "seated-hamstring", hold=Hold(30, "s"))
    hold = next(one for one in session.timeline.segments if one.kind is SegmentKind.HOLD)
    session = go_to(session, hold.start + 12)
    session, _effects = edits.ease_off(session)
    second = next(one for one in session.timeline.segments if one.kind is SegmentKind.HOLD and one.side is Side.RIGHT)
    session = go_to(session, second.start + 5)
    session, _effects = edits.hold_longer(session, steady)
    session = go_to(session, session.timeline.seconds)
    journal.start_recording(can_resume=True).record(session)
    written(path, 2)
    assert holds_in(path) == [
        ("seated-hamstring", "left", 30.0, 12.0, 1, 0),
        ("seated-hamstring", "right", 30.0, 40.0, 0, 1),
    ]


def lost(path: Path, session: Session) -> ResumePoint:
    """Keep a session whose program then is gone, and find it in another."""
    with closing(JournalFile(path)) as file:
        file.save_session(new_uid(), NOON, NOON, entry_of(session), can_resume=True)
    with closing(JournalFile(path)) as file:
        found = file.resume_point()
    assert found is not None
    return found


def again(library: Library, found: ResumePoint) -> Session:
    done = {held.hold_key: held.held_seconds for held in found.holds}
    routine = library.routines[found.routine]
    return resumed_session(routine, from_values(found.preferences), found.place, done, found.practised_seconds, steady)


def test_a_lost_session_goes_on_where_it_was(library: Library, path: Path) -> None:
    """With the person's own effects, with what they changed on the way, and with what they had done."""
    session = begun(library, hold=Hold(30, "s"), first_side=Side.RIGHT, inhale_seconds=5.0)
    hold = [one for one in session.timeline.segments if one.kind is SegmentKind.HOLD]
    session = go_to(session, hold[0].start + 3)
    session, _effects = edits.hold_longer(session, steady)
    last = [one for one in session.timeline.segments if one.kind is SegmentKind.HOLD][-2]
    session = go_to(session, last.start + 4)
    session, _effects = edits.take_easier(session, steady)
    session = go_to(session, next(one.start for one in session.timeline.segments[session.index :] if one.hold) + 9)
    taken = again(library, lost(path, session))
    assert taken.state is State.READY
    ours, theirs = taken.segment, session.segment
    assert ours.stretch == theirs.stretch
    assert (ours.kind, ours.side, ours.hold, ours.seconds) == (theirs.kind, theirs.side, theirs.hold, theirs.seconds)
    assert taken.position == ours.start
    assert taken.timeline.preferences == session.timeline.preferences
    assert taken.practised_seconds == session.practised_seconds
    assert taken.held_seconds == {hold_key: pytest.approx(held) for hold_key, held in session.held_seconds.items()}
    left = [replace(one, start=0.0) for one in taken.timeline.segments[taken.index :]]
    assert left == [replace(one, start=0.0) for one in session.timeline.segments[session.index :]]


@pytest.mark.parametrize("routine", sorted(file.stem for file in (DATA / "routines").glob("*.toml")))
def test_a_session_can_go_on_from_any_phase(library: Library, path: Path, routine: str) -> None:
    session = begun(library, routine, get_ready_seconds=5.0)
    for segment in session.timeline.segments:
        session = go_to(session, segment.start + segment.seconds / 2)
        assert again(library, lost(path, session)).segment == segment


def test_an_ended_session_is_not_gone_on_with(library: Library, path: Path) -> None:
    session = begun(library, "settle")
    ended = go_to(session, session.timeline.seconds)
    stopped, _effects = transitions.stop(session)
    with closing(JournalFile(path)) as file:
        for one in (ended, stopped):
            file.save_session(new_uid(), NOON, NOON, entry_of(one), can_resume=True)
        file.save_session(new_uid(), NOON, NOON, entry_of(session), can_resume=False)
        assert file.resume_point() is None


def test_what_the_person_does_not_go_on_with_is_offered_no_more(library: Library, journal: Journal, path: Path) -> None:
    lost(path, begun(library, "settle"))
    assert journal.resume_point() is not None
    journal.discard_resume_point()
    assert journal.resume_point() is None
    assert [ending for *_more, ending in sessions_in(path)] == ["lost"]


def test_who_has_no_journal_yet_gets_none_by_asking(journal: Journal, path: Path) -> None:
    assert journal.resume_point() is None
    assert not path.exists()


_RECORDER = """
import datetime as dt, sys
from pathlib import Path
from stretchcoach.resources import DATA
from stretchcoach.journal.journal import Journal
from stretchcoach.routine.library import load_library
from stretchcoach.session import transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session, State
from stretchcoach.domain.hold import Hold
from stretchcoach.settings.preferences import Preferences

routine = load_library([DATA]).routines["seated-hamstring"]
journal = Journal(Path(sys.argv[1]), lambda: dt.datetime.now().astimezone())
timeline = compile_timeline(routine, Preferences(hold=Hold(5, "s"), reps=1), lambda text: 0.1)
while True:
    recorder = journal.start_recording(can_resume=True)
    session, _ = transitions.start(Session(timeline))
    while session.state is State.RUNNING:
        before = len(session.held_seconds)
        session, _ = transitions.advance(session, session.segment.end - session.position)
        recorder.record(session)
        journal.wait(10)
        if len(session.held_seconds) > before:
            print("held", flush=True)
"""


@pytest.mark.parametrize("after", [1, 2, 3, 7, 12])
def test_no_finished_hold_is_lost_with_its_program(path: Path, after: int) -> None:
    """Killed right after it said so; the file is sound, and every hold that it spoke of is there."""
    recorder = subprocess.Popen(
        [sys.executable, "-c", _RECORDER, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert recorder.stdout is not None
    for _hold in range(after):
        assert recorder.stdout.readline() == "held\n"
    recorder.send_signal(signal.SIGKILL)
    said = after + recorder.stdout.read().count("held")
    recorder.wait()
    recorder.stdout.close()
    assert len(holds_in(path)) >= said
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


KILLS = times(40, 200)
"""Over a new journal after every ten: all of a journal's making, of its first session and of its next is met."""


@soak
@pytest.mark.skipif(not hasattr(os, "fork"), reason="its children are copies of a process")
def test_killed_at_any_moment_no_journal_is_damaged_and_no_hold_lost(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.journal.killed", str(tmp_path), str(KILLS), "20261121"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    found = json.loads(ran.stdout)
    assert found["damaged"] == []
    assert found["lost"] == 0
    assert found["after_a_hold"] > 0
    assert not list(tmp_path.glob("*damaged*"))


def test_what_cannot_be_written_is_said_and_written_later(library: Library, tmp_path: Path) -> None:
    """The folder is no folder at first: no writing helps there, whoever one is."""
    blocked = tmp_path / "data"
    blocked.write_text("in the way")
    with closing(Journal(blocked / "journal.db", lambda: NOON)) as journal:
        session = begun(library, "seated-hamstring", hold=Hold(5, "s"))
        recorder = journal.start_recording(can_resume=True)
        recorder.record(session)
        until(lambda: bool(journal.notices), "the notice")
        assert "can't be saved right now" in str(journal.notices[0])
        session = go_to(session, session.timeline.seconds)
        recorder.record(session)
        blocked.unlink()
        until(lambda: not journal.notices, "the notice to go")
        assert len(holds_in(blocked / "journal.db")) == 2


def test_a_disk_that_never_takes_anything_does_not_hold_up_the_end(library: Library, tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("in the way")
    journal = Journal(blocked / "journal.db", lambda: NOON)
    journal.start_recording(can_resume=True).record(begun(library, "settle"))
    journal.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "journal"]
