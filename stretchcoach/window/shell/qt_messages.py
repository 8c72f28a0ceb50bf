"""Qt's own messages, which go to the log: in the terminal they would mean nothing to a person."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from stretchcoach.diagnostics.diagnostics import Diagnostics

if TYPE_CHECKING:
    from collections.abc import Callable

_DISPLAY_IS_GONE = ("The X11 connection broke", "The Wayland connection")
"""How Qt's message begins when it is about to abort this process."""
_MOST_WAITING = 100


class QtMessages:
    """Handles Qt's messages, and holds those from before the log begins. `close` sends later ones to the terminal."""

    def __init__(self, records: Diagnostics) -> None:
        self.display_is_gone: Callable[[], None] | None = None
        """Called when Qt has lost its display; it should not return."""
        self._records = records
        self._waiting: list[tuple[QtMsgType, str]] = []
        qInstallMessageHandler(self._handle)

    def write_to_log(self) -> None:
        """Log the messages so far, and each further one as it comes."""
        self._records.start_log()
        for kind, text in self._waiting:
            _log(kind, text)
        self._waiting = []

    def close(self) -> None:
        """Restore Qt's own message handler."""
        qInstallMessageHandler(None)

    def _handle(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(f"{text}\n")  # Qt ends the process next
        elif self._records.is_logging:
            _log(kind, text)
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting.append((kind, text))
        if text.startswith(_DISPLAY_IS_GONE) and self.display_is_gone is not None:
            self.display_is_gone()


def _log(kind: QtMsgType, text: str) -> None:
    import logging  # the first picture does without

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    logging.getLogger("stretchcoach.qt").log(levels.get(kind, logging.ERROR), "%s", text)
