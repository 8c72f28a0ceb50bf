"""What becomes of a second start: the window comes forward with the routine, and no session is interrupted."""

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
    """Listens for other starts, and shows or begins what they ask for. Loaded after the first picture."""

    def __init__(self, app: AppContext, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._waiting: tuple[Routine, Notice] | None = None
        self._doorbell = LaunchServer(self)
        self._doorbell.request_received.connect(self.grant)
        window.pages.list_shown.connect(self._show_what_waits)

    def listen(self, address: str) -> bool:
        """Begin, and say whether that can be."""
        return self._doorbell.listen(address)

    def grant(self, request: LaunchRequest) -> None:
        """Come forward, and show or begin a routine where one is named."""
        self._window.come_forward()
        if request.routine is None:
            return
        name, start = request.routine, request.start
        task = BackgroundTask(lambda: self._app.find(name))  # may read a file, from a disk that is asleep
        task.done.connect(lambda routine: self._show(routine, start=start))
        task.failed.connect(self._window.report)
        task.run()

    def _show(self, routine: Routine, *, start: bool) -> None:
        if self._window.is_taken:
            told = Notice(_("{title} is there after this session.").format(title=routine.title))
            self._forget_what_waits()
            self._waiting = (routine, told)
            self._window.tell([told])
            return
        self._window.show_routine(routine)
        if start:
            self._window.close_dialogs()
            self._window.start(routine)

    def _show_what_waits(self) -> None:
        if self._waiting is not None:
            routine, _told = self._waiting
            self._forget_what_waits()
            self._window.show_routine(routine)

    def _forget_what_waits(self) -> None:
        if self._waiting is not None:
            self._window.notice_bar.forget([self._waiting[1]])
            self._waiting = None
