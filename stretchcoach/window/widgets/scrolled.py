"""A page that scrolls up and down, and what becomes of its rows where it is narrow."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QScrollBar, QWidget

from stretchcoach.window.theme.application import application

_AROUND = 50
"""Pixels that are seen above and below of what the keyboard comes to."""
_SEEN_MS = 600
"""A scroll bar that has moved is darker for so long."""


class Scrolled(QScrollArea):
    """Keeps the room of its bar, so that nothing shifts as the bar comes and goes; its `rows` may become columns."""

    def __init__(self, beside: int = 0) -> None:
        """`beside` is how many pixels of its width lie left and right of the rows."""
        super().__init__()
        self._beside = beside
        self.rows: list[QBoxLayout] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda _least, most: bar.setEnabled(most > 0))  # window.qss shows it only so
        self._moving = MovingBar(bar)
        application().focusChanged.connect(self._follow_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        # The event is the viewport's. Asking Qt for that makes PySide load all of its widgets: a tenth of a start.
        self.fit_width(event.size().width() - self._beside)

    def whole(self, part: QWidget) -> QWidget:
        """What is to be seen where the keyboard comes to a part of the page."""
        return part

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to where the keyboard comes from elsewhere; what is clicked stays under the mouse."""
        if now is not None and self.isAncestorOf(now) and not QApplication.mouseButtons():
            room = self.viewport().height()
            for part in (self.whole(now), now):
                if part.height() <= room:
                    self.ensureWidgetVisible(part, 0, 0 if part is not now else _AROUND)
            # What is higher than the room, as a whole page, stays as it is seen: its title is not to go.

    def add_row(self, row: QBoxLayout) -> None:
        """Let a row that has come to the page become a column too."""
        self.rows.append(row)
        self.fit_width(self.viewport().width() - self._beside)

    def fit_width(self, room: int) -> None:
        """Let the parts of a row stand side by side if there is room for it in every row, else one below the other."""
        # Measured side by side, whatever they were before: a row within a row takes less while it is a column.
        self._lay_rows(QBoxLayout.Direction.LeftToRight)
        if any(_needed(row) > room for row in self.rows):
            self._lay_rows(QBoxLayout.Direction.TopToBottom)

    def _lay_rows(self, direction: QBoxLayout.Direction) -> None:
        for row in self.rows:
            row.setDirection(direction)


class MovingBar(QObject):
    """Tells the style sheet whether a scroll bar moves: it is darker then."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._still = QTimer(self, singleShot=True, interval=_SEEN_MS)
        self._still.timeout.connect(self._rest)
        bar.valueChanged.connect(self._move)

    def _move(self) -> None:
        if not self._still.isActive():
            self._show(moving=True)
        self._still.start()

    def _rest(self) -> None:
        self._show(moving=False)

    def _show(self, *, moving: bool) -> None:
        self._bar.setProperty("moving", moving)
        # The application's: PySide takes the answer of a widget for a part of it, and the style would go with it.
        style = application().style()
        style.unpolish(self._bar)
        style.polish(self._bar)


def _needed(row: QBoxLayout) -> int:
    """How wide a row is at least, side by side."""
    widths = [item.minimumSize().width() for item in map(row.itemAt, range(row.count())) if item is not None]
    around = row.contentsMargins()
    return sum(widths) + row.spacing() * (len(widths) - 1) + around.left() + around.right()
