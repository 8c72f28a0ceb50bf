"""The question before a session is left; the session stands still until it is answered."""

from PySide6.QtWidgets import QMessageBox, QWidget

from stretchcoach.language import _


def ask_to_stop(parent: QWidget) -> QMessageBox:
    """Open the question over `parent`: accepted means stop, rejected go on."""
    asking = QMessageBox(parent)
    asking.setWindowTitle(_("Stop here?"))
    asking.setText(_("Stop here?"))
    asking.setInformativeText(_("The session waits for your answer."))
    asking.addButton(_("Stop"), QMessageBox.ButtonRole.AcceptRole)
    go_on = asking.addButton(_("Go on"), QMessageBox.ButtonRole.RejectRole)
    asking.setDefaultButton(go_on)
    asking.open()
    return asking
