"""What was changed a moment ago, and the way to take it back."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from stretchcoach.i18n import _
from stretchcoach.window.theme.scale import APART, NEAR, OPEN
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.screen_reader import announce


class Change(NamedTuple):
    """One change, in words, and what takes it back."""

    words: str
    take_back: Callable[[], None]


class UndoBar(QFrame):
    """Shows the latest change; the one before it comes when that was taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offer")
        self.setAccessibleName(_("Changed"))
        self._changes: list[Change] = []
        self._text = label("", "body")
        self.button = QPushButton(_("Undo"))
        self.button.setAutoDefault(True)  # Return presses it, as in a dialog
        self.button.setToolTip("Ctrl+Z")
        self.button.clicked.connect(self.undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(OPEN, NEAR, APART, NEAR)
        row.setSpacing(APART)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.hide()

    def add(self, change: Change) -> None:
        """Something was changed."""
        self.keep(change)
        announce(self, change.words)

    def keep(self, change: Change) -> None:
        """It could not be taken back; it may be tried again."""
        self._changes.append(change)
        self._show()

    def undo(self) -> None:
        """Take the latest change back."""
        if self._changes:
            self._changes.pop().take_back()
            self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._changes))
        if self._changes:
            self._text.setText(self._changes[-1].words)
