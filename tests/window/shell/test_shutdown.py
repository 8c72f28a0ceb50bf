"""An end that the person did not ask the window for: their login is over."""

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QMessageBox

from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.shell.shutdown import end_with_login
from tests.window.led import Led


def test_logging_out_closes_a_session_without_a_question(
    qapp: QApplication, window: MainWindow, app: AppContext
) -> None:
    end_with_login(qapp, window)
    led = Led(app.library.current.routines["settle"])
    window.session_flow.begin(led.live_session)
    stand_in = QObject()  # only Qt can make a session manager, and no one looks at this one
    manager = shiboken6.Shiboken.wrapInstance(shiboken6.Shiboken.getCppPointer(stand_in)[0], QSessionManager)
    qapp.commitDataRequest.emit(manager)
    qapp.commitDataRequest.disconnect(window.close_at_once)
    assert not window.isVisible()
    assert not window.findChildren(QMessageBox)
    assert not window.session.is_running
    assert led.voice.is_closed
