"""A list of rows that are painted by us."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from stretchcoach.window.widgets.scroll_area import ScrollBarMotion
from stretchcoach.window.widgets.two_line_delegate import Index, RowState, TwoLineDelegate

_LEAST_HEIGHT = 40
"""Pixels: where all else needs the room, so little is left to scroll in."""


class TwoLineList(QListView):
    """Shows a model's rows by a delegate that paints two lines, and tells it how each row is marked."""

    return_pressed = Signal()
    """Return was pressed."""

    def __init__(self, model: QAbstractItemModel, name: str) -> None:
        super().__init__()
        self._delegate: TwoLineDelegate | None = None
        self._pointed_to = QPersistentModelIndex()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setMouseTracking(True)
        self.entered.connect(self._point_to)
        self.viewportEntered.connect(self._point_to)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # a narrower list wraps its texts anew
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._moving = ScrollBarMotion(self.verticalScrollBar())

    def set_delegate(self, delegate: TwoLineDelegate) -> None:
        """Let `delegate` paint the rows."""
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def row_state(self, index: Index) -> RowState:
        """How a row is marked."""
        chosen = self.selectionModel().isSelected(index)
        focused = self.hasFocus() and index == self.currentIndex()
        return RowState(chosen, focused, pointed_to=index == self._pointed_to)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse points to nothing any more."""
        self._point_to()
        super().leaveEvent(event)

    def _point_to(self, index: Index = QModelIndex()) -> None:  # noqa: B008 - no row, as Qt says it
        """Remember what the mouse points to; Qt repaints the rows that it enters and leaves."""
        self._pointed_to = QPersistentModelIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return is told to whoever listens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.return_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The delegate is told how wide the rows are."""
        if self._delegate is not None:
            self._delegate.width = event.size().width()
            self._delegate.ratio = self.devicePixelRatio()
        super().resizeEvent(event)
