"""A bar that offers to undo the latest change."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from stretchcoach.i18n import _
from stretchcoach.window.theme.scale import APART, NEAR, OPEN
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.screen_reader import announce


class Change(NamedTuple):
    """A change that can be undone."""

    text: str
    """The change in words."""
    undo: Callable[[], None]


class UndoBar(QFrame):
    """A stack of changes, of which it shows the latest; hidden while the stack is empty."""

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

    def push(self, change: Change) -> None:
        """Add a change and announce it."""
        self.restore(change)
        announce(self, change.text)

    def restore(self, change: Change) -> None:
        """Put back a change that could not be undone, so that the person can try again."""
        self._changes.append(change)
        self._show()

    def undo(self) -> None:
        """Undo the latest change."""
        if self._changes:
            self._changes.pop().undo()
            self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._changes))
        if self._changes:
            self._text.setText(self._changes[-1].text)
