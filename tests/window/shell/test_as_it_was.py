"""What comes between a person and their session leaves it as it was, and what they set in it is heard at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.services.live_session import LiveSession
from stretchcoach.session.session import PauseReason, State
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.choices import Motion
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.session.stop_question import StopQuestion
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import button
from tests.window.led import Led
from tests.window.session.test_session_page import press

Key = Qt.Key
Found = tuple[State, PauseReason | None]


@pytest.fixture
def led(library: Library) -> Led:
    return Led(library.routines["seated-hamstring"], Preferences(wait_for_me=True))


def run_on(led: Led) -> None:
    led.turn_to(3)


def pause(led: Led) -> None:
    led.turn_to(3)
    led.coach.pause()


def wait(led: Led) -> None:
    while led.state() is State.RUNNING:
        led.now += 1


BEFORE: dict[str, Callable[[Led], None]] = {"running": run_on, "paused": pause, "waiting": wait}


def state(led: Led) -> Found:
    return led.moment.state, led.moment.pause_reason


def leave_by(key: Qt.Key) -> Callable[[StopQuestion], None]:
    return lambda question: QTest.keyClick(question, key)


LEAVE: dict[str, Callable[[StopQuestion], None]] = {
    "Esc": leave_by(Key.Key_Escape),
    "Return": leave_by(Key.Key_Return),
    "Continue": lambda question: QTest.mouseClick(button(question, "Continue"), Qt.MouseButton.LeftButton),
}


@pytest.mark.parametrize("leave", LEAVE)
@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("asked_by", ["Esc", "closing the window"])
def test_a_question_leaves_the_session_as_it_was(
    window: MainWindow, led: Led, before: str, leave: str, asked_by: str
) -> None:
    window.session_flow.begin(led.live_session)
    BEFORE[before](led)
    found = state(led)
    if asked_by == "Esc":
        QTest.keyClick(window.session, Key.Key_Escape)
    else:
        window.close()
    question = window.session_flow.question
    assert question is not None
    assert led.state() is State.PAUSED
    LEAVE[leave](question)
    assert window.session_flow.question is None
    assert state(led) == found


@pytest.mark.parametrize("before", BEFORE)
def test_settings_leave_the_session_as_it_was(window: MainWindow, led: Led, before: str) -> None:
    window.session_flow.begin(led.live_session)
    BEFORE[before](led)
    found = state(led)
    window.open_settings()
    (dialog,) = window.findChildren(SettingsDialog)
    assert led.state() is State.PAUSED
    dialog.reject()
    assert state(led) == found


@pytest.mark.parametrize("before", ["paused", "waiting"])
@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Period, Key.Key_MediaTogglePlayPause])
def test_a_presenter_resumes_from_the_question_whatever_was_before(
    window: MainWindow, led: Led, before: str, key: Qt.Key
) -> None:
    window.session_flow.begin(led.live_session)
    BEFORE[before](led)
    QTest.keyClick(window.session, Key.Key_Escape)
    question = window.session_flow.question
    assert question is not None
    press(question, key)
    assert (window.session_flow.question, led.state()) == (None, State.RUNNING)


def test_no_settings_over_a_session_that_is_about_to_begin(
    qtbot: QtBot, window: MainWindow, app: AppContext, led: Led, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(*_arguments: object, **_options: object) -> LiveSession:
        return led.live_session

    monkeypatch.setattr(app.sessions, "prepare", prepare)
    window.start(led.timeline.routine)
    assert window.session_flow.is_preparing
    QTest.keyClick(window, Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    window.open_settings()
    assert not window.findChildren(SettingsDialog)
    qtbot.waitUntil(lambda: window.session.is_running)
    window.open_settings()
    assert len(window.findChildren(SettingsDialog)) == 1
    window.close_dialogs()


ANY = [Key.Key_X, Key.Key_A, Key.Key_Return, Key.Key_Enter, Key.Key_1, Key.Key_Space, Key.Key_Comma]


@pytest.mark.parametrize("key", ANY)
def test_any_key_says_that_the_person_is_ready(window: MainWindow, led: Led, key: Qt.Key) -> None:
    """As the voice asks them to."""
    window.session_flow.begin(led.live_session)
    wait(led)
    window.session._tick()
    QTest.keyClick(window.session, key)
    assert led.moment.segment.kind is SegmentKind.INHALE


@pytest.mark.parametrize("key", [Key.Key_Shift, Key.Key_Control, Key.Key_Tab, Key.Key_F5, Key.Key_CapsLock])
def test_a_key_that_writes_nothing_is_no_answer(window: MainWindow, led: Led, key: Qt.Key) -> None:
    window.session_flow.begin(led.live_session)
    wait(led)
    window.session._tick()
    QTest.keyClick(window.session, key)
    assert led.moment.pause_reason is PauseReason.WAITING


def test_full_screen_is_no_answer_either(window: MainWindow, led: Led) -> None:
    window.session_flow.begin(led.live_session)
    wait(led)
    window.session._tick()
    QTest.keyClick(window.session, Key.Key_F)
    assert window.isFullScreen()
    assert led.moment.pause_reason is PauseReason.WAITING


@pytest.mark.parametrize("before", ["running", "paused"])
def test_any_other_key_does_nothing_to_who_is_not_waited_for(window: MainWindow, led: Led, before: str) -> None:
    window.session_flow.begin(led.live_session)
    BEFORE[before](led)
    window.session._tick()
    found = state(led)
    for key in (Key.Key_X, Key.Key_Return, Key.Key_1):
        QTest.keyClick(window.session, key)
    assert state(led) == found


def test_what_is_set_in_a_session_is_heard_and_seen_at_once(window: MainWindow, app: AppContext, led: Led) -> None:
    window.session_flow.begin(led.live_session)
    assert (led.voice.volume, led.voice.is_speaking) == (0.9, True)
    app.preferences.change(Preferences(volume=40, voice_on=False, motion=Motion.REDUCED))
    assert (led.voice.volume, led.voice.is_speaking) == (0.4, False)
    assert window.session.view.stage.reduced_motion
    app.preferences.change(Preferences(screen_reader=True))
    assert not led.voice.is_speaking
    app.preferences.change(Preferences())
    assert (led.voice.volume, led.voice.is_speaking) == (0.9, True)
