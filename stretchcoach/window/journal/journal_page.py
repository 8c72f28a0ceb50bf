"""The page of the journal: what was done, at a glance and session by session."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from stretchcoach.journal.entry import Held
from stretchcoach.journal.history import PastSession
from stretchcoach.journal.retrospect import Overview
from stretchcoach.journal.revising import Before
from stretchcoach.language import _
from stretchcoach.notice import Notice
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.timeline import Spot
from stretchcoach.settings.choices import Side
from stretchcoach.settings.preferences import Preferences
from stretchcoach.studio import Studio
from stretchcoach.window.errand import Errand
from stretchcoach.window.icons import icon
from stretchcoach.window.journal.dates import short_day
from stretchcoach.window.journal.overview_tab import OverviewTab
from stretchcoach.window.journal.session_list import AT_ONCE
from stretchcoach.window.journal.sessions_tab import SessionsTab
from stretchcoach.window.journal.undo_bar import Change, UndoBar
from stretchcoach.window.labels import label
from stretchcoach.window.palette import Colours
from stretchcoach.window.scale import APART, CLOSE, NEAR, OPEN

if TYPE_CHECKING:
    from stretchcoach.window.journal.hold_chart import HeldOn


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

    def __init__(self, studio: Studio, colours: Colours) -> None:
        super().__init__()
        self._studio = studio
        self._past = studio.retrospect
        self._thread = QThreadPool(self)
        self._thread.setMaxThreadCount(1)
        self._chosen: PastSession | None = None
        self._back = QPushButton(_("Back"))
        self.overview = OverviewTab(colours)
        self.sessions = SessionsTab(colours)
        self.undo = UndoBar()
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
        self._do(lambda: self._past.overview(AT_ONCE), self._begin)

    def follow(self, preferences: Preferences) -> None:
        """Use other preferences."""
        self.overview.follow(preferences)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._back.setIcon(icon("leave", colours.faint))
        self.overview.recolour(colours)
        self.sessions.recolour(colours)

    def end(self) -> None:
        """Wait until what was changed is written."""
        self._thread.waitForDone()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The tabs take the focus; where there is nothing, the way back does."""
        if self._body.currentWidget() is self._tabs:
            self._tabs.tabBar().setFocus()
        else:
            self._back.setFocus()

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
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar has it
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
        self.sessions.list.chosen.connect(self._choose)
        self.overview.day_opened.connect(self._open_day)
        self.sessions.list.more_wanted.connect(self._read_on)
        detail = self.sessions.detail
        detail.felt.connect(self._feel)
        detail.held.connect(self._hold)
        detail.delete_requested.connect(self._delete)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo.undo)

    def _set_goal(self, days: int) -> None:
        self.changed.emit(replace(self._studio.preferences, goal_days=days))

    def _do(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        errand = Errand(work)
        errand.done.connect(then)
        errand.failed.connect(self.failed)
        errand.run(self._thread)

    def _begin(self, past: Overview) -> None:
        had_focus = self._has_keyboard
        self._show_past(past)
        self.sessions.list.show_sessions(past.latest)
        if had_focus:
            self.setFocus()
        self.noticed.emit(self._studio.journal_notices)
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
        self.overview.show_past(past, self._studio.library.stretches, self._studio.preferences)

    def _refresh(self) -> None:
        """Show at a glance what was changed."""
        self._do(lambda: self._past.overview(1), self._show_past)

    def _show_held(self, stretch: str) -> None:
        def show(held: "HeldOn") -> None:
            if self.overview.holds.stretch == stretch:
                self.overview.holds.show_held(held)

        self._do(lambda: self._past.held(stretch), show)

    def _read_on(self, oldest: PastSession) -> None:
        self._do(lambda: self._past.sessions(oldest, AT_ONCE), self.sessions.list.add)

    def _open_day(self, day: dt.date) -> None:
        """Show the sessions of a day, from its first one on."""

        def show(sessions: tuple[PastSession, ...]) -> None:
            self.sessions.list.show_sessions(sessions, day)
            self._tabs.setCurrentWidget(self.sessions)
            self.sessions.list.setFocus()

        self._do(lambda: self._past.sessions_since(day), show)

    def _choose(self, session: PastSession | None) -> None:
        self._chosen = session
        if session is None:
            self.sessions.detail.show_nothing()
        else:
            self._do(lambda: self._past.holds(session.row), partial(self._show_session, session))

    def _show_session(self, session: PastSession, holds: tuple[Held, ...]) -> None:
        if session is self._chosen:
            self.sessions.detail.show_session(session, holds, self._studio.library.stretches)

    def _feel(self, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
        if (session := self._chosen) is not None:
            self._change(session, lambda: self._past.feel(session.row, stretch, side, feeling))

    def _hold(self, spot: Spot, seconds: float) -> None:
        if (session := self._chosen) is not None:
            self._change(session, lambda: self._past.hold(session.row, spot, seconds))

    def _change(self, session: PastSession, change: Callable[[], Before | None]) -> None:
        """Change something in a session, and offer to take that back."""

        def changed(before: Before | None) -> None:
            if before is not None:
                words = _("Changed in {title}, {day}.").format(title=session.title, day=short_day(session.day))
                self.undo.add(Change(words, lambda: self._put_back(before, lambda: self._choose(self._chosen))))
            self._refresh()

        self._do(change, changed)

    def _delete(self) -> None:
        session = self._chosen
        if session is None:
            return

        def deleted(before: Before | None) -> None:
            self.sessions.list.take_out(session.row)
            if before is not None:
                words = _("Deleted: {title}, {day}.").format(title=session.title, day=short_day(session.day))
                self.undo.add(
                    Change(words, lambda: self._put_back(before, lambda: self.sessions.list.put_back(session)))
                )
            self._refresh()

        self._do(lambda: self._past.delete(session.row), deleted)

    def _put_back(self, before: Before, then: Callable[[], object]) -> None:
        def show() -> None:
            then()
            self._refresh()

        self._do(lambda: self._past.put_back(before), show)

    def _open_folder(self) -> None:
        folder = self._studio.data_folder
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
