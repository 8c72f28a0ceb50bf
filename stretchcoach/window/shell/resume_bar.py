"""The offer to go on with a session that was lost: the program ended in the middle of it, or the computer did."""

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
    """Looks into the journal, and offers what it finds there. Hidden until there is something."""

    wanted = Signal(object, object)
    """The person goes on: with a routine, and what was lost of its session."""
    found = Signal()
    failed = Signal(object)
    noticed = Signal(object)
    """What is wrong with the journal: the notices."""

    def __init__(self, app: AppContext) -> None:
        super().__init__()
        self._app = app
        self._lost: tuple[Routine, ResumePoint] | None = None
        self.setObjectName("offer")
        self.setAccessibleName(_("A session to go on with"))
        self._text = label("", "body")
        self._go_on = _button(_("Go on"))
        self._go_on.clicked.connect(self._take)
        not_now = _button(_("Not now"))
        not_now.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(OPEN, NEAR, APART, NEAR)
        row.setSpacing(APART)
        row.addWidget(self._text, 1)
        row.addWidget(self._go_on)
        row.addWidget(not_now)
        self.hide()

    def look(self) -> None:
        """Look whether there is a lost session."""
        task = BackgroundTask(self._app.resume_point)
        task.done.connect(self._offer)
        task.failed.connect(self.failed)
        task.run()

    def withdraw(self) -> None:
        """Offer nothing: another session begins."""
        self._lost = None
        self.hide()

    def _offer(self, lost: "tuple[Routine, ResumePoint] | None") -> None:
        self.noticed.emit(self._app.journal_notices)
        if lost is None:
            return
        from stretchcoach.session.wording import practised_time  # most starts have nothing to offer

        self._lost = lost
        routine, unfinished = lost
        time = practised_time(unfinished.practised_seconds)
        text = _("{title} broke off after {time}. Go on where you were?").format(title=routine.title, time=time)
        self._text.setText(text)
        self._go_on.setAccessibleDescription(text)  # a screen reader says it as the focus comes
        self.found.emit()

    def take_focus(self) -> None:
        """Return goes on."""
        self._go_on.setFocus()

    def _take(self) -> None:
        lost = self._lost
        self.withdraw()
        if lost is not None:
            self.wanted.emit(*lost)

    def _leave(self) -> None:
        self.withdraw()
        task = BackgroundTask(self._app.discard_resume_point)
        task.failed.connect(self.failed)
        task.run()


def _button(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(True)  # Return presses it, as in a dialog
    return made
