"""One row of the list of routines, as it is painted."""

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
"""Pixels: how high and wide the figure is."""
_WORDS = 6
"""Times the size of the title: less room than that would cut its words."""


class RoutineDelegate(TwoLineDelegate):
    """Paints a routine: its figure, its title, its minutes and what it needs."""

    minimum_height = _FIGURE

    def __init__(self, colours: Colours, pictures: Path, row_state: Callable[[Index], RowState]) -> None:
        """`pictures` is the folder in which small figures are kept."""
        super().__init__(colours, row_state)
        self._pictures = pictures
        self._figures: Thumbnails | None = None
        self._figures_are_for: object = None

    def indent(self, option: QStyleOptionViewItem) -> int:
        """What the figure takes of the width; nothing where it would leave too little for the texts."""
        taken = _FIGURE + CLOSE
        font: QFont = option.font
        return taken if self.width - 2 * APART - taken >= _WORDS * font.pixelSize() else 0

    def paint_decoration(self, painter: QPainter, card: QRect, index: Index) -> None:
        """The figure."""
        figure = self._thumbnails().pixmap(index.data(ITEM_ROLE))
        painter.drawPixmap(card.left() + APART, card.center().y() - _FIGURE // 2, figure)

    def _thumbnails(self) -> Thumbnails:
        wanted = (self.colours, self.ratio)
        if self._figures is None or self._figures_are_for != wanted:
            self._figures, self._figures_are_for = Thumbnails(self._pictures, self.colours, _FIGURE, self.ratio), wanted
        return self._figures
