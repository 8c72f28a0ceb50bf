"""Advice appears beside its stretch, and nothing changes until it is accepted."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.widgets.advice_row import AdviceRow
from tests.journal.past import stretched
from tests.window.finding import button, visible_texts
from tests.window.led import Led
from tests.window.waiting import wait_for

Key = Qt.Key
WORDS = "3 easy sessions in a row. Your hold is 5 breaths. Try 6?"


def fill(folders: UserFolders, library: Library, days: tuple[int, ...], ease_at: float | None = None) -> None:
    with closing(JournalFile(folders.data / "journal.db")) as file:
        for ago in days:
            day = dt.datetime.now().astimezone().date() - dt.timedelta(days=ago)
            felt = Feeling.EASY if ease_at is None else None
            stretched(file, library.routines["seated-hamstring"], day, felt=felt, ease_at=ease_at)


@pytest.fixture
def easy(folders: UserFolders, library: Library) -> None:
    fill(folders, library, (5, 3, 1))


@pytest.fixture
def uneven(folders: UserFolders, library: Library) -> None:
    fill(folders, library, (2,), ease_at=10)


@pytest.fixture
def opened(qtbot: QtBot, app: AppContext) -> Iterator[MainWindow]:
    window = MainWindow(app, app.library.current.routines["seated-hamstring"])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    yield window
    window.close_at_once()
    QApplication.processEvents()


def open_rows(page: QWidget) -> list[AdviceRow]:
    return [row for row in page.findChildren(AdviceRow) if row.isVisible() and row.is_open]


def proposed(qtbot: QtBot, page: QWidget) -> AdviceRow:
    qtbot.waitUntil(lambda: len(open_rows(page)) == 1, timeout=20_000)
    return open_rows(page)[0]


@pytest.mark.usefixtures("easy")
def test_an_accepted_proposal_is_saved_and_shown(
    qtbot: QtBot, opened: MainWindow, app: AppContext, folders: UserFolders
) -> None:
    row = proposed(qtbot, opened.library.routine_page)
    assert WORDS in visible_texts(row)
    assert app.preferences.current.holds == {}
    button(row, "Yes, 6 breaths").setFocus()
    QTest.keyClick(button(row, "Yes, 6 breaths"), Key.Key_Return)
    qtbot.waitUntil(lambda: app.preferences.current.holds == {"seated-hamstring": Hold(6, "b")})
    wait_for(opened._saving)
    assert AppContext(folders).preferences.current.holds == {"seated-hamstring": Hold(6, "b")}
    assert any("hold 6 breaths" in text for text in visible_texts(opened.library.routine_page))
    assert app.journal.advice(app.library.current.routines["seated-hamstring"], app.preferences.current) == ()


@pytest.mark.usefixtures("easy")
def test_a_declined_proposal_stays_away_until_the_stretch_is_done_again(
    qtbot: QtBot, opened: MainWindow, app: AppContext, folders: UserFolders, library: Library
) -> None:
    row = proposed(qtbot, opened.library.routine_page)
    button(row, "Keep 5 breaths").setFocus()
    QTest.keyClick(button(row, "Keep 5 breaths"), Key.Key_N)
    assert not row.isVisible()
    routine = app.library.current.routines["seated-hamstring"]
    qtbot.waitUntil(lambda: app.journal.advice(routine, app.preferences.current) == (), timeout=20_000)
    assert app.preferences.current.holds == {}
    fill(folders, library, (0,))
    assert len(app.journal.advice(routine, app.preferences.current)) == 1


@pytest.mark.usefixtures("easy")
def test_no_proposals_with_suggestions_switched_off(qtbot: QtBot, opened: MainWindow, app: AppContext) -> None:
    proposed(qtbot, opened.library.routine_page)
    app.preferences.change(replace(app.preferences.current, suggestions=False))
    assert app.journal.advice(app.library.current.routines["seated-hamstring"], app.preferences.current) == ()
    assert open_rows(opened.library.routine_page) == []


@pytest.mark.usefixtures("uneven")
def test_the_side_held_less_can_come_first(qtbot: QtBot, opened: MainWindow, app: AppContext) -> None:
    app.preferences.change(replace(app.preferences.current, first_side=Side.RIGHT))
    row = proposed(qtbot, opened.library.routine_page)
    assert any(text.startswith("You held your left side") for text in visible_texts(row))
    QTest.mouseClick(button(row, "Left first"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.preferences.current.first_side is Side.LEFT, timeout=20_000)
    qtbot.waitUntil(
        lambda: app.journal.advice(app.library.current.routines["seated-hamstring"], app.preferences.current) == (),
        timeout=20_000,
    )


@pytest.mark.usefixtures("easy")
def test_a_proposal_follows_the_answers_after_a_session(
    qtbot: QtBot, opened: MainWindow, app: AppContext, library: Library
) -> None:
    led = Led(library.routines["seated-hamstring"], recorder=app.journal.database.start_recording(can_resume=True))
    opened.session_flow.begin(led.live_session)
    led.turn_to(led.timeline.seconds)
    opened.session._tick()
    QTest.keyClick(button(opened.finish, "Done"), Key.Key_1)
    less = "Last time was too much, and that is good to know. Your hold is 5 breaths. Try 4?"
    qtbot.waitUntil(lambda: [row.text for row in open_rows(opened.finish)] == [less], timeout=20_000)
    QTest.keyClick(button(opened.finish, "Done"), Key.Key_Y)
    qtbot.waitUntil(lambda: app.preferences.current.holds == {"seated-hamstring": Hold(4, "b")})
    assert "From now on, 4 breaths." in visible_texts(opened.finish)


def test_an_unreadable_journal_is_reported_once(qtbot: QtBot, folders: UserFolders, opened: MainWindow) -> None:
    folders.data.mkdir(parents=True, exist_ok=True)
    (folders.data / "journal.db").touch()
    (folders.data / ".journal.db.lock").mkdir()  # in the lock file's place: the journal can't be opened
    opened.library.refresh()
    qtbot.waitUntil(lambda: "Your journal can't be read" in opened.notice_bar.text, timeout=20_000)
    button(opened.notice_bar, "OK").click()
    opened.library.refresh()
    QApplication.processEvents()
    assert not opened.notice_bar.text


@pytest.mark.usefixtures("easy")
def test_advice_that_arrives_for_another_page_is_dropped(qtbot: QtBot, opened: MainWindow, app: AppContext) -> None:
    seated, settle = (app.library.current.routines[name] for name in ("seated-hamstring", "settle"))
    for routine in (seated, settle, seated, settle):
        opened.library.routine_list.choose(routine)
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().waitForDone(0))
    QApplication.processEvents()
    assert open_rows(opened.library.routine_page) == []
    opened.library.routine_list.choose(seated)
    assert WORDS in visible_texts(proposed(qtbot, opened.library.routine_page))
