"""The main window: the list and a routine's page, the session, the finish; and what leads from one to the other."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.notice import Notice, Trouble
from stretchcoach.routine.routine import Routine
from stretchcoach.settings.preferences import Preferences
from stretchcoach.studio import Studio
from stretchcoach.window.advising import Advising
from stretchcoach.window.browse_page import BrowsePage
from stretchcoach.window.errand import Errand
from stretchcoach.window.foresight import Foresight
from stretchcoach.window.going_on import GoingOn
from stretchcoach.window.motion import is_still
from stretchcoach.window.notice_bar import NoticeBar
from stretchcoach.window.palette import colours_for
from stretchcoach.window.style import application, dress

if TYPE_CHECKING:
    from stretchcoach.journal.file import Unfinished
    from stretchcoach.journal.journal import Diary
    from stretchcoach.journal.unkept import Unkept
    from stretchcoach.practice import Practice
    from stretchcoach.session.moment import Moment
    from stretchcoach.window.debriefing import Debriefing
    from stretchcoach.window.finish_page import FinishPage
    from stretchcoach.window.session_page import SessionPage
    from stretchcoach.window.stop_question import StopQuestion
    from stretchcoach.window.welcome_page import WelcomePage

_SIZE = QSize(1120, 760)


class MainWindow(QMainWindow):
    """Shows a studio to the person: choose, start, go through, finish."""

    list_shown = Signal()
    """The way led back to the list."""
    session_changed = Signal(object)
    """A moment at which a session began, paused, went on or ended."""

    def __init__(self, studio: Studio, chosen: Routine | None = None) -> None:
        super().__init__()
        self._studio = studio
        self._colours = colours_for(studio.preferences.theme)
        self._voice_notices: tuple[Notice, ...] = ()
        self._starting = False
        self._session: SessionPage | None = None
        self._finish: FinishPage | None = None
        self._welcome: WelcomePage | None = None
        self._asking: StopQuestion | None = None
        self._diary: Diary | Unkept | None = None
        self._debriefing: Debriefing | None = None
        self._is_closed = False
        self._behind: QWidget | None = None
        self._foresight = Foresight(studio, self)
        self._advising = Advising(studio, self)
        self.setWindowTitle("Stretch Coach")
        self.setMinimumSize(560, 480)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.notice_bar = NoticeBar()
        self.going_on = GoingOn(studio)
        self.browse = BrowsePage(studio, self._colours, chosen)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.browse)
        self._lay_out()
        self._connect()
        self.notice_bar.tell(studio.notices)
        self.browse.setFocus()

    def start(self, routine: Routine) -> None:
        """Make a session ready and begin it."""
        preferences = self._studio.preferences
        self._make_ready(lambda: self._studio.prepare(routine, preferences, can_go_on=True))

    def _make_ready(self, make: "Callable[[], Practice]") -> None:
        if self.is_taken:
            return
        self._starting = True
        self.going_on.withdraw()
        self._foresight.warm_up()
        self.browse.page.show_preparing(preparing=True)
        errand = Errand(make)
        errand.done.connect(self._begin)
        errand.failed.connect(self.report)
        errand.run()

    def show_routine(self, routine: Routine) -> None:
        """Show `routine` in the list, of which it need not be one; the welcome stays before it."""
        self.browse.show_routine(routine)
        if self._finish is not None and self._pages.currentWidget() is self._finish:
            self._show_browse()

    def show_welcome(self) -> None:
        """Show what comes before the first use; the list follows."""
        # Most starts do without.
        from stretchcoach.window.welcome_page import WelcomePage

        self._welcome = WelcomePage(self._studio, self._colours)
        self._welcome.changed.connect(self._change)
        self._welcome.done.connect(self._end_welcome)
        self._pages.addWidget(self._welcome)
        self._pages.setCurrentWidget(self._welcome)
        self._welcome.setFocus()

    def tell(self, notices: Iterable[Notice]) -> None:
        """Show notices at the top."""
        self.notice_bar.tell(notices)

    @property
    def session(self) -> "SessionPage":
        """The page of the session, made when it is first wanted."""
        if self._session is None:
            # Its icons load Qt's SVG, which the list does without.
            from stretchcoach.window.remote_control import RemoteControl
            from stretchcoach.window.session_page import SessionPage

            self._session = SessionPage(self._colours)
            self._session.ended.connect(self._show_finish)
            self._session.state_changed.connect(self.session_changed)
            self._session.stop_requested.connect(self._leave)
            self._session.notices_changed.connect(self._show_voice_notices)
            remote = RemoteControl(self._session)
            remote.raise_requested.connect(self.come_forward)
            remote.quit_requested.connect(self.close)
            self._pages.addWidget(self._session)
        return self._session

    @property
    def finish(self) -> "FinishPage":
        """The page after a session, made when it is first wanted."""
        if self._finish is None:
            from stretchcoach.window.debriefing import Debriefing
            from stretchcoach.window.finish_page import FinishPage

            self._finish = FinishPage()
            self._finish.done.connect(self._show_browse)
            self._finish.again_requested.connect(self._start_again)
            self._debriefing = Debriefing(self._studio, self._finish)
            self._debriefing.changed.connect(self._change)
            self._debriefing.failed.connect(self.report)
            self._pages.addWidget(self._finish)
        return self._finish

    def open_settings(self) -> None:
        """Show the settings; a session stands still meanwhile, and goes on if it was running."""
        from stretchcoach.window.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._studio, self)
        if self._is_in_session and self.session.pause():
            dialog.finished.connect(self.session.resume)
        dialog.changed.connect(self._change)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

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

    def hold_still(self) -> bool:
        """Pause a session, by which what was done is kept, and show no more of it; say whether there is one."""
        return self._session is not None and self._session.hold_still()

    def wait_until_kept(self, seconds: float) -> bool:
        """Wait until what was done is in the journal; say whether it was in time."""
        return self._studio.wait_until_kept(seconds)

    def put_before(self, page: QWidget) -> None:
        """Show a page that no one asked for before the one that is there."""
        self._behind = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def go_back_from(self, page: QWidget) -> None:
        """Let such a page go, and show the one behind it."""
        behind = self._behind
        if behind is None or (behind is self._session and not self._is_in_session):
            behind = self.browse
        self._pages.setCurrentWidget(behind)
        self._pages.removeWidget(page)
        page.deleteLater()
        behind.setFocus()
        if self._session is not None:
            self._session.look_on()

    def close_at_once(self) -> None:
        """Close without a question; a running session ends with its window."""
        self._is_closed = True
        self.close()

    def toggle_mat_mode(self) -> None:
        """Full screen with the largest words, or back."""
        self._set_mat_mode(not self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Full screen comes and goes on every page."""
        if event.key() == Qt.Key.Key_F and not event.modifiers():
            self.toggle_mat_mode()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self._set_mat_mode(False)
        elif self._is_in_session:
            self.session.keyPressEvent(event)  # what has the keyboard has no use for the key; the session may have
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A session is not left by accident: it asks first, as Esc does."""
        if self._is_in_session and not self._is_closed:
            event.ignore()
            self._ask_to_stop(self.close_at_once)
            return
        self._is_closed = True
        if self._session is not None:
            self._session.stop()
        self._foresight.end()
        self._studio.cancel()
        QThreadPool.globalInstance().waitForDone()
        self._studio.close()
        super().closeEvent(event)

    @property
    def is_taken(self) -> bool:
        """Whether there is a session, or one is being made ready."""
        return self._starting or self._is_in_session

    @property
    def _is_in_session(self) -> bool:
        return self._session is not None and self._session.is_running

    def _lay_out(self) -> None:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice_bar)
        layout.addWidget(self.going_on)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self._foresight.lingered.connect(self._speak_ahead)
        self._foresight.failed.connect(self.report)
        self.browse.start_requested.connect(self.start)
        self.browse.settings_requested.connect(self.open_settings)
        self.browse.routine_chosen.connect(self._foresight.linger)
        self.browse.list.touched.connect(self._foresight.warm_up)
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
            (QKeySequence("F11"), self.toggle_mat_mode),
            (QKeySequence("Ctrl+Q"), self.close),
        ):
            QShortcut(keys, self).activated.connect(slot)
        # Of the page: in a session it would take the keyboard to where no key pauses.
        QShortcut(QKeySequence("Ctrl+F"), self.browse).activated.connect(self.browse.list.search)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._recolour)
        hints.accessibility().contrastPreferenceChanged.connect(self._recolour)

    def _speak_ahead(self) -> None:
        if self.browse.routine is not None and not self._is_in_session:
            self._foresight.speak_ahead(self.browse.routine)

    def _ask_about(self, routine: Routine) -> None:
        self._advising.ask(routine, self.browse.page.slots)

    def _offer_to_go_on(self) -> None:
        if not self.is_taken:
            self.going_on.show()
            self.going_on.take_focus()

    def _take_up(self, routine: Routine, lost: "Unfinished") -> None:
        self._make_ready(lambda: self._studio.take_up(routine, lost))

    def _begin(self, practice: "Practice") -> None:
        if self._is_closed:
            practice.close()
            return
        self._starting = False
        self.browse.page.show_preparing(preparing=False)
        self.notice_bar.hold_back(self._studio.notices)
        self._pages.setCurrentWidget(self.session)
        preferences = self._studio.preferences
        self._diary = practice.diary
        self.session.show_still(is_still(preferences.motion))
        self.session.begin(practice, read_aloud=preferences.screen_reader)

    def _start_again(self) -> None:
        if self.browse.routine is not None:
            self.start(self.browse.routine)

    def _show_finish(self, moment: "Moment") -> None:
        if self._asking is not None:
            self._asking.close()
        self._set_mat_mode(False)
        self.finish.show_end(moment)
        if self._debriefing is not None and self._diary is not None:
            self._debriefing.begin(moment.timeline.routine, self._diary)
        self._pages.setCurrentWidget(self.finish)
        self.finish.setFocus()

    def _show_browse(self) -> None:
        self.notice_bar.hold_back(())
        self._pages.setCurrentIndex(0)
        self.browse.setFocus()
        self.list_shown.emit()
        if self.browse.routine is not None and self.browse.page.slots:
            self._advising.ask_again(self.browse.routine, self.browse.page.slots)

    def _end_welcome(self) -> None:
        try:
            self._studio.keep_welcomed()
        except Trouble as trouble:
            self.notice_bar.tell([trouble.notice])
        self._show_browse()
        if self._welcome is not None:
            self._pages.removeWidget(self._welcome)
            self._welcome.deleteLater()
            self._welcome = None

    def _leave(self) -> None:
        """Leave mat mode; else ask whether to stop."""
        if self.isFullScreen():
            self._set_mat_mode(False)
        else:
            self._ask_to_stop(self.session.stop)

    def _ask_to_stop(self, stop: Callable[[], None]) -> None:
        if self._asking is not None:
            return
        from stretchcoach.window.stop_question import StopQuestion

        self.session.pause()
        self._asking = StopQuestion(self)
        self.session.looked.connect(self._asking.follow)
        self._asking.accepted.connect(stop)
        self._asking.rejected.connect(self.session.resume)
        self._asking.finished.connect(self._forget_question)
        self._asking.open()

    def _forget_question(self) -> None:
        if self._asking is not None:
            self.session.looked.disconnect(self._asking.follow)
            self._asking.deleteLater()
            self._asking = None

    def _set_mat_mode(self, on: bool) -> None:
        if on is self.isFullScreen():
            return
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.session.view.show_largest(on)
        if self._is_in_session:
            self.session.setFocus()  # a button that had it is hidden now, and Space is to pause

    def _show_voice_notices(self, notices: tuple[Notice, ...]) -> None:
        self.notice_bar.forget(notice for notice in self._voice_notices if notice not in notices)
        self.notice_bar.tell(notice for notice in notices if notice not in self._voice_notices)
        self._voice_notices = notices

    def _change(self, preferences: Preferences) -> None:
        """Use and keep other preferences; what is shown follows."""
        before = self._studio.preferences
        try:
            self._studio.change(preferences)
        except Trouble as trouble:
            self.notice_bar.tell([trouble.notice])
        if (preferences.theme, preferences.text_size) != (before.theme, before.text_size):
            self._recolour()
        if self._session is not None:
            self._session.show_still(is_still(preferences.motion))
        if self._welcome is not None:
            self._welcome.show_preferences(preferences)
        self.browse.refresh()

    def _recolour(self) -> None:
        preferences = self._studio.preferences
        self._colours = colours_for(preferences.theme)
        dress(application(), self._colours, preferences.text_size)
        self.browse.recolour(self._colours)
        if self._session is not None:
            self._session.view.recolour(self._colours)
        if self._welcome is not None:
            self._welcome.recolour(self._colours)

    def report(self, error: Exception) -> None:
        """Show trouble that came from an errand; a bug goes where bugs go."""
        self._starting = False
        self.browse.page.show_preparing(preparing=False)
        if isinstance(error, Trouble):
            self.notice_bar.tell([error.notice])
        else:
            raise error
