"""The bar at the top of the window for notices, which wait there until they are dismissed."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from stretchcoach.i18n import _
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.window.theme.scale import APART, NEAR, OPEN
from stretchcoach.window.widgets.labels import WRAP, label, wrappable_path

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Dismiss(QPushButton):
    """Ignores arrow keys, which belong to a session."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NoticeBar(QFrame):
    """Shows one notice at a time until it is dismissed; the same notice is shown once."""

    told = Signal(object)
    """A new notice."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAccessibleName(_("Notice"))
        self._waiting: list[Notice] = []
        self._held_back: frozenset[Notice] = frozenset()
        self._text = label("", "body")
        dismiss = _Dismiss(_("OK"))
        dismiss.setAutoDefault(True)  # Return presses it, as in a dialog
        dismiss.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(OPEN, NEAR, APART, NEAR)
        row.setSpacing(APART)
        row.addWidget(self._text, 1)
        row.addWidget(dismiss)
        self.hide()

    def tell(self, notices: Iterable[Notice]) -> None:
        """Show notices, after those that still wait."""
        new = [notice for notice in notices if notice not in self._waiting]
        self._waiting += new
        self._show_first()
        for notice in new:
            self.told.emit(notice)

    def report(self, error: Exception) -> None:
        """Show an error that the person can do something about. Any other is a bug, and is raised again."""
        if not isinstance(error, UserFacingError):
            raise error
        self.tell([error.notice])

    def forget(self, notices: Iterable[Notice]) -> None:
        """Withdraw notices that no longer hold."""
        gone = set(notices)
        self._waiting = [notice for notice in self._waiting if notice not in gone]
        self._show_first()

    def hold_back(self, notices: Iterable[Notice]) -> None:
        """Keep these notices hidden while they wait, and no others."""
        self._held_back = frozenset(notices)
        self._show_first()

    @property
    def text(self) -> str:
        """The text that is shown, or an empty one."""
        return self._text.text().replace(WRAP, "") if self._showable else ""

    @property
    def _showable(self) -> list[Notice]:
        return [notice for notice in self._waiting if notice not in self._held_back]

    def _dismiss(self) -> None:
        self._waiting.remove(self._showable[0])
        self._show_first()

    def _show_first(self) -> None:
        showable = self._showable
        if showable:
            more = len(showable) - 1
            text = f"{showable[0]}" + (_("  ({n} more)").format(n=more) if more else "")
            if wrappable_path(text) != self._text.text():
                self._text.setText(wrappable_path(text))
                self._announce(text)
        self.setVisible(bool(showable))

    def _announce(self, text: str) -> None:
        from stretchcoach.window.widgets.screen_reader import announce  # most starts have no notice

        announce(self, text)
