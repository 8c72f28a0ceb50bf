"""What is done to every field that a value is set in."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QWidget

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


def name_choice(box: QComboBox, name: str) -> None:
    """Say to a screen reader what is chosen here; the box has a parent by now."""
    box.setAccessibleName(name)
    box.view().setAccessibleName(name)
    # On Linux Qt tells a list's choice as its name, and takes what it is for from a label beside it.
    beside = QLabel(name, box.parentWidget())
    beside.setBuddy(box)
    beside.hide()


class _WheelGuard(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
