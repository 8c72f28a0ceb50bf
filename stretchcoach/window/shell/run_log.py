"""What the window logs: where it runs, what happens in sessions, and which notices are shown."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QGuiApplication

from stretchcoach.messages import Notice
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow

if TYPE_CHECKING:
    from stretchcoach.session.moment import Moment

_log = logging.getLogger(__name__)


class RunLog(QObject):
    """Logs what happens in a window. Loaded after the first picture, or before it if a log level was asked for."""

    def __init__(self, app: AppContext, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        _log.info("Qt %s on %s", qVersion(), QGuiApplication.platformName())
        window.session_flow.state_changed.connect(self._note_session)
        window.notice_bar.told.connect(self._note_notice)

    def _note_session(self, moment: "Moment") -> None:
        routine = moment.timeline.routine
        name = routine.id if self._app.library.is_bundled(routine) else "a routine of their own"
        state, at, seconds = moment.state.name.lower(), moment.position, moment.timeline.seconds
        _log.info("session of %s: %s at %.0f of %.0f s", name, state, at, seconds)

    def _note_notice(self, notice: Notice) -> None:
        _log.info("notice: %s", notice.what)
