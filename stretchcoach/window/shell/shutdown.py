"""How the window ends without the person closing it: a signal, a logout, or a display that is gone."""

import os
import signal
import sys
from contextlib import ExitStack

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from stretchcoach.desktop.shutdown import ignore_signal, shutdown_signals
from stretchcoach.diagnostics.diagnostics import Diagnostics
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow

_FAILED = 1
_WRITING_SECONDS = 2.0
"""Seconds that the journal may take to write the session; a slower disk loses the rest."""


class ShutdownOnSignal(QObject):
    """Closes the window at once on SIGINT, SIGTERM and SIGHUP.

    Python runs no handler while Qt waits, and a handler that raises may lose its signal. So the handlers do nothing,
    and Python writes each signal to a socket that wakes Qt.
    """

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(application)
        self._window = window
        self._undo = ExitStack()

    def listen(self) -> None:
        """Listen from now on."""
        import socket  # slow to load, and the first picture does without

        reader, writer = socket.socketpair()
        writer.setblocking(False)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._window.close_at_once)
        self._undo.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False))
        for one in shutdown_signals():
            self._undo.callback(signal.signal, one, signal.signal(one, ignore_signal))
        self._undo.callback(writer.close)
        self._undo.callback(reader.close)
        self._undo.callback(notifier.setEnabled, False)

    def close(self) -> None:
        """Restore the signal handlers that were there before."""
        self._undo.close()


def end_with_login(application: QApplication, window: MainWindow) -> None:
    """Close the window at once when the person logs out: a question that nobody answers would delay it."""
    application.commitDataRequest.connect(window.close_at_once, Qt.ConnectionType.DirectConnection)


def end_without_display(app: AppContext, window: MainWindow, records: Diagnostics) -> None:
    """End this process in order: the display is gone, and Qt would abort with its own message."""
    notice = Notice(
        _("The display is gone, and the window with it."),
        _("What you did is saved. Start Stretch Coach again when there is a display."),
    )
    try:
        window.session_flow.stop_without_display()
        app.journal.wait_until_written(_WRITING_SECONDS)
    finally:
        sys.stderr.write(f"{notice}\n")
        sys.stderr.flush()
        records.close()
        # Closing the window would use the display. The sound and its worker end with the process.
        os._exit(_FAILED)
