"""Running the window: the application, its dress, its end by a signal, and what becomes of a bug."""

import signal
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from stretchcoach import __version__
from stretchcoach.bundled import ASSETS
from stretchcoach.crash import report_crash
from stretchcoach.desktop.one_instance import OneInstance
from stretchcoach.notice import Notice
from stretchcoach.routine.routine import Routine
from stretchcoach.studio import Studio
from stretchcoach.window.main_window import MainWindow
from stretchcoach.window.palette import colours_for
from stretchcoach.window.style import dress, load_font

_AFTERWARDS_MS = 300
"""The first picture is on the screen by then, and what loads more than that needs can begin."""


def run_window(studio: Studio, chosen: Routine | None, *, start: bool, instance: OneInstance, log_folder: Path) -> bool:
    """Show the window, at a routine where one was chosen, and begin it where that was asked for.

    Other starts are listened for where it is the one instance.
    """
    application = make_application()
    dress(application, colours_for(studio.preferences.theme), studio.preferences.text_size)
    window = MainWindow(studio, chosen)
    _report_bugs(window, log_folder)
    show(window, studio, chosen if start else None)
    with closing(EndBySignal(application, window)) as ending:
        # These load libraries that the first picture does without.
        QTimer.singleShot(0, ending.listen)
        QTimer.singleShot(0, lambda: application.setWindowIcon(QIcon(str(ASSETS / "icons" / "stretchcoach.svg"))))
        QTimer.singleShot(_AFTERWARDS_MS, window, lambda: _listen_for_others(studio, window, instance))
        application.exec()
    return True


def show(window: MainWindow, studio: Studio, beginning: Routine | None) -> None:
    """Show the window with the session that begins at once; without one, a new person is welcomed first."""
    if beginning is None and not studio.was_welcomed():
        window.show_welcome()
    window.show()
    if beginning is not None:
        window.start(beginning)


def make_application() -> QApplication:
    """Return the application, with the bundled font and a style that looks alike everywhere."""
    QApplication.setStyle("fusion")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("stretchcoach")
    application.setApplicationDisplayName("Stretch Coach")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("stretchcoach")
    application.setFont(load_font())
    return application


class EndBySignal(QObject):
    """Closes the window at once on SIGINT and SIGTERM. Python's handlers wait while Qt waits, so a socket wakes it."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(application)
        self._window = window
        self._undo = ExitStack()

    def listen(self) -> None:
        """Begin."""
        import socket  # noqa: PLC0415 - slow to load, and the first picture does without

        reader, writer = socket.socketpair()
        writer.setblocking(False)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._window.close_at_once)
        self._undo.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False))
        for one in (signal.SIGINT, signal.SIGTERM):
            self._undo.callback(signal.signal, one, signal.signal(one, self._nothing))
        self._undo.callback(writer.close)
        self._undo.callback(reader.close)
        self._undo.callback(notifier.setEnabled, False)

    def close(self) -> None:
        """Give the signals back."""
        self._undo.close()

    @staticmethod
    def _nothing(_signal: int, _frame: FrameType | None) -> None:
        """The socket has been written to by now."""


def _listen_for_others(studio: Studio, window: MainWindow, instance: OneInstance) -> None:
    from stretchcoach.window.second_start import SecondStart  # noqa: PLC0415 - loads Qt's network

    if instance.address is not None and not SecondStart(studio, window).listen(instance.address):
        instance.close()  # who cannot be reached does not keep others from a window of their own


def _report_bugs(window: MainWindow, log_folder: Path) -> None:
    """Let a bug's traceback go to the log, and a calm sentence to the person; the window stays."""

    def report(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        window.tell([Notice(report_crash(error, log_folder))])

    sys.excepthook = report
