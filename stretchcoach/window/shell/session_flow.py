"""The way from Start to the finish: preparing a session, running it, asking before it stops, and how it felt."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stretchcoach.messages import Notice
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.notice_bar import NoticeBar
from stretchcoach.window.shell.pages import Pages
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.widgets.background_task import BackgroundTask

if TYPE_CHECKING:
    from stretchcoach.journal.file import ResumePoint
    from stretchcoach.journal.recorder import NullRecorder, SessionRecorder
    from stretchcoach.services.live_session import LiveSession
    from stretchcoach.session.moment import Moment
    from stretchcoach.window.finish.feedback import SessionFeedback
    from stretchcoach.window.finish.finish_page import FinishPage
    from stretchcoach.window.session.session_page import SessionPage
    from stretchcoach.window.session.stop_question import StopQuestion
    from stretchcoach.window.shell.remote_control import RemoteControl


class SessionHost(Protocol):
    """The window that a session runs in, as far as the session asks things of it."""

    def leave_session(self) -> None:
        """Leave mat mode, or else ask whether to stop."""

    def leave_mat_mode(self) -> None:
        """Leave mat mode."""

    def come_forward(self) -> None:
        """Show the window above all others."""

    def close(self) -> bool:
        """Close the window, after asking."""

    def isFullScreen(self) -> bool:  # noqa: N802 - Qt's name
        """Return whether the window is in mat mode."""


class SessionFlow(QObject):
    """Runs one session at a time. Its pages are made when they are first needed."""

    preparing_changed = Signal(bool)
    """Whether a session is being prepared from now on."""
    state_changed = Signal(object)
    """A moment at which a session began, paused, resumed or ended."""

    def __init__(
        self, app: AppContext, colours: Colours, pages: Pages, notice_bar: NoticeBar, window: QWidget, host: SessionHost
    ) -> None:
        """`window` is the parent of the question before stopping; `host` is the same window."""
        super().__init__(window)
        self._app = app
        self._colours = colours
        self._pages = pages
        self._notice_bar = notice_bar
        self._window = window
        self._host = host
        self._is_preparing = False
        self._is_closed = False
        self._routine: Routine | None = None
        self._session: SessionPage | None = None
        self._remote: RemoteControl | None = None
        self._finish: FinishPage | None = None
        self._feedback: SessionFeedback | None = None
        self._recorder: SessionRecorder | NullRecorder | None = None
        self._notices: tuple[Notice, ...] = ()
        self.question: StopQuestion | None = None
        """The question whether to stop, while it is asked."""

    @property
    def is_running(self) -> bool:
        """Whether there is a session that has not ended."""
        return self._session is not None and self._session.is_running

    @property
    def is_preparing(self) -> bool:
        """Whether a session is being prepared, and is about to begin."""
        return self._is_preparing

    @property
    def is_busy(self) -> bool:
        """Whether a session is running or being prepared."""
        return self._is_preparing or self.is_running

    @property
    def session(self) -> "SessionPage":
        """The page of the session."""
        if self._session is None:
            # Its icons load Qt's SVG, which the list does without.
            from stretchcoach.window.session.session_page import SessionPage
            from stretchcoach.window.shell.remote_control import RemoteControl

            self._session = SessionPage(self._colours, self._app.preferences)
            self._session.ended.connect(self._show_finish)
            self._session.state_changed.connect(self.state_changed)
            self._session.stop_requested.connect(self._host.leave_session)
            self._session.notices_changed.connect(self._show_notices)
            self._remote = RemoteControl(self._session, self._app.preferences)
            self._remote.raise_requested.connect(self._host.come_forward)
            self._remote.quit_requested.connect(self._host.close)
            self._pages.addWidget(self._session)
        return self._session

    @property
    def finish(self) -> "FinishPage":
        """The page after a session."""
        if self._finish is None:
            from stretchcoach.window.finish.feedback import SessionFeedback
            from stretchcoach.window.finish.finish_page import FinishPage

            self._finish = FinishPage()
            self._finish.done.connect(self._pages.show_library)
            self._finish.again_requested.connect(self._start_again)
            self._feedback = SessionFeedback(self._app, self._finish, self._notice_bar.report)
            self._pages.addWidget(self._finish)
        return self._finish

    def is_finish(self, page: QWidget | None) -> bool:
        """Return whether a page is the one after a session."""
        return page is not None and page is self._finish

    def is_over(self, page: QWidget) -> bool:
        """Return whether a page is the session's, and the session has ended."""
        return page is self._session and not self.is_running

    def start(self, routine: Routine) -> None:
        """Prepare a session and begin it."""
        preferences = self._app.preferences.current
        self._prepare(routine, lambda: self._app.sessions.prepare(routine, preferences, can_resume=True))

    def resume(self, routine: Routine, resume_point: "ResumePoint") -> None:
        """Prepare the rest of a session that was cut off, and begin it."""
        self._prepare(routine, lambda: self._app.sessions.resume(routine, resume_point))

    def begin(self, live_session: "LiveSession") -> None:
        """Run a session that has been prepared."""
        if self._is_closed:
            live_session.close()
            return
        self._set_preparing(False)
        page = self.session
        page.view.set_mat_mode(self._host.isFullScreen())
        self._notice_bar.hold_back(self._app.notices)
        self._pages.setCurrentWidget(page)
        self._recorder = live_session.recorder
        page.begin(live_session, read_aloud=self._app.preferences.current.screen_reader)

    def ask_to_stop(self, stop: Callable[[], None]) -> None:
        """Pause the session, and call `stop` if that is what the person wants."""
        if self.question is not None:
            return
        from stretchcoach.window.session.stop_question import StopQuestion

        was_running = self.session.pause()
        self.question = StopQuestion(self._window)
        self.session.ticked.connect(self.question.follow)
        self.question.accepted.connect(stop)
        self.question.resume_requested.connect(self.session.resume)
        if was_running:
            self.question.rejected.connect(self.session.resume)
        self.question.finished.connect(self._forget_question)
        self.question.open()

    def suspend(self) -> bool:
        """Pause a session, which records it, and stop showing it; return whether there is one."""
        return self._session is not None and self._session.suspend()

    def stop_without_display(self) -> None:
        """Stop a session without showing it."""
        if self._session is not None:
            self._session.stop_without_display()

    def reactivate(self) -> None:
        """Show a session again after `suspend`."""
        if self._session is not None:
            self._session.reactivate()

    def set_mat_mode(self, largest: bool) -> None:
        """Let the session show only what can be read across a room."""
        if self._session is not None:
            self._session.view.set_mat_mode(largest)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        if self._session is not None:
            self._session.view.recolour(colours)

    def close(self) -> None:
        """End a session, and begin none that is still being prepared."""
        self._is_closed = True
        if self._session is not None:
            self._session.stop()

    def _prepare(self, routine: Routine, prepare: "Callable[[], LiveSession]") -> None:
        if self.is_busy:
            return
        self._routine = routine
        self._set_preparing(True)
        task = BackgroundTask(prepare)
        task.done.connect(self.begin)
        task.failed.connect(self._give_up)
        task.run()

    def _give_up(self, error: Exception) -> None:
        self._set_preparing(False)
        self._notice_bar.report(error)

    def _set_preparing(self, preparing: bool) -> None:
        self._is_preparing = preparing
        self.preparing_changed.emit(preparing)

    def _start_again(self) -> None:
        if self._routine is not None:
            self.start(self._routine)

    def _show_finish(self, moment: "Moment") -> None:
        if self.question is not None:
            self.question.close()
        routine = moment.timeline.routine
        if self._routine is None or self._routine.id != routine.id:
            self._routine = routine
        self.finish.show_end(moment)
        if self._feedback is not None and self._recorder is not None:
            self._feedback.begin(routine, self._recorder)
        self._host.leave_mat_mode()
        self._pages.show_page(self.finish)

    def _show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Show what keeps the session from being heard or recorded now, and nothing of what no longer does."""
        self._notice_bar.forget(notice for notice in self._notices if notice not in notices)
        self._notice_bar.tell(notice for notice in notices if notice not in self._notices)
        self._notices = notices

    def _forget_question(self) -> None:
        if self.question is not None:
            self.session.ticked.disconnect(self.question.follow)
            self.question.deleteLater()
            self.question = None
