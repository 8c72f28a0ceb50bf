"""Whoever leaves while something is being made ready leaves nothing behind."""

import gc
import weakref

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QListView
from pytestqt.qtbot import QtBot

from stretchcoach.services.app_context import AppContext
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import button, named


def test_return_at_once_opens_one_loudspeaker(qtbot: QtBot, window: MainWindow) -> None:
    """The key warms the sound up and starts the session, both at the same time."""
    QTest.keyClick(named(window, QListView, "Routines"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.is_running, timeout=30_000)


def test_closing_while_a_session_is_made_ready_begins_nothing(app: AppContext) -> None:
    window = MainWindow(app)
    window.show()
    QTest.keyClick(named(window, QListView, "Routines"), Qt.Key.Key_Return)
    window.close()
    QApplication.processEvents()
    assert window.session_flow._session is None
    assert not window._library_flow._prefetch.is_waiting


def test_closing_while_the_sound_is_warmed_up_speaks_nothing(app: AppContext) -> None:
    window = MainWindow(app)
    window.show()
    QTest.keyClick(named(window, QListView, "Routines"), Qt.Key.Key_Down)
    window.close()
    QApplication.processEvents()
    assert not window._library_flow._prefetch.is_waiting


def test_closing_the_settings_while_voices_are_looked_for_is_no_matter(qtbot: QtBot, window: MainWindow) -> None:
    window.open_settings()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()


def test_closing_the_settings_while_a_test_line_is_said_is_no_matter(qtbot: QtBot, window: MainWindow) -> None:
    window.open_settings()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    QTest.mouseClick(button(dialog, "Test the voice"), Qt.MouseButton.LeftButton)
    dialog.accept()
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()


def test_return_in_a_number_does_not_close_the_settings(qtbot: QtBot, window: MainWindow) -> None:
    window.open_settings()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitExposed(dialog)
    box = dialog.editors["reps"].findChild(QDoubleSpinBox)
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QThreadPool.globalInstance().waitForDone()


def test_a_window_that_no_one_holds_is_let_go(app: AppContext) -> None:
    """A part that held on to the window would keep all of it, and every change of colours would restyle it too."""
    window = MainWindow(app)
    window.close()
    held = weakref.ref(window)
    del window
    gc.collect()
    assert held() is None


def test_windows_come_and_go_and_leave_the_screen_as_it_is(app: AppContext) -> None:
    """PySide once took the screen for a part of the window, and the next one ended the process."""
    for _again in range(8):
        window = MainWindow(app)
        dialog = SettingsDialog(app, window)
        dialog.deleteLater()
        window.close_at_once()
        del window, dialog
        gc.collect()
        QApplication.processEvents()
    assert QApplication.primaryScreen().availableSize().width() > 0
