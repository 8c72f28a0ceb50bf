"""Input fields that behave alike: they ignore the mouse wheel, and take numbers as people type them."""

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
    """Let the mouse wheel scroll the page instead of changing the value by accident."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_WheelGuard(control))
    return control


def roomy(box: S) -> S:
    """Keep the number off the border. The style sheet's padding does not affect it."""
    box.lineEdit().setTextMargins(CLOSE, 0, 0, 0)
    return box


def plain_number(text: str) -> str:
    """Return a typed number with ASCII digits and a decimal point, whichever digits and separator were typed."""
    digits = "".join(str(unicodedata.digit(letter, letter)) for letter in text)
    return re.sub(r"(?<=\d)[,\u066b](?=\d|\D*$)", ".", digits)


class NumberBox(QDoubleSpinBox):
    """A spin box for a number that may be typed with a comma or a point."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Check the text, and rewrite it as numbers are shown here."""
        return super().validate(plain_number(text), position)

    def valueFromText(self, text: str) -> float:
        """Return the number that `text` shows."""
        return super().valueFromText(plain_number(text))


class PlainSpinBox(QSpinBox):
    """A spin box for a whole number, which changes only when the typing is finished.

    Esc discards what is half typed. Otherwise the page gets Esc and Ctrl+Z.
    """

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        roomy(quiet(self))
        self.setRange(least, most)
        self.setKeyboardTracking(False)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Check the text, and rewrite it with ASCII digits."""
        return super().validate(plain_number(text), position)

    def valueFromText(self, text: str) -> int:
        """Return the number that `text` shows."""
        return super().valueFromText(plain_number(text))

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page if there is nothing to undo here. The line edit would take it anyway."""
        is_undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if is_undo and event.type() is QEvent.Type.ShortcutOverride and not self._is_half_typed:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc discard what is half typed. If nothing is, the page gets it."""
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
    """Give the box a name for screen readers. The box must already have a parent."""
    box.setAccessibleName(name)
    box.view().setAccessibleName(name)
    # On Linux, Qt reports the chosen item as the name of a combo box, and takes its purpose from a label.
    beside = QLabel(name, box.parentWidget())
    beside.setBuddy(box)
    beside.hide()


class _WheelGuard(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
