"""Painting a row of the routine list."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from stretchcoach.window.library.thumbnails import Thumbnails
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE
from stretchcoach.window.widgets.two_line_delegate import ITEM_ROLE, Index, RowState, TwoLineDelegate

_FIGURE = 60
"""The figure's width and height in pixels."""
_MINIMUM_TEXT_WIDTH = 6
"""The width that the texts need beside a figure, in sizes of the title; with less, words would be cut."""


class RoutineDelegate(TwoLineDelegate):
    """Paints a routine with its figure, its title, its minutes and what it needs."""

    minimum_height = _FIGURE

    def __init__(self, colours: Colours, thumbnail_folder: Path, row_state: Callable[[Index], RowState]) -> None:
        super().__init__(colours, row_state)
        self._folder = thumbnail_folder
        self._thumbnails: Thumbnails | None = None
        self._thumbnails_key: object = None

    def decoration_width(self, option: QStyleOptionViewItem) -> int:
        """Return the figure's width, or 0 if the figure would leave too little for the texts."""
        width = _FIGURE + CLOSE
        font: QFont = option.font
        return width if self.width - 2 * APART - width >= _MINIMUM_TEXT_WIDTH * font.pixelSize() else 0

    def paint_decoration(self, painter: QPainter, card: QRect, index: Index) -> None:
        """Paint the figure."""
        figure = self._current_thumbnails().pixmap(index.data(ITEM_ROLE))
        painter.drawPixmap(card.left() + APART, card.center().y() - _FIGURE // 2, figure)

    def _current_thumbnails(self) -> Thumbnails:
        """Return the thumbnails in the present colours and for the present screen."""
        key = (self.colours, self.ratio)
        if self._thumbnails is None or self._thumbnails_key != key:
            self._thumbnails, self._thumbnails_key = Thumbnails(self._folder, self.colours, _FIGURE, self.ratio), key
        return self._thumbnails
