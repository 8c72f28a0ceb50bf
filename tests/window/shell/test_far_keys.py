"""Whoever lies on the mat presses one key of a presenter, headset or button: it does its thing wherever it goes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.messages import Notice
from stretchcoach.routine.library import Library
from stretchcoach.session.session import State
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import button, tool_button
from tests.window.led import Led

Key = Qt.Key

TOGGLING = (Key.Key_B, Key.Key_Period, Key.Key_MediaTogglePlayPause, Key.Key_MediaPlay)
NEXT = (Key.Key_Right, Key.Key_PageDown, Key.Key_MediaNext)
BACK = (Key.Key_Left, Key.Key_PageUp, Key.Key_MediaPrevious)
TEXTS = {Key.Key_Plus: "+", Key.Key_Minus: "-", Key.Key_Space: " ", Key.Key_Period: ".", Key.Key_B: "b"}


@pytest.fixture
def led(qtbot: QtBot, window: MainWindow, library: Library) -> Led:
    """A session in the middle of its first hold, in a window that has the keyboard and something to say."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    led = Led(library.routines["seated-hamstring"])
    window.session_flow.begin(led.live_session)
    led.turn_to(led.segment(SegmentKind.HOLD).start + 3)
    window.session._tick()
    window.notice_bar.tell([Notice("Something to know.")])
    return led


def press(key: Qt.Key, *, repeats: bool = False) -> None:
    """Press what a remote would press; it goes where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, TEXTS.get(key, ""), repeats)
        QApplication.sendEvent(widget, event)


def ask(qtbot: QtBot, window: MainWindow, key: Qt.Key = Key.Key_Escape) -> None:
    """Have the question opened, and wait until it has the keyboard."""
    press(key)
    qtbot.waitUntil(
        lambda: window.session_flow.question is not None and QApplication.activeWindow() is window.session_flow.question
    )


def on_the_page(window: MainWindow) -> QWidget:
    return window.session


def on(name: str) -> Callable[[MainWindow], QWidget]:
    return lambda window: tool_button(window, name)


def on_a_notice(window: MainWindow) -> QWidget:
    return button(window.notice_bar, "OK")


def in_mat_mode(window: MainWindow) -> QWidget:
    window.toggle_mat_mode()
    return window.session


def on_a_notice_in_mat_mode(window: MainWindow) -> QWidget:
    window.toggle_mat_mode()
    return on_a_notice(window)


PLACES = (
    on_the_page,
    on("back"),
    on("pause"),
    on("next"),
    on("stop"),
    on_a_notice,
    in_mat_mode,
    on_a_notice_in_mat_mode,
)
place = pytest.mark.parametrize(
    "place", PLACES, ids=["page", "back", "pause", "next", "stop", "notice", "mat mode", "notice in mat mode"]
)
Place = Callable[[MainWindow], QWidget]


@place
def test_it_pauses_and_goes_on_wherever_the_keyboard_is(window: MainWindow, led: Led, place: Place) -> None:
    place(window).setFocus()
    for key in TOGGLING:
        press(key)
        assert led.state() is State.PAUSED, key
        press(key)
        assert led.state() is State.RUNNING, key


@place
def test_it_changes_the_phase_wherever_the_keyboard_is(window: MainWindow, led: Led, place: Place) -> None:
    place(window).setFocus()
    hold = led.moment.index
    for key in NEXT:
        press(key)
        assert led.moment.index == hold + 1, key
        press(BACK[0])
    for key in BACK:
        led.turn_to(led.moment.segment.start + 3)
        press(key)
        assert (led.moment.index, led.moment.into) == (hold, 0.0), key


@place
def test_it_changes_the_hold_wherever_the_keyboard_is(
    window: MainWindow, library: Library, led: Led, place: Place
) -> None:
    twin = Led(library.routines["seated-hamstring"])
    twin.coach.start()
    twin.turn_to(led.moment.position)
    place(window).setFocus()
    for key, change in (
        (Key.Key_Plus, twin.coach.hold_longer),
        (Key.Key_Minus, twin.coach.ease_off),
        (Key.Key_Minus, twin.coach.ease_off),
    ):
        press(key)
        change()
        assert led.moment.segment.hold == twin.moment.segment.hold


@place
def test_the_large_words_come_and_go_wherever_the_keyboard_is(window: MainWindow, led: Led, place: Place) -> None:
    place(window).setFocus()
    before = window.isFullScreen()
    press(Key.Key_F)
    assert window.isFullScreen() is not before
    press(Key.Key_F)
    assert window.isFullScreen() is before
    assert led.state() is State.RUNNING


@pytest.mark.parametrize("place", [on_the_page, on("pause"), in_mat_mode])
def test_space_pauses_and_goes_on(window: MainWindow, led: Led, place: Place) -> None:
    place(window).setFocus()
    press(Key.Key_Space)
    assert led.state() is State.PAUSED
    press(Key.Key_Space)
    assert led.state() is State.RUNNING


@pytest.mark.parametrize("place", [on_a_notice, on_a_notice_in_mat_mode])
def test_space_on_a_notice_takes_it_away_and_the_next_one_pauses(window: MainWindow, led: Led, place: Place) -> None:
    place(window).setFocus()
    while window.notice_bar.isVisible():
        press(Key.Key_Space)
        assert led.state() is State.RUNNING
    press(Key.Key_Space)
    assert led.state() is State.PAUSED


def test_space_on_stop_asks_and_space_again_goes_on(qtbot: QtBot, window: MainWindow, led: Led) -> None:
    tool_button(window, "stop").setFocus()
    ask(qtbot, window, Key.Key_Space)
    press(Key.Key_Space)
    assert window.session_flow.question is None
    assert led.state() is State.RUNNING


@pytest.mark.parametrize("key", [*TOGGLING, Key.Key_Space, Key.Key_Return, Key.Key_Escape])
def test_the_question_whether_to_stop_is_left_by_what_goes_on(
    qtbot: QtBot, window: MainWindow, led: Led, key: Qt.Key
) -> None:
    ask(qtbot, window)
    assert led.state() is State.PAUSED
    press(key)
    assert window.session_flow.question is None
    assert led.state() is State.RUNNING
    window.activateWindow()  # on a real screen it becomes so by itself
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    ask(qtbot, window)


@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_PageUp, Key.Key_MediaNext, Key.Key_F, Key.Key_MediaPause])
def test_other_keys_leave_the_question_open_and_the_session_where_it_is(
    qtbot: QtBot, window: MainWindow, led: Led, key: Qt.Key
) -> None:
    position = led.moment.position
    ask(qtbot, window)
    press(key)
    assert window.session_flow.question is not None
    assert (led.state(), led.moment.position) == (State.PAUSED, position)


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Space, Key.Key_PageDown])
def test_a_key_that_is_held_down_counts_once(window: MainWindow, led: Led, key: Qt.Key) -> None:
    window.session.setFocus()
    index = led.moment.index
    press(key, repeats=True)
    assert (led.state(), led.moment.index) == (State.RUNNING, index)


def test_a_held_key_does_not_answer_the_question(qtbot: QtBot, window: MainWindow, led: Led) -> None:
    ask(qtbot, window)
    press(Key.Key_B, repeats=True)
    assert window.session_flow.question is not None
    assert led.state() is State.PAUSED


def test_going_on_by_other_means_closes_the_question(qtbot: QtBot, window: MainWindow, led: Led) -> None:
    ask(qtbot, window)
    window.session.resume()
    assert window.session_flow.question is None
    assert led.state() is State.RUNNING


def test_searching_has_no_place_in_a_session(window: MainWindow, led: Led) -> None:
    QTest.keyClick(window.session, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Space)
    assert led.state() is State.PAUSED


def test_no_key_means_anything_to_a_session_that_is_over(window: MainWindow, led: Led) -> None:
    window.session.stop()
    window.finish.setFocus()
    for key in (*TOGGLING, *NEXT, *BACK, Key.Key_Plus):
        press(key)
    assert led.state() is State.STOPPED
    assert window.finish.isVisible()
