"""The main window: its pages, notices and keys, and how it closes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QThreadPool
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMainWindow, QVBoxLayout, QWidget

from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.library.library_page import LibraryPage
from stretchcoach.window.shell.library_flow import LibraryFlow
from stretchcoach.window.shell.notice_bar import NoticeBar
from stretchcoach.window.shell.pages import Pages
from stretchcoach.window.shell.resume_bar import ResumeBar
from stretchcoach.window.shell.session_flow import SessionFlow
from stretchcoach.window.theme.application import application, screen_of
from stretchcoach.window.theme.palette import colours_for
from stretchcoach.window.theme.style import apply_theme
from stretchcoach.window.widgets.serial_queue import SerialQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchcoach.window.finish.finish_page import FinishPage
    from stretchcoach.window.session.session_page import SessionPage

_SIZE = QSize(1120, 760)
_MINIMUM_SIZE = QSize(560, 480)
_MINIMUM_SIZE_ON_SMALL_SCREENS = QSize(560, 340)
_FRAME = QSize(0, 40)
"""About what a desktop puts around a window."""


class MainWindow(QMainWindow):
    """Shows what the app context holds: choose a routine, start it, go through it, finish."""

    def __init__(self, app: AppContext, chosen: Routine | None = None) -> None:
        """`chosen` is the routine to show first."""
        super().__init__()
        self._app = app
        self._is_closed = False
        self._saving = SerialQueue(self)
        self.setWindowTitle("Stretch Coach")
        self.setMinimumSize(_minimum_size())
        self.resize(_SIZE.boundedTo(screen_of(None).availableSize() - _FRAME))
        # First, so that a new palette is there before the pages follow a change.
        app.preferences.subscribe(self._follow_preferences)
        colours = colours_for(app.preferences.current.theme)
        self.notice_bar = NoticeBar()
        self.resume_bar = ResumeBar(app)
        self.pages = Pages(app, colours, chosen, self.notice_bar)
        self.session_flow = SessionFlow(app, colours, self.pages, self.notice_bar, self, self)
        self._library_flow = LibraryFlow(app, self.pages, self.session_flow, self.notice_bar)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.notice_bar.tell(app.notices)
        self.library.setFocus()

    @property
    def library(self) -> LibraryPage:
        """The page to choose from."""
        return self.pages.library

    @property
    def session(self) -> "SessionPage":
        """The page of the session."""
        return self.session_flow.session

    @property
    def finish(self) -> "FinishPage":
        """The page after a session."""
        return self.session_flow.finish

    def start(self, routine: Routine) -> None:
        """Prepare a session and begin it."""
        self.session_flow.start(routine)

    def show_routine(self, routine: Routine) -> None:
        """Show `routine` in the list, even if the library doesn't have it; the welcome stays before it."""
        self.pages.show_routine(routine)
        if self.session_flow.is_finish(self.pages.currentWidget()):
            self.pages.show_library()

    def open_settings(self) -> None:
        """Show the settings, with a running session paused meanwhile.

        They stay closed while a session is being prepared, which would begin beneath them.
        """
        if self.session_flow.is_preparing:
            return
        from stretchcoach.window.settings.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._app, self)
        if self.session_flow.is_running and self.session.pause():
            dialog.finished.connect(self.session.resume)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_journal(self) -> None:
        """Show the journal, unless there is a session."""
        if not self.session_flow.is_busy:
            self.pages.show_journal()

    def come_forward(self) -> None:
        """Show the window above all others, and give it the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_dialogs(self) -> None:
        """Close the dialogs over the window, which would keep the keys from it."""
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def go_back_from(self, page: QWidget) -> None:
        """Remove a page that was put before another one, and show what is behind it."""
        behind = self.pages.behind
        self.pages.go_back_from(page, to_library=behind is not None and self.session_flow.is_over(behind))
        self.session_flow.reactivate()

    def close_at_once(self) -> None:
        """Close without asking; a running session ends with its window."""
        self._is_closed = True
        self.close()

    def toggle_mat_mode(self) -> None:
        """Enter or leave mat mode: full screen with the largest words."""
        self._set_mat_mode(not self.isFullScreen())

    def leave_mat_mode(self) -> None:
        """Leave mat mode."""
        self._set_mat_mode(False)

    def leave_session(self) -> None:
        """Leave mat mode, or else ask whether to stop."""
        if self.isFullScreen():
            self.leave_mat_mode()
        else:
            self.session_flow.ask_to_stop(self.session.stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle mat mode by F where nothing takes letters; by F11 it works everywhere."""
        if event.key() == Qt.Key.Key_F and not event.modifiers():
            self.toggle_mat_mode()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.leave_mat_mode()
        elif self.session_flow.is_running:
            self.session.keyPressEvent(event)  # the focused widget has no use for the key; the session may have
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first if a session is running, as Esc does."""
        if self.session_flow.is_running and not self._is_closed:
            event.ignore()
            self.session_flow.ask_to_stop(self.close_at_once)
            return
        self._is_closed = True
        self.session_flow.close()
        self.pages.end()
        self._saving.shut_down()
        self._library_flow.end()
        self._app.cancel()
        QThreadPool.globalInstance().waitForDone()
        self._app.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice_bar)
        layout.addWidget(self.resume_bar)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(content)

    def _connect(self) -> None:
        self._saving.failed.connect(self.notice_bar.report)
        self.library.settings_requested.connect(self.open_settings)
        self.library.journal_requested.connect(self.open_journal)
        self.library.ready.connect(self.resume_bar.look)
        self.session_flow.preparing_changed.connect(self.resume_bar.withdraw)
        self.resume_bar.found.connect(self._offer_to_resume)
        self.resume_bar.wanted.connect(self.session_flow.resume)
        self.resume_bar.failed.connect(self.notice_bar.report)
        self.resume_bar.noticed.connect(self.notice_bar.tell)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._recolour)
        hints.accessibility().contrastPreferenceChanged.connect(self._recolour)

    def _add_shortcuts(self) -> None:
        shortcuts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+,", self.open_settings),
            ("Ctrl+J", self.open_journal),
            ("F11", self.toggle_mat_mode),
            ("Ctrl+Q", self.close),
        )
        for keys, slot in shortcuts:
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        # Of the page: in a session it would move the focus to where no key pauses.
        QShortcut(QKeySequence("Ctrl+F"), self.library).activated.connect(self.library.routine_list.focus_search)

    def _offer_to_resume(self) -> None:
        if not self.session_flow.is_busy:
            self.resume_bar.show()
            self.resume_bar.take_focus()

    def _set_mat_mode(self, on: bool) -> None:
        if on is self.isFullScreen():
            return
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.session_flow.set_mat_mode(on)
        if self.session_flow.is_running:
            self.session.setFocus()  # a focused button is hidden now, and Space is to pause

    def _follow_preferences(self, before: Preferences, preferences: Preferences) -> None:
        # In a thread: each step of a slider would wait for the disk. Of many steps the last one is written.
        self._saving.write(self._app.preferences.save, lambda _done: None, lambda _error: None)
        if (preferences.theme, preferences.text_size) != (before.theme, before.text_size):
            self._recolour()

    def _recolour(self) -> None:
        preferences = self._app.preferences.current
        colours = colours_for(preferences.theme)
        apply_theme(application(), colours, preferences.text_size)
        self.pages.recolour(colours)
        self.session_flow.recolour(colours)


def _minimum_size() -> QSize:
    """Return how small the window may be: as small as the smallest screen that it may be moved to."""
    smallest = _MINIMUM_SIZE
    for screen in QGuiApplication.screens():
        smallest = smallest.boundedTo(screen.availableSize() - _FRAME)
    return smallest.expandedTo(_MINIMUM_SIZE_ON_SMALL_SCREENS)
