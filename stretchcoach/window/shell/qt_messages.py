"""Qt's own messages: they go to the log rather than to the terminal, where they would tell a person nothing."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from stretchcoach.diagnostics.diagnostics import Diagnostics

if TYPE_CHECKING:
    from collections.abc import Callable

_DISPLAY_IS_GONE = ("The X11 connection broke", "The Wayland connection")
"""How Qt begins when it is about to end this process, from inside and at once."""
_MOST_WAITING = 100


class QtMessages:
    """Takes Qt's messages; those from before the log begins wait for it. `close` gives them back to the terminal."""

    def __init__(self, records: Diagnostics) -> None:
        self.display_is_gone: Callable[[], None] | None = None
        """Called when Qt has lost its display; it should not return."""
        self._records = records
        self._waiting: list[tuple[QtMsgType, str]] = []
        qInstallMessageHandler(self._take)

    def write_to_log(self) -> None:
        """Log what has waited; from now on each message is logged as it comes."""
        self._records.start_log()
        for kind, text in self._waiting:
            _log(kind, text)
        self._waiting = []

    def close(self) -> None:
        """Take none any more."""
        qInstallMessageHandler(None)

    def _take(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
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
