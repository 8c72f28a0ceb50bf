"""The journal page, with its two tabs and the undo bar."""

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.journal.past_sessions import Overview
from stretchcoach.messages import Notice
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.journal.overview_tab import OverviewTab
from stretchcoach.window.journal.session_list import BATCH_SIZE
from stretchcoach.window.journal.sessions_tab import SessionsTab
from stretchcoach.window.journal.undo_bar import UndoBar
from stretchcoach.window.theme.icons import icon
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR, OPEN
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.serial_queue import SerialQueue


class JournalPage(QWidget):
    """Shows the journal and changes it. A queue reads and writes, so the window never waits for the disk."""

    left = Signal()
    """The person wants to go back."""
    shown = Signal()
    """The journal has been read and is shown."""
    failed = Signal(object)
    """An exception from reading or writing the journal."""
    noticed = Signal(object)
    """Notices about the journal, each once."""

    def __init__(self, app: AppContext, colours: Colours) -> None:
        super().__init__()
        self._app = app
        self._past = app.journal.past_sessions
        self._queue = SerialQueue(self)
        self._reported: set[Notice] = set()
        self._back = QPushButton(_("Back"))
        self.overview = OverviewTab(colours)
        self.undo_bar = UndoBar()
        self.sessions = SessionsTab(self._past, self._queue, self.undo_bar, app.library.current.stretches, colours)
        self._tabs = QTabWidget()
        self._tabs.addTab(self.overview, _("At a glance"))
        self._tabs.addTab(self.sessions, _("Sessions"))
        self._body = QStackedWidget()
        self._body.addWidget(QWidget())  # while the journal is being read
        self._body.addWidget(_empty_page())
        self._body.addWidget(self._tabs)
        self._lay_out()
        self._connect()
        self.recolour(colours)

    def open(self) -> None:
        """Read the journal and show it."""
        self._queue.read(lambda: self._past.overview(BATCH_SIZE), self._show_all, self.isVisible)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._back.setIcon(icon("leave", colours.faint))
        self.overview.recolour(colours)
        self.sessions.recolour(colours)

    def end(self) -> None:
        """Block until all changes are written, including a number that is still being typed."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self._queue.shut_down()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Pass the focus on to the tabs, or to Back if the journal is empty."""
        if self._body.currentWidget() is self._tabs:
            self._tabs.tabBar().setFocus()
        else:
            self._back.setFocus()

    def event(self, event: QEvent) -> bool:
        """Refresh the overview when the window is activated: the day may have changed."""
        if event.type() is QEvent.Type.WindowActivate and self._body.currentIndex() > 0:
            self._refresh()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, unless the window is in full screen: then Esc leaves full screen."""
        if event.key() == Qt.Key.Key_Escape and not self.window().isFullScreen():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        folder = QPushButton(_("Show in folder"))
        folder.setAccessibleDescription(_("Opens the folder with your journal and its backups."))
        folder.clicked.connect(self._open_folder)
        for button in (self._back, folder):
            button.setProperty("role", "quiet")
            button.setAutoDefault(True)  # Return presses it, as in a dialog
        self._back.setToolTip("Esc")
        # Remove the focus proxy first, or the policy would go to the proxy: the tab bar, which does take the focus.
        self._tabs.setFocusProxy(None)  # type: ignore[arg-type]  # none is allowed
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tabs.setDocumentMode(True)
        corner = QWidget()
        beside = QHBoxLayout(corner)
        beside.setContentsMargins(0, 0, OPEN, 0)
        beside.addWidget(self.overview.tables)
        self._tabs.setCornerWidget(corner)
        self._tabs.currentChanged.connect(lambda tab: self.overview.tables.setVisible(tab == 0))
        self._tabs.tabBar().setExpanding(False)
        head = QHBoxLayout()
        head.setContentsMargins(APART, CLOSE, OPEN, NEAR)
        head.setSpacing(APART)
        head.addWidget(self._back)
        head.addWidget(label(_("Journal"), "brand"), 1)
        head.addWidget(folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.undo_bar)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self.overview.goal_changed.connect(self._set_goal)
        self.overview.stretch_chosen.connect(self._read_holds)
        self.overview.day_opened.connect(self._open_day)
        self.sessions.changed.connect(self._refresh)
        self._queue.failed.connect(self.failed)
        self._app.preferences.subscribe(self._follow_preferences)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo_bar.undo)

    def _follow_preferences(self, _before: Preferences, preferences: Preferences) -> None:
        self.overview.follow(preferences)

    def _set_goal(self, days: int) -> None:
        self._app.preferences.change(replace(self._app.preferences.current, goal_days=days))

    def _show_all(self, overview: Overview) -> None:
        had_focus = self.hasFocus() or self._back.hasFocus()
        self._show_overview(overview)
        self.sessions.session_list.show_sessions(overview.latest)
        if had_focus:
            self.setFocus()
        new = [notice for notice in self._app.journal.notices if notice not in self._reported]
        self._reported.update(new)
        self.noticed.emit(new)
        self.shown.emit()

    @property
    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _show_overview(self, overview: Overview) -> None:
        had_focus = self._has_keyboard
        self._body.setCurrentIndex(2 if overview.latest else 1)
        if had_focus and not overview.latest:
            self.undo_bar.button.setFocus()
        self.overview.show_overview(overview, self._app.library.current.stretches, self._app.preferences.current)

    def _refresh(self) -> None:
        """Read the overview again after a change."""
        self._queue.read(lambda: self._past.overview(1), self._show_overview, self.isVisible)

    def _read_holds(self, stretch: str) -> None:
        holds = self.overview.holds
        self._queue.read(
            lambda: self._past.held_seconds_by_day(stretch), holds.show_holds, lambda: holds.stretch == stretch
        )

    def _open_day(self, day: dt.date) -> None:
        self._tabs.setCurrentWidget(self.sessions)
        self.sessions.open_day(day)

    def _open_folder(self) -> None:
        folder = self._app.folders.data
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            problem = _("The folder can't be opened from here.")
            self.noticed.emit([Notice(problem, _("Your journal is in {folder}.").format(folder=folder))])


def _empty_page() -> QWidget:
    """Return the page that is shown while the journal is empty."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(OPEN, OPEN, OPEN, OPEN)
    layout.setSpacing(NEAR)
    title = label(_("Nothing here yet."), "title")
    words = label(_("Your sessions will appear here."), "summary")
    layout.addStretch(4)
    for text in (title, words):
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(text)
    layout.addStretch(5)
    return page
