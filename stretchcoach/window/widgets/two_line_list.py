"""A list view whose rows have two lines."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from stretchcoach.window.widgets.scroll_area import ScrollBarMotion
from stretchcoach.window.widgets.two_line_delegate import Index, RowState, TwoLineDelegate

_MINIMUM_HEIGHT = 40
"""Pixels: enough to scroll in, where the rest of the page needs the space."""


class TwoLineList(QListView):
    """A list view for a TwoLineDelegate, which it tells its width and the state of each row."""

    return_pressed = Signal()

    def __init__(self, model: QAbstractItemModel, name: str) -> None:
        """`name` is the list's accessible name."""
        super().__init__()
        self._delegate: TwoLineDelegate | None = None
        self._hovered = QPersistentModelIndex()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setMinimumHeight(_MINIMUM_HEIGHT)
        self.setMouseTracking(True)
        self.entered.connect(self._set_hovered)
        self.viewportEntered.connect(self._set_hovered)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # lay the rows out again, as a narrower list wraps more texts
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._motion = ScrollBarMotion(self.verticalScrollBar())

    def set_delegate(self, delegate: TwoLineDelegate) -> None:
        """Paint the rows with `delegate`."""
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def row_state(self, index: Index) -> RowState:
        """Return whether a row is selected, focused and hovered."""
        selected = self.selectionModel().isSelected(index)
        focused = self.hasFocus() and index == self.currentIndex()
        return RowState(selected, focused, hovered=index == self._hovered)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the hovered row."""
        self._set_hovered()
        super().leaveEvent(event)

    def _set_hovered(self, index: Index = QModelIndex()) -> None:  # noqa: B008 - an invalid index, as Qt's defaults are
        """Remember the row under the mouse; Qt repaints the rows that the mouse enters and leaves."""
        self._hovered = QPersistentModelIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit `return_pressed` for Return and Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.return_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the delegate how wide its rows are."""
        if self._delegate is not None:
            self._delegate.width = event.size().width()
            self._delegate.ratio = self.devicePixelRatio()
        super().resizeEvent(event)
