"""The page of the journal: what was done, at a glance and session by session."""

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
from stretchcoach.window.journal.session_list import AT_ONCE
from stretchcoach.window.journal.sessions_tab import SessionsTab
from stretchcoach.window.journal.undo_bar import UndoBar
from stretchcoach.window.theme.icons import icon
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, NEAR, OPEN
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.serial_queue import SerialQueue


class JournalPage(QWidget):
    """Reads and changes the journal in a thread of its own, one thing after the other; no one waits for the disk."""

    left = Signal()
    changed = Signal(object)
    """Preferences, with another goal."""
    shown = Signal()
    """The past is there."""
    failed = Signal(object)
    noticed = Signal(object)
    """What the person should know: the notices."""

    def __init__(self, app: AppContext, colours: Colours) -> None:
        super().__init__()
        self._app = app
        self._past = app.past_sessions
        self._queue = SerialQueue(self)
        self._told: set[Notice] = set()
        self._back = QPushButton(_("Back"))
        self.overview = OverviewTab(colours)
        self.undo = UndoBar()
        self.sessions = SessionsTab(self._past, self._queue, self.undo, app.library.stretches, colours)
        self._tabs = QTabWidget()
        self._tabs.addTab(self.overview, _("At a glance"))
        self._tabs.addTab(self.sessions, _("Sessions"))
        self._body = QStackedWidget()
        self._body.addWidget(QWidget())  # until the past is there
        self._body.addWidget(_nothing_yet())
        self._body.addWidget(self._tabs)
        self._lay_out()
        self._connect()
        self.recolour(colours)

    def open(self) -> None:
        """Show the past as it is by now."""
        self._queue.read(lambda: self._past.overview(AT_ONCE), self._begin, self.isVisible)

    def follow(self, preferences: Preferences) -> None:
        """Use other preferences."""
        self.overview.follow(preferences)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._back.setIcon(icon("leave", colours.faint))
        self.overview.recolour(colours)
        self.sessions.recolour(colours)

    def end(self) -> None:
        """Wait until what was changed is written, a number that was just typed included."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self._queue.end()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The tabs take the focus; where there is nothing, the way back does."""
        if self._body.currentWidget() is self._tabs:
            self._tabs.tabBar().setFocus()
        else:
            self._back.setFocus()

    def event(self, event: QEvent) -> bool:
        """Who comes back to the window sees the day that it is by then."""
        if event.type() is QEvent.Type.WindowActivate and self._body.currentIndex() > 0:
            self._refresh()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape and not self.window().isFullScreen():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        folder = QPushButton(_("Open its folder"))
        folder.setAccessibleDescription(_("The folder that your journal and its backups lie in."))
        folder.clicked.connect(self._open_folder)
        for button in (self._back, folder):
            button.setProperty("role", "quiet")
            button.setAutoDefault(True)  # Return presses it, as in a dialog
        self._back.setToolTip("Esc")
        # Its bar has the focus. As a proxy it would take over that it itself has none.
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
        layout.addWidget(self.undo)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self.overview.goal_changed.connect(self._set_goal)
        self.overview.stretch_chosen.connect(self._show_held)
        self.overview.day_opened.connect(self._open_day)
        self.sessions.changed.connect(self._refresh)
        self._queue.failed.connect(self.failed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo.undo)

    def _set_goal(self, days: int) -> None:
        self.changed.emit(replace(self._app.preferences, goal_days=days))

    def _begin(self, past: Overview) -> None:
        waits = self.hasFocus() or self._back.hasFocus()
        self._show_past(past)
        self.sessions.list.show_sessions(past.latest)
        if waits:
            self.setFocus()
        new = [notice for notice in self._app.journal_notices if notice not in self._told]
        self._told.update(new)
        self.noticed.emit(new)
        self.shown.emit()

    @property
    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _show_past(self, past: Overview) -> None:
        had_focus = self._has_keyboard
        self._body.setCurrentIndex(2 if past.latest else 1)
        if had_focus and not past.latest:
            self.undo.button.setFocus()
        self.overview.show_past(past, self._app.library.stretches, self._app.preferences)

    def _refresh(self) -> None:
        """Show at a glance what was changed."""
        self._queue.read(lambda: self._past.overview(1), self._show_past, self.isVisible)

    def _show_held(self, stretch: str) -> None:
        holds = self.overview.holds
        self._queue.read(
            lambda: self._past.held_seconds_by_day(stretch), holds.show_held, lambda: holds.stretch == stretch
        )

    def _open_day(self, day: dt.date) -> None:
        self._tabs.setCurrentWidget(self.sessions)
        self.sessions.open_day(day)

    def _open_folder(self) -> None:
        folder = self._app.data_folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            what = _("The folder can't be opened from here.")
            self.noticed.emit([Notice(what, _("Your journal lies in {folder}.").format(folder=folder))])


def _nothing_yet() -> QWidget:
    """What is shown to someone who has not stretched yet."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(OPEN, OPEN, OPEN, OPEN)
    layout.setSpacing(NEAR)
    title = label(_("Nothing here yet."), "title")
    words = label(_("After your first session you see here what you did, and how it grows."), "summary")
    layout.addStretch(4)
    for text in (title, words):
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(text)
    layout.addStretch(5)
    return page
