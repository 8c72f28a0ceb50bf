"""What is done to every field that a value is set in."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from stretchcoach.window.scale import CLOSE

C = TypeVar("C", bound=QWidget)
S = TypeVar("S", bound=QAbstractSpinBox)


def quiet(control: C) -> C:
    """Let the mouse wheel scroll the page rather than change a value by accident."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_WheelGuard(control))
    return control


def roomy(box: S) -> S:
    """Keep the number off the border; a style sheet's padding does not reach it."""
    box.lineEdit().setTextMargins(CLOSE, 0, 0, 0)
    return box


class _WheelGuard(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
