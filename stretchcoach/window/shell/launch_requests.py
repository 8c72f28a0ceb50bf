"""Requests from other starts: the window comes forward with the routine, and no session is interrupted."""

from PySide6.QtCore import QObject

from stretchcoach.desktop.launch_request import LaunchRequest
from stretchcoach.desktop.launch_server import LaunchServer
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.widgets.background_task import BackgroundTask


class LaunchRequests(QObject):
    """Listens for other starts, and shows or starts what they ask for. Loaded after the first picture."""

    def __init__(self, app: AppContext, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._waiting: tuple[Routine, Notice] | None = None
        self._server = LaunchServer(self)
        self._server.request_received.connect(self.grant)
        window.pages.library_shown.connect(self._show_waiting)

    def listen(self, address: str) -> bool:
        """Listen at `address`; return whether that is possible."""
        return self._server.listen(address)

    def grant(self, request: LaunchRequest) -> None:
        """Come forward, and show or start the routine that the request names."""
        self._window.come_forward()
        if request.routine is None:
            return
        name, start = request.routine, request.start
        task = BackgroundTask(lambda: self._app.library.find(name))  # may read a file, from a disk that is asleep
        task.done.connect(lambda routine: self._show(routine, start=start))
        task.failed.connect(self._window.notice_bar.report)
        task.run()

    def _show(self, routine: Routine, *, start: bool) -> None:
        if self._window.session_flow.is_busy:
            notice = Notice(_("{title} comes up after this session.").format(title=routine.title))
            self._forget_waiting()
            self._waiting = (routine, notice)
            self._window.notice_bar.tell([notice])
            return
        self._window.show_routine(routine)
        if start:
            self._window.close_dialogs()
            self._window.start(routine)

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            routine, _notice = self._waiting
            self._forget_waiting()
            self._window.show_routine(routine)

    def _forget_waiting(self) -> None:
        if self._waiting is not None:
            self._window.notice_bar.forget([self._waiting[1]])
            self._waiting = None
