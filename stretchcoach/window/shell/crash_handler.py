"""Unhandled exceptions in the running window: each is saved once, pauses a session, and is shown on its own page."""

import sys
import threading
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from stretchcoach.diagnostics.crash_report import CrashReport
from stretchcoach.diagnostics.diagnostics import Diagnostics
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.window.shell.main_window import MainWindow

if TYPE_CHECKING:
    from stretchcoach.window.shell.crash_page import CrashPage

_MOST_REPORTS = 20
"""How many different bugs of one run are saved; more are consequences of these."""


class _Origin(NamedTuple):
    """What two reports of the same bug have in common: the exception's type, and the line that raised it."""

    kind: str
    file: str
    line: int


class CrashHandler(QObject):
    """Handles the exceptions that nobody caught, in any thread, until it is closed.

    Code that paints or ticks may fail 60 times a second: after the first time nothing more is saved, and the person is
    told once more if it happens again after they continued.
    """

    _saved = Signal(object)
    _repeated = Signal()

    def __init__(self, window: MainWindow, records: Diagnostics) -> None:
        super().__init__(window)
        self._window = window
        self._records = records
        self._known: set[_Origin] = set()
        self._page: CrashPage | None = None
        self._is_unshowable = False
        self._undo = ExitStack()
        # Queued, so that no page changes while it is painted, and no session while it ticks.
        self._saved.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._repeated.connect(self._tell_repeated, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Install the exception hooks."""
        self._undo.callback(setattr, sys, "excepthook", sys.excepthook)
        self._undo.callback(setattr, threading, "excepthook", threading.excepthook)
        sys.excepthook = self._handle
        threading.excepthook = self._handle_from_thread

    def close(self) -> None:
        """Restore the exception hooks that were there before."""
        self._undo.close()

    @property
    def _is_shown(self) -> bool:
        """Whether the page is shown right now."""
        return self._page is not None and self._page.isVisible()

    def _handle(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            self._window.close_at_once()  # Ctrl+C, before signals are listened for
            return
        origin = _origin_of(error)
        if origin in self._known or len(self._known) >= _MOST_REPORTS:
            if not self._is_shown:
                self._repeated.emit()
            return
        self._known.add(origin)
        self._saved.emit(self._save(error))

    def _handle_from_thread(self, failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None:
            self._handle(failure.exc_type, failure.exc_value, failure.exc_traceback)

    def _save(self, error: Exception) -> CrashReport:
        import logging  # a start without a bug does without

        report = self._records.write_crash_report(error)
        self._records.start_log()
        logging.getLogger(__name__).error("a bug: %s", error, exc_info=error)
        return report

    def _show(self, report: CrashReport) -> None:
        if self._is_shown:
            return  # a consequence of the one that is shown; its report is saved beside it
        if self._is_unshowable or not self._window.isVisible():
            _write_to_stderr(report)
            return
        try:
            self._open_page(report)
        except Exception as error:  # noqa: BLE001 - the last resort must not fail over and over
            self._is_unshowable = True
            self._page = None
            _write_to_stderr(report)
            _write_to_stderr(self._save(error))

    def _open_page(self, report: CrashReport) -> None:
        from stretchcoach.window.shell.crash_page import CrashPage  # rarely needed

        window = self._window
        window.close_dialogs()
        try:
            waits = window.session_flow.suspend()
        except Exception as error:  # noqa: BLE001 - the coach itself failed; that is saved, and the library still works
            self._save(error)
            waits = False
        page = CrashPage(report, session_waits=waits)
        page.continue_requested.connect(self._continue)
        page.quit_requested.connect(window.close_at_once)
        window.pages.put_before(page)
        self._page = page

    def _continue(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self._window.go_back_from(page)

    def _tell_repeated(self) -> None:
        if not self._is_shown and not self._is_unshowable:
            notice = Notice(
                _("It went wrong again in the same place."),
                _("If something doesn't work now, close Stretch Coach and start it again."),
            )
            self._window.notice_bar.tell([notice])


def _origin_of(error: BaseException) -> _Origin:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return _Origin(type(error).__name__, "", 0)
    return _Origin(type(error).__name__, trace.tb_frame.f_code.co_filename, trace.tb_lineno)


def _write_to_stderr(report: CrashReport) -> None:
    """Report a crash where no page can be shown."""
    if report.file is not None:
        told = _("Something went wrong that should not have; the details are in {path}.").format(path=report.file)
    else:
        told = report.text
    sys.stderr.write(f"{told}\n")
