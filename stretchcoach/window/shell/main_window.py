"""The main window: its pages, its notices and keys, how it is dressed and how it closes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.library.library_page import LibraryPage
from stretchcoach.window.shell.notice_bar import NoticeBar
from stretchcoach.window.shell.pages import Pages
from stretchcoach.window.shell.prefetch import Prefetch
from stretchcoach.window.shell.resume_bar import ResumeBar
from stretchcoach.window.shell.session_flow import SessionFlow
from stretchcoach.window.theme.application import application, screen_of
from stretchcoach.window.theme.palette import colours_for
from stretchcoach.window.theme.style import apply_theme
from stretchcoach.window.widgets.advice import AdviceLoader
from stretchcoach.window.widgets.serial_queue import SerialQueue

if TYPE_CHECKING:
    from stretchcoach.journal.file import ResumePoint
    from stretchcoach.window.finish.finish_page import FinishPage
    from stretchcoach.window.library.sound_export import SoundExport
    from stretchcoach.window.session.session_page import SessionPage

_SIZE = QSize(1120, 760)
_LEAST = QSize(560, 480)
_LEAST_ON_SMALL_SCREENS = QSize(560, 340)
_FRAME = QSize(0, 40)
"""What a desktop puts around a window, about."""


class MainWindow(QMainWindow):
    """Shows a app to the person: choose, start, go through, finish."""

    session_changed = Signal(object)
    """A moment at which a session began, paused, went on or ended."""

    def __init__(self, app: AppContext, chosen: Routine | None = None) -> None:
        super().__init__()
        self._app = app
        self._colours = colours_for(app.preferences.theme)
        self._voice_notices: tuple[Notice, ...] = ()
        self._is_closed = False
        self._export: SoundExport | None = None
        self._keeping = SerialQueue(self)
        self._prefetch_service = Prefetch(app, self)
        self._advising = AdviceLoader(app, self)
        self.session_flow = SessionFlow(app, self._colours, self)
        self.setWindowTitle("Stretch Coach")
        self.setMinimumSize(_least_size())
        self.resize(_SIZE.boundedTo(screen_of(None).availableSize() - _FRAME))
        self.notice_bar = NoticeBar()
        self.going_on = ResumeBar(app)
        self.pages = Pages(app, self._colours, chosen)
        self._lay_out()
        self._connect()
        self.notice_bar.tell(app.notices)
        self.browse.setFocus()

    def start(self, routine: Routine) -> None:
        """Make a session ready and begin it."""
        self.session_flow.start(routine)

    def show_routine(self, routine: Routine) -> None:
        """Show `routine` in the list, of which it need not be one; the welcome stays before it."""
        self.pages.show_routine(routine)
        if self.session_flow.is_finish(self.pages.currentWidget()):
            self.pages.show_list()

    def show_welcome(self) -> None:
        """Show what comes before the first use; the list follows."""
        self.pages.show_welcome()

    def tell(self, notices: Iterable[Notice]) -> None:
        """Show notices at the top."""
        self.notice_bar.tell(notices)

    @property
    def browse(self) -> LibraryPage:
        """The page to choose from."""
        return self.pages.browse

    @property
    def session(self) -> "SessionPage":
        """The page of the session."""
        return self.session_flow.session

    @property
    def finish(self) -> "FinishPage":
        """The page after a session."""
        return self.session_flow.finish

    def open_settings(self) -> None:
        """Show the settings; a session stands still meanwhile, and goes on if it was running.

        One that is about to begin would begin beneath them.
        """
        if self.session_flow.is_preparing:
            return
        from stretchcoach.window.settings.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._app, self)
        if self.session_flow.is_running and self.session.pause():
            dialog.finished.connect(self.session.resume)
        dialog.changed.connect(self._change)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_journal(self) -> None:
        """Show what was done; not in a session."""
        if not self.is_taken:
            self.pages.show_journal()

    def come_forward(self) -> None:
        """Show the window above all others, and give it the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_dialogs(self) -> None:
        """Close what lies over the window and would keep the keys from it."""
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def suspend(self) -> bool:
        """Pause a session, by which what was done is kept, and show no more of it; say whether there is one."""
        return self.session_flow.suspend()

    def stop_without_display(self) -> None:
        """Stop a session, by which what was done is kept, without showing it: the display is gone."""
        self.session_flow.stop_without_display()

    def wait_until_kept(self, seconds: float) -> bool:
        """Wait until what was done is in the journal; say whether it was in time."""
        return self._app.wait_until_kept(seconds)

    def go_back_from(self, page: QWidget) -> None:
        """Let a page go that was put before another one, and show what is behind it."""
        behind = self.pages.behind
        self.pages.go_back_from(page, to_list=behind is not None and self.session_flow.is_over(behind))
        self.session_flow.reactivate()

    def close_at_once(self) -> None:
        """Close without a question; a running session ends with its window."""
        self._is_closed = True
        self.close()

    def toggle_mat_mode(self) -> None:
        """Full screen with the largest words, or back."""
        self._set_mat_mode(not self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Full screen comes and goes by F, wherever nothing takes letters; by F11 it does so everywhere."""
        if event.key() == Qt.Key.Key_F and not event.modifiers():
            self.toggle_mat_mode()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self._set_mat_mode(False)
        elif self.session_flow.is_running:
            self.session.keyPressEvent(event)  # what has the keyboard has no use for the key; the session may have
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A session is not left by accident: it asks first, as Esc does."""
        if self.session_flow.is_running and not self._is_closed:
            event.ignore()
            self.session_flow.ask_to_stop(self.close_at_once)
            return
        self._is_closed = True
        self.session_flow.close()
        self.pages.end()
        self._keeping.end()
        self._prefetch_service.end()
        if self._export is not None:
            self._export.end()
        self._app.cancel()
        QThreadPool.globalInstance().waitForDone()
        self._app.close()
        super().closeEvent(event)

    @property
    def is_taken(self) -> bool:
        """Whether there is a session, or one is being made ready."""
        return self.session_flow.is_taken

    def _lay_out(self) -> None:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice_bar)
        layout.addWidget(self.going_on)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        session_flow = self.session_flow
        session_flow.prepared.connect(self._show_preparing)
        session_flow.begun.connect(self._show_session)
        session_flow.page_made.connect(self._add_page)
        session_flow.page_wanted.connect(self._show_page)
        session_flow.left.connect(self.pages.show_list)
        session_flow.again_requested.connect(self._start_again)
        session_flow.changed.connect(self._change)
        session_flow.failed.connect(self.report)
        session_flow.state_changed.connect(self.session_changed)
        session_flow.notices_changed.connect(self._show_voice_notices)
        session_flow.raise_requested.connect(self.come_forward)
        session_flow.close_requested.connect(self.close)
        session_flow.stop_requested.connect(self._leave)
        self._keeping.failed.connect(self.report)
        self.browse.page.save_requested.connect(self._save_as_sound)
        self.pages.changed.connect(self._change)
        self.pages.failed.connect(self.report)
        self.pages.noticed.connect(self.tell)
        self.pages.list_shown.connect(self._ask_again)
        self._prefetch_service.lingered.connect(self._speak_ahead)
        self._prefetch_service.failed.connect(self.report)
        self.browse.start_requested.connect(self.start)
        self.browse.settings_requested.connect(self.open_settings)
        self.browse.journal_requested.connect(self.open_journal)
        self.browse.routine_chosen.connect(self._prefetch_service.linger)
        self.browse.list.touched.connect(self._prefetch_service.warm_up)
        self.browse.shown.connect(self.going_on.look)
        self.browse.page.shown.connect(self._ask_about)
        self._advising.changed.connect(self._change)
        self._advising.failed.connect(self.report)
        self.going_on.found.connect(self._offer_to_go_on)
        self.going_on.wanted.connect(self._take_up)
        self.going_on.failed.connect(self.report)
        self.going_on.noticed.connect(self.tell)
        for keys, slot in (
            (QKeySequence("Ctrl+,"), self.open_settings),
            (QKeySequence("Ctrl+J"), self.open_journal),
            (QKeySequence("F11"), self.toggle_mat_mode),
            (QKeySequence("Ctrl+Q"), self.close),
        ):
            QShortcut(keys, self).activated.connect(slot)
        # Of the page: in a session it would take the keyboard to where no key pauses.
        QShortcut(QKeySequence("Ctrl+F"), self.browse).activated.connect(self.browse.list.search)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._recolour)
        hints.accessibility().contrastPreferenceChanged.connect(self._recolour)

    def _save_as_sound(self, routine: Routine) -> None:
        if self._export is None:
            from stretchcoach.window.library.sound_export import SoundExport

            self._export = SoundExport(self._app, self)
            self._export.noticed.connect(self.tell)
            self._export.failed.connect(self.report)
        self._export.ask(routine)

    def _speak_ahead(self) -> None:
        self._app.next_routine = self.browse.routine
        if self.browse.routine is not None and not self.session_flow.is_running:
            self._prefetch_service.speak_ahead(self.browse.routine)

    def _ask_about(self, routine: Routine) -> None:
        self._advising.ask(routine, self.browse.page.slots)

    def _offer_to_go_on(self) -> None:
        if not self.is_taken:
            self.going_on.show()
            self.going_on.take_focus()

    def _take_up(self, routine: Routine, lost: "ResumePoint") -> None:
        self.session_flow.take_up(routine, lost)

    def _show_preparing(self, preparing: bool) -> None:
        if preparing:
            self.going_on.withdraw()
            self._prefetch_service.warm_up()
            self._prefetch_service.give_way()
        self.browse.page.show_preparing(preparing=preparing)

    def _show_session(self) -> None:
        self.notice_bar.hold_back(self._app.notices)
        self.pages.setCurrentWidget(self.session)

    def _add_page(self, page: QWidget) -> None:
        self.pages.addWidget(page)

    def _show_page(self, page: QWidget) -> None:
        self._set_mat_mode(False)
        self.pages.show_page(page)

    def _start_again(self) -> None:
        if self.browse.routine is not None:
            self.start(self.browse.routine)

    def _ask_again(self) -> None:
        """Who comes back to a routine may have something new said about it."""
        self.notice_bar.hold_back(())
        if self.browse.routine is not None and self.browse.page.slots:
            self._advising.ask_again(self.browse.routine, self.browse.page.slots)

    def _leave(self) -> None:
        """Leave mat mode; else ask whether to stop."""
        if self.isFullScreen():
            self._set_mat_mode(False)
        else:
            self.session_flow.ask_to_stop(self.session.stop)

    def _set_mat_mode(self, on: bool) -> None:
        if on is self.isFullScreen():
            return
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.session_flow.set_mat_mode(on)
        if self.session_flow.is_running:
            self.session.setFocus()  # a button that had it is hidden now, and Space is to pause

    def _show_voice_notices(self, notices: tuple[Notice, ...]) -> None:
        self.notice_bar.forget(notice for notice in self._voice_notices if notice not in notices)
        self.notice_bar.tell(notice for notice in notices if notice not in self._voice_notices)
        self._voice_notices = notices

    def _change(self, preferences: Preferences) -> None:
        """Use other preferences, and have them kept; what is shown follows."""
        before = self._app.preferences
        self._app.preferences = preferences
        # In a thread: each step of a slider would wait for the disk. Of many steps the last one is written.
        self._keeping.write(self._app.keep_preferences, lambda _done: None, lambda _error: None)
        if (preferences.theme, preferences.text_size) != (before.theme, before.text_size):
            self._recolour()
        self.session_flow.follow(preferences)
        self.pages.follow(preferences)

    def _recolour(self) -> None:
        preferences = self._app.preferences
        self._colours = colours_for(preferences.theme)
        apply_theme(application(), self._colours, preferences.text_size)
        self.pages.recolour(self._colours)
        self.session_flow.recolour(self._colours)

    def report(self, error: Exception) -> None:
        """Show trouble that came from an task; a bug goes where bugs go."""
        if isinstance(error, UserFacingError):
            self.notice_bar.tell([error.notice])
        else:
            raise error


def _least_size() -> QSize:
    """How small the window may be: as small as the smallest screen that it may be moved to."""
    least = _LEAST
    for screen in QGuiApplication.screens():
        least = least.boundedTo(screen.availableSize() - _FRAME)
    return least.expandedTo(_LEAST_ON_SMALL_SCREENS)
