"""The way from Start to the finish: what is made ready, the session, the question before it stops, how it felt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.widgets.background_task import BackgroundTask

if TYPE_CHECKING:
    from stretchcoach.journal.file import ResumePoint
    from stretchcoach.journal.journal import SessionRecorder
    from stretchcoach.journal.null_recorder import NullRecorder
    from stretchcoach.services.live_session import LiveSession
    from stretchcoach.session.moment import Moment
    from stretchcoach.window.finish.feedback import SessionFeedback
    from stretchcoach.window.finish.finish_page import FinishPage
    from stretchcoach.window.session.session_page import SessionPage
    from stretchcoach.window.session.stop_question import StopQuestion
    from stretchcoach.window.shell.remote_control import RemoteControl


class SessionFlow(QObject):
    """One live_session at a time, over the pages that it needs; they are made when they are first wanted."""

    prepared = Signal(bool)
    """Whether a session is being made ready, from now on."""
    begun = Signal()
    """The page of the session has it."""
    page_made = Signal(QWidget)
    page_wanted = Signal(QWidget)
    """A page that follows the session is to be shown."""
    left = Signal()
    """The person is done with the finish."""
    again_requested = Signal()
    stop_requested = Signal()
    raise_requested = Signal()
    close_requested = Signal()
    state_changed = Signal(object)
    """As the page of the session tells it; and the next."""
    notices_changed = Signal(object)
    changed = Signal(object)
    """Preferences, after a proposal was accepted."""
    failed = Signal(object)

    def __init__(self, app: AppContext, colours: Colours, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._colours = colours
        self._window = window
        self._starting = False
        self._is_closed = False
        self._session: SessionPage | None = None
        self._remote: RemoteControl | None = None
        self._finish: FinishPage | None = None
        self._feedback: SessionFeedback | None = None
        self._recorder: SessionRecorder | NullRecorder | None = None
        self.question: StopQuestion | None = None
        """Whether to stop, while it is asked."""

    @property
    def is_running(self) -> bool:
        """Whether there is a session that has not ended."""
        return self._session is not None and self._session.is_running

    @property
    def is_preparing(self) -> bool:
        """Whether a session is being made ready, and is about to begin."""
        return self._starting

    @property
    def is_taken(self) -> bool:
        """Whether there is a session, or one is being made ready."""
        return self._starting or self.is_running

    @property
    def session(self) -> "SessionPage":
        """The page of the session."""
        if self._session is None:
            # Its icons load Qt's SVG, which the list does without.
            from stretchcoach.window.session.session_page import SessionPage
            from stretchcoach.window.shell.remote_control import RemoteControl

            self._session = SessionPage(self._colours)
            self._session.ended.connect(self._show_finish)
            self._session.state_changed.connect(self.state_changed)
            self._session.stop_requested.connect(self.stop_requested)
            self._session.notices_changed.connect(self.notices_changed)
            self._session.preferences_changed.connect(self.changed)
            self._remote = RemoteControl(self._session)
            self._remote.raise_requested.connect(self.raise_requested)
            self._remote.quit_requested.connect(self.close_requested)
            self.page_made.emit(self._session)
        return self._session

    @property
    def finish(self) -> "FinishPage":
        """The page after a session."""
        if self._finish is None:
            from stretchcoach.window.finish.feedback import SessionFeedback
            from stretchcoach.window.finish.finish_page import FinishPage

            self._finish = FinishPage()
            self._finish.done.connect(self.left)
            self._finish.again_requested.connect(self.again_requested)
            self._feedback = SessionFeedback(self._app, self._finish)
            self._feedback.changed.connect(self.changed)
            self._feedback.failed.connect(self.failed)
            self.page_made.emit(self._finish)
        return self._finish

    def is_finish(self, page: QWidget | None) -> bool:
        """Whether a page is the one after a session."""
        return page is self._finish

    def is_over(self, page: QWidget) -> bool:
        """Whether a page is that of a session, and there is none any more."""
        return page is self._session and not self.is_running

    def start(self, routine: Routine) -> None:
        """Make a session ready and begin it."""
        preferences = self._app.preferences
        self._make_ready(lambda: self._app.prepare(routine, preferences, can_resume=True))

    def take_up(self, routine: Routine, lost: "ResumePoint") -> None:
        """Go on with a session that was lost."""
        self._make_ready(lambda: self._app.take_up(routine, lost))

    def begin(self, live_session: "LiveSession") -> None:
        """Run a session that has been made ready."""
        if self._is_closed:
            live_session.close()
            return
        self._end_preparing()
        page, preferences = self.session, self._app.preferences
        page.view.set_mat_mode(self._window.isFullScreen())
        self.begun.emit()
        self._recorder = live_session.recorder
        page.begin(live_session, read_aloud=preferences.screen_reader)
        self._follow(preferences)

    def ask_to_stop(self, stop: Callable[[], None]) -> None:
        """Let the session stand still, and `stop` it if that is what the person wants."""
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
        """Pause a session, by which what was done is kept, and show no more of it; say whether there is one."""
        return self._session is not None and self._session.suspend()

    def stop_without_display(self) -> None:
        """Stop a session without showing it."""
        if self._session is not None:
            self._session.stop_without_display()

    def reactivate(self) -> None:
        """Show a session again that was held still."""
        if self._session is not None:
            self._session.reactivate()

    def follow(self, preferences: Preferences) -> None:
        """Use other preferences, as far as a session that is running can."""
        if self._session is not None:
            self._follow(preferences)

    def _follow(self, preferences: Preferences) -> None:
        self.session.follow(preferences)
        if self._remote is not None:
            self._remote.follow(preferences)

    def set_mat_mode(self, largest: bool) -> None:
        """Have a session show what is read across a room, and nothing else."""
        if self._session is not None:
            self._session.view.set_mat_mode(largest)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        if self._session is not None:
            self._session.view.recolour(colours)

    def close(self) -> None:
        """End a session; begin none that is still being made ready."""
        self._is_closed = True
        if self._session is not None:
            self._session.stop()

    def _make_ready(self, make: "Callable[[], LiveSession]") -> None:
        if self.is_taken:
            return
        self._starting = True
        self.prepared.emit(True)
        task = BackgroundTask(make)
        task.done.connect(self.begin)
        task.failed.connect(self._give_up)
        task.run()

    def _give_up(self, error: Exception) -> None:
        self._end_preparing()
        self.failed.emit(error)

    def _end_preparing(self) -> None:
        self._starting = False
        self.prepared.emit(False)

    def _show_finish(self, moment: "Moment") -> None:
        if self.question is not None:
            self.question.close()
        self.finish.show_end(moment)
        if self._feedback is not None and self._recorder is not None:
            self._feedback.begin(moment.timeline.routine, self._recorder)
        self.page_wanted.emit(self.finish)

    def _forget_question(self) -> None:
        if self.question is not None:
            self.session.ticked.disconnect(self.question.follow)
            self.question.deleteLater()
            self.question = None
