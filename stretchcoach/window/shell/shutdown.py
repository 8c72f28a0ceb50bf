"""How the window ends other than by the person's hand: a signal, the end of their login, a display that is gone."""

import os
import signal
import sys
from contextlib import ExitStack

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from stretchcoach.desktop.shutdown import ignore_quietly, shutdown_signals
from stretchcoach.diagnostics.run_records import Records
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.window.shell.main_window import MainWindow

_FAILED = 1
_KEEPING_SECONDS = 2.0
"""What was done is being kept; a disk that is slower than this loses it."""


class ShutdownOnSignal(QObject):
    """Closes the window at once on SIGINT, SIGTERM and SIGHUP.

    Python runs no handler while Qt waits, and one that raises may lose its signal. So the handlers do nothing, and a
    socket that Python writes each signal to wakes Qt.
    """

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(application)
        self._window = window
        self._undo = ExitStack()

    def listen(self) -> None:
        """Begin."""
        import socket  # slow to load, and the first picture does without

        reader, writer = socket.socketpair()
        writer.setblocking(False)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._window.close_at_once)
        self._undo.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False))
        for one in shutdown_signals():
            self._undo.callback(signal.signal, one, signal.signal(one, ignore_quietly))
        self._undo.callback(writer.close)
        self._undo.callback(reader.close)
        self._undo.callback(notifier.setEnabled, False)

    def close(self) -> None:
        """Give the signals back."""
        self._undo.close()


def end_with_login(application: QApplication, window: MainWindow) -> None:
    """Close the window at once when the person logs out: a question that no one answers would hold that up."""
    application.commitDataRequest.connect(window.close_at_once, Qt.ConnectionType.DirectConnection)


def end_without_display(window: MainWindow, records: Records) -> None:
    """End this process, calmly: the display is gone, and Qt would end it at once, with its own words."""
    told = Notice(
        _("The display is gone, and the window with it."),
        _("What you did is kept. Start Stretch Coach again when there is a display."),
    )
    try:
        window.stop_without_display()
        window.wait_until_kept(_KEEPING_SECONDS)
    finally:
        sys.stderr.write(f"{told}\n")
        sys.stderr.flush()
        records.close()
        # Closing the window would talk to the display. The sound ends with the process, and so do its helpers.
        os._exit(_FAILED)
