"""The question before a session is left; the session stands still until it is answered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from stretchcoach.i18n import _
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.window.session.session_page import FAR_KEYS


class StopQuestion(QMessageBox):
    """Accepted means stop, rejected leave it as it was. The keys that pause and resume elsewhere resume here too."""

    resume_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Stop here?"))
        self.setText(_("Stop here?"))
        self.setInformativeText(_("The session waits for your answer."))
        self.addButton(_("Stop"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.addButton(_("Go on"), QMessageBox.ButtonRole.RejectRole))

    def follow(self, moment: Moment) -> None:
        """Close where the session goes on by other means."""
        if moment.state is State.RUNNING and self.isVisible():
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by a presenter's or headset's key; Space presses the button that has the keyboard."""
        if event.key() in FAR_KEYS and not event.isAutoRepeat():
            self.reject()
            self.resume_requested.emit()
        else:
            super().keyPressEvent(event)
