"""The sound panel: every setting can be changed by keyboard during a session, and is heard at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from stretchcoach.audio.buses import Bus, gains_of
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.session import State
from stretchcoach.settings.choices import BreathSoundKind
from stretchcoach.window.session.sound_panel import SoundPanel
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.led import Led

Key = Qt.Key


@pytest.fixture
def led(qtbot: QtBot, window: MainWindow, library: Library) -> Led:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    led = Led(library.routines["seated-hamstring"])
    window.session_flow.begin(led.live_session)
    return led


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)


def panel(window: MainWindow) -> SoundPanel:
    found = window.findChild(SoundPanel)
    assert isinstance(found, SoundPanel)
    return found


@pytest.mark.usefixtures("led")
def test_every_setting_is_reached_by_keyboard_while_the_session_runs(
    window: MainWindow, app: AppContext, folders: UserFolders
) -> None:
    press(Key.Key_V)
    assert panel(window).isVisible()
    for name in ("volume", "chimes_volume", "breath_volume", "background_volume"):
        before = getattr(app.preferences.current, name)
        assert isinstance(QApplication.focusWidget(), QSlider)
        press(Key.Key_Left, Key.Key_Left)
        assert getattr(app.preferences.current, name) == before - 10
        press(Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QComboBox)
    press(Key.Key_Down)
    assert app.preferences.current.breath_sound is BreathSoundKind.TONE
    press(Key.Key_Tab, Key.Key_Down)
    assert app.preferences.current.background == "rain"
    assert window.session.is_running
    press(Key.Key_Escape)
    assert not panel(window).isVisible()
    assert QApplication.focusWidget() is window.session
    assert window.session_flow.question is None, "Escape closed the panel and asked nothing"
    window._saving.shut_down()
    assert AppContext(folders).preferences.current.background == "rain"


def test_a_change_is_heard_at_once(window: MainWindow, app: AppContext, led: Led) -> None:
    press(Key.Key_Down, Key.Key_Down)
    assert app.preferences.current.volume == 80
    assert led.voice.volume == pytest.approx(0.8)
    press(Key.Key_Up)
    assert led.voice.volume == pytest.approx(0.85)
    press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert gains_of(app.preferences.current)[Bus.BACKGROUND] == pytest.approx(0.55)
    for _press in range(30):
        press(Key.Key_Down)
    assert app.preferences.current.volume == 0
    assert led.state() is State.RUNNING
    assert window.session.is_running


@pytest.mark.usefixtures("led")
def test_the_panel_shows_what_keys_and_settings_change(window: MainWindow, app: AppContext) -> None:
    press(Key.Key_V)
    press(Key.Key_V)
    assert not panel(window).isVisible()
    press(Key.Key_Up)
    sound = window.findChild(QToolButton, "sound")
    assert isinstance(sound, QToolButton)
    sound.click()
    slider = panel(window).editors["volume"].findChild(QSlider)
    assert slider is not None
    assert slider.value() == app.preferences.current.volume == 95


def test_keys_of_the_session_work_beside_the_panel(window: MainWindow, led: Led) -> None:
    press(Key.Key_V)
    press(Key.Key_Space)
    assert led.state() is State.PAUSED
    press(Key.Key_Space)
    assert led.state() is State.RUNNING
    assert panel(window).isVisible()


def test_it_closes_with_the_session(window: MainWindow, led: Led) -> None:
    press(Key.Key_V)
    led.coach.stop()
    window.session._tick()
    assert not panel(window).isVisible()


@pytest.mark.usefixtures("led")
@pytest.mark.parametrize("answer", ["/music/rain.mp3", ""])
def test_choosing_a_file_as_background_or_cancelling(
    window: MainWindow, app: AppContext, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (answer, ""))
    press(Key.Key_V)
    box = panel(window).editors["background"].findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findText("Choose a file or playlist…"))
    assert app.preferences.current.background == (answer or "none")
    assert box.currentText() == ("rain.mp3" if answer else "None")
