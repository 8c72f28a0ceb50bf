"""A round button below a session."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton


class SessionButton(QToolButton):
    """Space and Return press it. All other keys are the session's: Right is the next phase, not the next button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button, or leave the key to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()
