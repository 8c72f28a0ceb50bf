"""A session that was lost is offered again, once, and goes on in the phase that it was in."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.domain.hold import Hold
from stretchcoach.journal.entry import entry_of
from stretchcoach.journal.file import JournalFile, new_uid
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.session import transitions
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import button, visible_texts

OFFER = "Low back relief was interrupted after 4 minutes. Resume?"


@pytest.fixture
def lost(folders: UserFolders, library: Library) -> Session:
    """A session that was in its third hold when its program ended."""
    wanted = Preferences(hold=Hold(30, "s"))
    session, _effects = transitions.start(
        Session(compile_timeline(library.routines["low-back-relief"], wanted, lambda text: 0.06 * len(text)))
    )
    hold = [one for one in session.timeline.segments if one.kind is SegmentKind.HOLD][1]
    session, _effects = transitions.advance(session, hold.start + 11)
    with closing(JournalFile(folders.data / "journal.db")) as file:
        now = dt.datetime.now().astimezone()
        file.save_session(new_uid(), now, now, entry_of(session), can_resume=True)
    return session


@pytest.fixture
def offering(qtbot: QtBot, app: AppContext, lost: Session) -> Iterator[MainWindow]:
    assert lost.held_seconds
    window = MainWindow(app)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(window.resume_bar.isVisible)
    yield window
    window.close_at_once()
    QApplication.processEvents()


def test_return_goes_on_in_the_phase_that_it_was_in(qtbot: QtBot, offering: MainWindow, lost: Session) -> None:
    assert OFFER in visible_texts(offering)
    QTest.keyClick(QApplication.focusWidget() or offering, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: offering.session.is_running, timeout=30_000)
    assert offering.session._live_session is not None
    moment = offering.session._live_session.coach.tick()
    assert (moment.segment.kind, moment.segment.exercise, moment.segment.side) == (
        lost.segment.kind,
        lost.segment.exercise,
        lost.segment.side,
    )
    assert moment.into < 5
    assert moment.practised_seconds >= lost.practised_seconds
    assert not offering.resume_bar.isVisible()


def test_not_now_is_an_answer_for_good(qtbot: QtBot, offering: MainWindow, app: AppContext) -> None:
    QTest.mouseClick(button(offering, "Not now"), Qt.MouseButton.LeftButton)
    assert not offering.resume_bar.isVisible()
    qtbot.waitUntil(lambda: app.journal.resume_point() is None)
    assert offering.library.isVisible()


def test_another_session_takes_its_place(qtbot: QtBot, offering: MainWindow, app: AppContext) -> None:
    offering.start(app.library.current.routines["settle"])
    assert not offering.resume_bar.isVisible()
    qtbot.waitUntil(lambda: offering.session.is_running, timeout=30_000)

    def is_kept() -> bool:
        found = app.journal.resume_point()
        return found is not None and found[0].id == "settle"

    qtbot.waitUntil(is_kept)
    offering.session.stop()
    qtbot.waitUntil(lambda: app.journal.resume_point() is None)


def test_who_lost_nothing_is_offered_nothing(window: MainWindow) -> None:
    assert not window.resume_bar.isVisible()


def test_a_routine_that_is_gone_is_not_offered(tmp_path: Path, folders: UserFolders) -> None:
    with closing(AppContext(folders)) as app:
        mine = tmp_path / "mine.toml"
        ours = Path(str(app.library.current.routine_files["settle"])).read_text()
        mine.write_text(ours.replace('id = "settle"', 'id = "mine"'))
        routine = app.library.find(str(mine))
        session, _effects = transitions.start(Session(compile_timeline(routine, Preferences(), lambda _text: 1.0)))
        with closing(JournalFile(folders.data / "journal.db")) as file:
            now = dt.datetime.now().astimezone()
            file.save_session(new_uid(), now, now, entry_of(session), can_resume=True)
        found = app.journal.resume_point()
        assert found is not None
        assert found[0] == routine
        mine.unlink()
        assert app.journal.resume_point() is None


def test_a_journal_that_was_damaged_is_said_at_the_list_and_not_again_in_a_session(
    qtbot: QtBot, folders: UserFolders, app: AppContext
) -> None:
    folders.data.mkdir(parents=True, exist_ok=True)
    folders.journal.write_text("Dear recorder")
    window = MainWindow(app)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "journal-damaged-1.db" in window.notice_bar.text, timeout=30_000)
    QTest.mouseClick(button(window, "OK"), Qt.MouseButton.LeftButton)
    window.start(app.library.current.routines["settle"])
    qtbot.waitUntil(lambda: window.session.is_running, timeout=30_000)
    qtbot.waitUntil(lambda: app.journal.resume_point() is not None, timeout=30_000)
    assert "damaged" not in window.notice_bar.text
    window.close_at_once()
    QApplication.processEvents()
