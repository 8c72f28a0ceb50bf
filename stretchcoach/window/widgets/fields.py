"""What is done to every field that a value is set in."""

import re
import unicodedata
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDoubleSpinBox, QLabel, QSpinBox, QWidget

from stretchcoach.window.theme.scale import CLOSE

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


def plain_number(text: str) -> str:
    """Return a typed number in the digits and with the point that fields show, whichever the person's keyboard has."""
    digits = "".join(str(unicodedata.digit(letter, letter)) for letter in text)
    return re.sub(r"(?<=\d)[,\u066b](?=\d|\D*$)", ".", digits)


class NumberBox(QDoubleSpinBox):
    """A number that may be typed with a comma or a point."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Take what can be read, and show it as numbers are shown here."""
        return super().validate(plain_number(text), position)

    def valueFromText(self, text: str) -> float:
        """Read it."""
        return super().valueFromText(plain_number(text))


class PlainSpinBox(QSpinBox):
    """A number that is told once it is whole. Esc gives up what is half typed; else it and Ctrl+Z are for the page."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        roomy(quiet(self))
        self.setRange(least, most)
        self.setKeyboardTracking(False)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Take any digits."""
        return super().validate(plain_number(text), position)

    def valueFromText(self, text: str) -> int:
        """Read them."""
        return super().valueFromText(plain_number(text))

    def event(self, event: QEvent) -> bool:
        """The line in it would take Ctrl+Z also where it has nothing to take back."""
        is_undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if is_undo and event.type() is QEvent.Type.ShortcutOverride and not self._is_half_typed:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what is half typed, and is for others where nothing is."""
        if event.key() == Qt.Key.Key_Escape and self._is_half_typed:
            self.lineEdit().setText(self._whole)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    @property
    def _whole(self) -> str:
        return f"{self.prefix()}{self.textFromValue(self.value())}{self.suffix()}"

    @property
    def _is_half_typed(self) -> bool:
        return self.lineEdit().text() != self._whole


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
