"""The offer to resume a session that was cut off because the program or the computer ended in the middle of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.theme.scale import APART, NEAR, OPEN
from stretchcoach.window.widgets.background_task import BackgroundTask
from stretchcoach.window.widgets.labels import label

if TYPE_CHECKING:
    from stretchcoach.journal.file import ResumePoint
    from stretchcoach.routine.routine import Routine


class ResumeBar(QFrame):
    """Offers the resume point that the journal has; hidden until there is one."""

    wanted = Signal(object, object)
    """The person resumes: the routine, and the resume point."""
    found = Signal()
    failed = Signal(object)
    noticed = Signal(object)
    """Notices about the journal."""

    def __init__(self, app: AppContext) -> None:
        super().__init__()
        self._app = app
        self._resume_point: tuple[Routine, ResumePoint] | None = None
        self.setObjectName("offer")
        self.setAccessibleName(_("Unfinished session"))
        self._text = label("", "body")
        self._continue = _button(_("Resume"))
        self._continue.clicked.connect(self._take)
        not_now = _button(_("Not now"))
        not_now.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(OPEN, NEAR, APART, NEAR)
        row.setSpacing(APART)
        row.addWidget(self._text, 1)
        row.addWidget(self._continue)
        row.addWidget(not_now)
        self.hide()

    def look(self) -> None:
        """Ask the journal for a resume point."""
        task = BackgroundTask(self._app.journal.resume_point)
        task.done.connect(self._offer)
        task.failed.connect(self.failed)
        task.run()

    def withdraw(self) -> None:
        """Withdraw the offer: another session begins."""
        self._resume_point = None
        self.hide()

    def _offer(self, found: "tuple[Routine, ResumePoint] | None") -> None:
        self.noticed.emit(self._app.journal.notices)
        if found is None:
            return
        from stretchcoach.session.wording import practised_time  # most starts have nothing to offer

        self._resume_point = found
        routine, resume_point = found
        time = practised_time(resume_point.practised_seconds)
        text = _("{title} was interrupted after {time}. Resume?").format(title=routine.title, time=time)
        self._text.setText(text)
        self._continue.setAccessibleDescription(text)  # a screen reader says it as the focus comes
        self.found.emit()

    def take_focus(self) -> None:
        """Focus the button that resumes, so that Return presses it."""
        self._continue.setFocus()

    def _take(self) -> None:
        chosen = self._resume_point
        self.withdraw()
        if chosen is not None:
            self.wanted.emit(*chosen)

    def _leave(self) -> None:
        self.withdraw()
        task = BackgroundTask(self._app.journal.discard_resume_point)
        task.failed.connect(self.failed)
        task.run()


def _button(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(True)  # Return presses it, as in a dialog
    return made
