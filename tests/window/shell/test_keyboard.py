"""All that can be pressed or set is reached by Tab and used by the keyboard."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QListView,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stretchcoach.domain.hold import Hold
from stretchcoach.messages import Notice
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.session import State
from stretchcoach.settings.choices import TextSize
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.settings.setting import Group
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.application import application
from stretchcoach.window.theme.palette import LIGHT
from stretchcoach.window.theme.style import apply_theme
from tests.window.finding import button, named, tool_button
from tests.window.led import Led

Key = Qt.Key


@pytest.fixture
def active(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


@pytest.fixture
def led(active: MainWindow, library: Library) -> Led:
    """A session that has just begun."""
    led = Led(library.routines["seated-hamstring"])
    active.session_flow.begin(led.live_session)
    return led


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def round_by_tab(widget: QWidget, key: Qt.Key = Key.Key_Tab) -> list[QWidget]:
    """All that Tab comes to from `widget` until it is there again."""
    widget.setFocus()
    reached: list[QWidget] = []
    while not reached or QApplication.focusWidget() is not widget:
        assert len(reached) < 50
        reached.append(focused())
        QTest.keyClick(focused(), key)
    return reached


def names(reached: list[QWidget]) -> list[str]:
    return [one.accessibleName() or (one.text() if isinstance(one, QPushButton) else "") for one in reached]


FIGURE = "Show the movement: Seated hamstring"


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
def test_tab_comes_to_everything_on_the_first_page(active: MainWindow, key: Qt.Key) -> None:
    reached = names(round_by_tab(named(active, QWidget, "Search routines"), key))
    there = [
        "Search routines",
        "Routines",
        "Journal",
        "Settings",
        "Seated hamstring",
        "Start",
        "Save as sound…",
        FIGURE,
    ]
    assert reached == there if key is Key.Key_Tab else reached[1:] == there[:0:-1]


def test_the_page_of_a_routine_scrolls_by_the_keyboard(active: MainWindow) -> None:
    active.resize(800, 480)
    page = active.library.routine_page.widget()
    assert page is not None
    page.setFocus()
    QTest.keyClick(page, Key.Key_PageDown)
    assert active.library.routine_page.verticalScrollBar().value() > 0


@pytest.mark.parametrize("group", Group)
def test_tab_comes_to_every_setting(qtbot: QtBot, active: MainWindow, app: AppContext, group: Group) -> None:
    app.preferences.change(Preferences(hold=Hold(5, "b")))
    dialog = opened(qtbot, active)
    dialog.show_group(group)
    reached = names(round_by_tab(named(dialog, QListWidget, "Groups of settings")))
    wanted = [SETTINGS[name].label for name in SETTINGS if name != "holds" and SETTINGS[name].group is group]
    if group is Group.VOICE:
        wanted[wanted.index("Voice")] = "Automatic"
    assert [name for name in wanted if name not in reached] == []
    assert "" not in reached
    assert reached[-1] == "Close"
    if group is Group.DOSE:
        assert reached.count("Hold length") == 2, "its unit, and its amount"
        assert "Inner thigh with a strap" in reached


def test_the_amount_of_a_hold_comes_after_its_unit(qtbot: QtBot, active: MainWindow) -> None:
    dialog = opened(qtbot, active)
    unit = dialog.editors["hold"]._unit  # type: ignore[attr-defined]  # a hold has one
    unit.setFocus()
    QTest.keyClick(unit, Key.Key_Down)
    QTest.keyClick(unit, Key.Key_Tab)
    amount = QApplication.focusWidget()
    assert isinstance(amount, QSpinBox)
    assert amount.value() == 30


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_return_and_space_tick_a_setting_and_press_a_button(
    qtbot: QtBot, active: MainWindow, app: AppContext, key: Qt.Key
) -> None:
    dialog = opened(qtbot, active)
    dialog.show_group(Group.VOICE)
    tick = dialog.editors["screen_reader"].findChild(QCheckBox)
    assert tick is not None
    tick.setFocus()
    QTest.keyClick(tick, key)
    assert app.preferences.current.screen_reader
    QTest.keyClick(named(dialog, QListWidget, "Groups of settings"), Key.Key_Return)
    assert button(dialog, "Test the voice").isEnabled(), "Return elsewhere says nothing"
    QTest.keyClick(button(dialog, "Close"), key)
    assert not dialog.isVisible()


def opened(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    window.open_settings()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def test_the_focus_is_still_there_after_a_setting_was_changed(active: MainWindow) -> None:
    active.library.routine_page.start_button.setFocus()
    active._app.preferences.change(Preferences(reps=2))
    assert active.focusWidget() is active.library.routine_page.start_button


def test_what_is_selected_without_going_there_is_gone_to(qtbot: QtBot, active: MainWindow) -> None:
    """So a screen reader selects."""
    routines = named(active, QListView, "Routines")
    routines.selectionModel().select(routines.model().index(2, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert active.library.routine is not None
    assert routines.model().index(2, 0).data() == active.library.routine.title
    dialog = opened(qtbot, active)
    groups = named(dialog, QListWidget, "Groups of settings")
    groups.selectionModel().select(groups.model().index(2, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert dialog.editors["rate"].isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_return_and_space_press_the_settings_and_a_notice_away(active: MainWindow, key: Qt.Key) -> None:
    active.notice_bar.tell([Notice("Something to know.")])
    QTest.keyClick(button(active, "OK"), key)
    assert not active.notice_bar.isVisible()
    QTest.keyClick(button(active, "Settings"), key)
    assert active.findChild(SettingsDialog) is not None


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_return_and_space_press_the_button_of_a_session_that_has_the_focus(
    active: MainWindow, led: Led, key: Qt.Key
) -> None:
    QTest.keyClick(tool_button(active, "next"), key)
    assert led.moment.index == 1
    QTest.keyClick(tool_button(active, "pause"), key)
    assert led.state() is State.PAUSED
    QTest.keyClick(tool_button(active, "stop"), key)
    assert active.session_flow.question is not None


def test_the_keys_of_a_session_hold_while_a_button_has_the_focus(active: MainWindow, led: Led) -> None:
    pause = tool_button(active, "pause")
    pause.setFocus()
    QTest.keyClick(pause, Key.Key_Right)
    assert led.moment.index == 1
    QTest.keyClick(pause, Key.Key_Left)
    assert led.moment.index == 0
    assert pause.hasFocus()


def test_tab_comes_to_every_button_of_a_session(active: MainWindow, led: Led) -> None:
    assert led.state() is State.RUNNING
    reached = names(round_by_tab(active.session))
    assert reached == [
        "Session",
        "Sound (V)",
        "Back one phase (Left)",
        "Pause (Space)",
        "Next phase (Right)",
        "Stop (Esc)",
    ]


def test_mat_mode_leaves_the_keys_with_the_session(active: MainWindow, led: Led) -> None:
    active.notice_bar.tell([Notice("Something to know.")])
    pause = tool_button(active, "pause")
    pause.setFocus()
    QTest.keyClick(pause, Key.Key_F)
    QTest.keyClick(focused(), Key.Key_Space)
    assert led.state() is State.PAUSED
    assert active.notice_bar.isVisible()


def test_tab_comes_to_what_was_done_and_scrolls_it(active: MainWindow, library: Library) -> None:
    led = Led(library.routines["low-back-relief"])
    active.session_flow.begin(led.live_session)
    led.turn_to(led.timeline.seconds)
    active.session._tick()
    active.resize(560, 480)
    apply_theme(application(), LIGHT, TextSize.LARGEST)
    QApplication.processEvents()
    held = ("Lying hamstring with a strap", "Inner thigh with a strap", "Quads lying face down")
    asked = [name for title in held for name in (f"{title}: Just right", f"{title}: rate sides separately")]
    reached = names(round_by_tab(button(active.finish, "Done")))
    assert reached == ["Done", "Do it again", "What you did", *asked]
    summary = named(active.finish, QScrollArea, "What you did")
    summary.setFocus()
    QTest.keyClick(summary, Key.Key_Down)
    assert summary.verticalScrollBar().value() > 0
    for shown in (summary, button(active.finish, "Done"), button(active.finish, "Do it again")):
        assert active.finish.rect().contains(shown.mapTo(active.finish, shown.rect().bottomRight()))


def test_the_finish_is_read_with_the_button_that_the_focus_comes_to(active: MainWindow, led: Led) -> None:
    assert led.state() is State.RUNNING
    active.session.stop()
    done = active.focusWidget()
    assert isinstance(done, QPushButton)
    assert done.text() == "Done"
    assert done.accessibleDescription().startswith("That is enough for now. Seated hamstring, less than a minute.")
    QTest.keyClick(done, Key.Key_Tab)
    assert isinstance(active.focusWidget(), QPushButton)
    QTest.keyClick(done, Key.Key_Return)
    assert active.library.isVisible()
