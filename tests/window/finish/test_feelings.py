"""How a stretch felt: asked after a session, answered by number or button, and stored in the journal."""

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import History
from stretchcoach.journal.recorder import SessionRecorder
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.widgets.feeling_answers import FeelingAnswers
from tests.window.finding import button, named, visible_texts
from tests.window.led import Led

if TYPE_CHECKING:
    from stretchcoach.journal.journal import Journal

Key = Qt.Key


@pytest.fixture
def recorder(app: AppContext) -> SessionRecorder:
    return app.journal.database.start_recording(can_resume=True)


@pytest.fixture
def finished(qtbot: QtBot, window: MainWindow, library: Library, recorder: SessionRecorder) -> MainWindow:
    """The window after a whole session that a real journal has recorded."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    led = Led(library.routines["low-back-relief"], recorder=recorder)
    window.session_flow.begin(led.live_session)
    led.turn_to(led.timeline.seconds)
    window.session._tick()
    return window


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        widget = window.focusWidget()
        assert isinstance(widget, QWidget)
        QTest.keyClick(widget, key)


def kept(app: AppContext, folders: UserFolders) -> dict[tuple[str, Side], Feeling | None]:
    """Return what the journal's file holds once everything is written."""
    assert app.journal.database.wait(20)
    with closing(JournalFile(folders.data / "journal.db")) as file:
        history = History(file, dt.datetime.now(dt.UTC))
        (session,) = history.sessions()
        return {(one.hold_key.stretch, one.hold_key.side): one.feeling for one in file.holds(session.row)}


def test_three_numbers_and_return(finished: MainWindow, app: AppContext, folders: UserFolders) -> None:
    press(finished, Key.Key_3, Key.Key_2, Key.Key_1)
    assert button(finished.finish, "Done").hasFocus()
    press(finished, Key.Key_Return)
    assert finished.library.isVisible()
    felt = kept(app, folders)
    for side in (Side.LEFT, Side.RIGHT):
        assert felt["lying-hamstring", side] is Feeling.EASY
        assert felt["inner-thigh", side] is Feeling.JUST_RIGHT
        assert felt["quads-lying", side] is Feeling.TOO_MUCH
    assert felt["settle", Side.BOTH] is None, "breathing is no stretch"


def test_nothing_has_to_be_answered(finished: MainWindow, app: AppContext, folders: UserFolders) -> None:
    press(finished, Key.Key_Return)
    assert finished.library.isVisible()
    assert set(kept(app, folders).values()) == {None}


def test_return_goes_on_from_a_question_too(finished: MainWindow) -> None:
    finished.finish.card.questions["inner-thigh"].visible_answers[0].focus_tab_stop()
    press(finished, Key.Key_Return)
    assert finished.library.isVisible()


def test_arrows_lead_from_question_to_question_and_along_the_answers(
    finished: MainWindow, app: AppContext, folders: UserFolders
) -> None:
    questions = finished.finish.card.questions
    questions["lying-hamstring"].visible_answers[0].focus_tab_stop()
    press(finished, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Space)
    assert questions["inner-thigh"].feelings == (Feeling.EASY,)
    press(finished, Key.Key_Down, Key.Key_Down)
    assert button(finished.finish, "Done").hasFocus()
    assert kept(app, folders)["inner-thigh", Side.LEFT] is Feeling.EASY


def test_tab_stops_once_at_a_question(finished: MainWindow) -> None:
    finished.finish.card.questions["lying-hamstring"].visible_answers[0].focus_tab_stop()
    press(finished, Key.Key_Tab, Key.Key_Tab)
    reached = finished.focusWidget()
    assert isinstance(reached, QPushButton)
    assert reached.accessibleName() == "Inner thigh with a strap: Just right"


def test_an_answer_is_taken_back_by_pressing_it_again(
    finished: MainWindow, app: AppContext, folders: UserFolders
) -> None:
    easy = named(finished.finish, QPushButton, "Quads lying face down: Easy")
    QTest.mouseClick(easy, Qt.MouseButton.LeftButton)
    assert easy.isChecked()
    QTest.mouseClick(easy, Qt.MouseButton.LeftButton)
    assert not easy.isChecked()
    assert kept(app, folders)["quads-lying", Side.LEFT] is None


def test_the_sides_may_be_told_apart(finished: MainWindow, app: AppContext, folders: UserFolders) -> None:
    card = finished.finish.card
    question = card.questions["inner-thigh"]
    question.visible_answers[0].focus_tab_stop()
    press(finished, Key.Key_2)
    split = named(finished.finish, QPushButton, "Inner thigh with a strap: rate sides separately")
    split.setFocus()
    press(finished, Key.Key_Space)
    left, right = question.visible_answers
    assert (left.feeling, right.feeling) == (Feeling.JUST_RIGHT, Feeling.JUST_RIGHT)
    assert not split.isVisible()
    right.focus_tab_stop()
    press(finished, Key.Key_1)
    felt = kept(app, folders)
    assert felt["inner-thigh", Side.LEFT] is Feeling.JUST_RIGHT
    assert felt["inner-thigh", Side.RIGHT] is Feeling.TOO_MUCH


def test_too_much_is_answered_kindly(finished: MainWindow) -> None:
    words = "Good to know. Less is fine."
    assert words not in visible_texts(finished.finish)
    answers = finished.finish.card.questions["quads-lying"].visible_answers[0]
    answers.answer(Feeling.TOO_MUCH)
    assert words in visible_texts(finished.finish)
    answers.answer(Feeling.EASY)
    assert words not in visible_texts(finished.finish)


def test_a_screen_reader_hears_what_is_asked(finished: MainWindow) -> None:
    told = button(finished.finish, "Done").accessibleDescription()
    assert told.endswith("How did it feel? Press 1 for too much, 2 for just right, 3 for easy.")
    for answers in finished.finish.findChildren(FeelingAnswers):
        for one in answers.findChildren(QPushButton):
            assert one.accessibleName()
            assert one.accessibleDescription().startswith("Key ")


def test_after_settling_nothing_is_asked(window: MainWindow, library: Library) -> None:
    led = Led(library.routines["settle"])
    window.session_flow.begin(led.live_session)
    led.turn_to(led.timeline.seconds)
    window.session._tick()
    assert not window.finish.card.questions
    assert not any("feel" in text for text in visible_texts(window.finish.card))


def test_an_answer_that_the_disk_refuses_is_kept_later(
    qtbot: QtBot, finished: MainWindow, app: AppContext, folders: UserFolders
) -> None:
    journal: Journal = app.journal.database
    assert journal.wait(20)
    with closing(JournalFile(folders.data / "journal.db")) as other:
        other._connection.execute("BEGIN EXCLUSIVE")
        press(finished, Key.Key_3)
        qtbot.waitUntil(lambda: bool(journal.notices), timeout=20_000)
        assert "can't be saved right now" in journal.notices[0].what
        other._connection.execute("ROLLBACK")
    assert kept(app, folders)["lying-hamstring", Side.LEFT] is Feeling.EASY
    assert journal.notices == ()


def test_another_session_is_asked_about_anew(finished: MainWindow, library: Library) -> None:
    press(finished, Key.Key_3, Key.Key_Return)
    led = Led(library.routines["low-back-relief"])
    finished.session_flow.begin(led.live_session)
    led.turn_to(led.timeline.seconds)
    finished.session._tick()
    assert not any(question.feelings for question in finished.finish.card.questions.values())
