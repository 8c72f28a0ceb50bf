"""Bugs in the running window: each is kept once, stops a session, and is told on a page of its own."""

import sys
import threading
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from stretchcoach.diagnostics.crash_report import CrashReport
from stretchcoach.diagnostics.run_records import Records
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.window.shell.main_window import MainWindow

if TYPE_CHECKING:
    from stretchcoach.window.shell.crash_page import CrashPage

_MOST = 20
"""So many different bugs of one run are kept; more are the consequences of these."""


class _Place(NamedTuple):
    """What makes two bugs the same: their kind, and the line that they come from."""

    kind: str
    file: str
    line: int


class CrashHandler(QObject):
    """Takes what no one caught, in any thread, until it is closed.

    What is drawn or timed may fail 60 times a second: after the first time it is only counted, and told once more if
    it happens again after the person went on.
    """

    _kept = Signal(object)
    _came_again = Signal()

    def __init__(self, window: MainWindow, records: Records) -> None:
        super().__init__(window)
        self._window = window
        self._records = records
        self._known: set[_Place] = set()
        self._page: CrashPage | None = None
        self._cannot_show = False
        self._undo = ExitStack()
        # Queued: a page that is painted, or a session that looks, is not to be changed in the middle of that.
        self._kept.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._came_again.connect(self._tell_again, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Begin."""
        self._undo.callback(setattr, sys, "excepthook", sys.excepthook)
        self._undo.callback(setattr, threading, "excepthook", threading.excepthook)
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def close(self) -> None:
        """Take no more."""
        self._undo.close()

    @property
    def _is_told(self) -> bool:
        """Whether the page is before the person right now."""
        return self._page is not None and self._page.isVisible()

    def _take(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            self._window.close_at_once()  # Ctrl+C, before signals are listened for
            return
        place = _place_of(error)
        if place in self._known or len(self._known) >= _MOST:
            if not self._is_told:
                self._came_again.emit()
            return
        self._known.add(place)
        self._kept.emit(self._keep(error))

    def _take_from_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._take(told.exc_type, told.exc_value, told.exc_traceback)

    def _keep(self, error: Exception) -> CrashReport:
        import logging  # a start without a bug does without

        report = self._records.keep_crash(error)
        self._records.keep_log()
        logging.getLogger(__name__).error("a bug: %s", error, exc_info=error)
        return report

    def _show(self, report: CrashReport) -> None:
        if self._is_told:
            return  # a consequence of the one that is told already; its report is kept beside it
        if self._cannot_show or not self._window.isVisible():
            _write(report)
            return
        try:
            self._open_page(report)
        except Exception as error:  # noqa: BLE001 - the last resort must not fail over and over
            self._cannot_show = True
            self._page = None
            _write(report)
            _write(self._keep(error))

    def _open_page(self, report: CrashReport) -> None:
        from stretchcoach.window.shell.crash_page import CrashPage  # it is hoped never to be needed

        window = self._window
        window.close_dialogs()
        try:
            waits = window.suspend()
        except Exception as error:  # noqa: BLE001 - the coach itself failed; it is kept, and there is still a list
            self._keep(error)
            waits = False
        page = CrashPage(report, session_waits=waits)
        page.go_on_requested.connect(self._go_on)
        page.quit_requested.connect(window.close_at_once)
        window.pages.put_before(page)
        self._page = page

    def _go_on(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self._window.go_back_from(page)

    def _tell_again(self) -> None:
        if not self._is_told and not self._cannot_show:
            self._window.tell(
                [
                    Notice(
                        _("It went wrong again in the same place."),
                        _("If something does not work now, close Stretch Coach and start it again."),
                    )
                ]
            )


def _place_of(error: BaseException) -> _Place:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return _Place(type(error).__name__, "", 0)
    return _Place(type(error).__name__, trace.tb_frame.f_code.co_filename, trace.tb_lineno)


def _write(report: CrashReport) -> None:
    """Tell where there is no page to tell it on."""
    if report.file is not None:
        told = _("Something went wrong that should not have; the details are in {path}.").format(path=report.file)
    else:
        told = report.text
    sys.stderr.write(f"{told}\n")
