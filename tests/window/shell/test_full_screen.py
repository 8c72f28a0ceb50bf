"""Full screen on any page: a session that begins in it begins in mat mode, and no other page needs one for it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchcoach.routine.library import Library
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.led import Led


def is_mat_mode(window: MainWindow) -> bool:
    return window.session.view._mat_mode


def test_full_screen_makes_no_session_and_one_that_begins_in_it_is_in_mat_mode(
    window: MainWindow, library: Library
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert window.session_flow._session is None
    window.session_flow.begin(Led(library.routines["seated-hamstring"]).live_session)
    assert is_mat_mode(window)
    window.toggle_mat_mode()
    assert not is_mat_mode(window)
    window.session.stop()
