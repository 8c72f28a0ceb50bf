"""Running the window: the application, its dress, its end by a signal, and what becomes of a bug."""

import signal
import socket
import sys
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from stretchcoach import __version__
from stretchcoach.bundled import ASSETS
from stretchcoach.crash import report_crash
from stretchcoach.notice import Notice
from stretchcoach.routine.routine import Routine
from stretchcoach.studio import Studio
from stretchcoach.window.main_window import MainWindow
from stretchcoach.window.palette import colours_for
from stretchcoach.window.style import dress, load_font


def run_window(studio: Studio, chosen: Routine | None, *, start: bool, log_folder: Path) -> bool:
    """Show the window, at a routine where one was chosen, and begin it where that was asked for."""
    application = make_application()
    dress(application, colours_for(studio.preferences.theme))
    window = MainWindow(studio, chosen)
    _report_bugs(window, log_folder)
    ending = EndBySignal(application, window)
    window.show()
    if start and chosen is not None:
        window.start(chosen)
    application.exec()
    ending.close()
    return True


def make_application() -> QApplication:
    """Return the application, with the bundled font and a style that looks alike everywhere."""
    QApplication.setStyle("fusion")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("stretchcoach")
    application.setApplicationDisplayName("Stretch Coach")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("stretchcoach")
    application.setFont(load_font())
    application.setWindowIcon(QIcon(str(ASSETS / "icons" / "stretchcoach.svg")))
    return application


class EndBySignal(QObject):
    """Closes the window on SIGINT and SIGTERM. Python's handlers wait while Qt waits, so a socket wakes it."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(application)
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._handlers = {one: signal.signal(one, self._nothing) for one in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(window.close)

    def close(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for one, handler in self._handlers.items():
            signal.signal(one, handler)
        self._reader.close()
        self._writer.close()

    @staticmethod
    def _nothing(_signal: int, _frame: FrameType | None) -> None:
        """The socket has been written to by now."""


def _report_bugs(window: MainWindow, log_folder: Path) -> None:
    """Let a bug's traceback go to the log, and a calm sentence to the person; the window stays."""

    def report(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        window.tell([Notice(report_crash(error, log_folder))])

    sys.excepthook = report
