"""The question that Esc asks before it stops a session. The session is paused until it is answered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from stretchcoach.i18n import _
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.window.session.keys import REMOTE_PAUSE_KEYS


class StopQuestion(QMessageBox):
    """Accepting it means stop, rejecting it means leave the session as it was before."""

    resume_requested = Signal()
    """A remote's key was pressed, which resumes the session even if it was paused before the question."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Stop here?"))
        self.setText(_("Stop here?"))
        self.setInformativeText(_("The session is paused until you answer."))
        self.addButton(_("Stop"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.addButton(_("Continue"), QMessageBox.ButtonRole.RejectRole))

    def follow(self, moment: Moment) -> None:
        """Close when the session is resumed by other means."""
        if moment.state is State.RUNNING and self.isVisible():
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Resume by a remote's or headset's key. Space is left to the focused button."""
        if event.key() in REMOTE_PAUSE_KEYS and not event.isAutoRepeat():
            self.reject()
            self.resume_requested.emit()
        else:
            super().keyPressEvent(event)
