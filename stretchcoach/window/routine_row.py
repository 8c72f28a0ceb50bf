"""One row of the list of routines, as it is painted."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from stretchcoach.window.palette import Colours
from stretchcoach.window.scale import APART, CLOSE, CORNER, HAIR, LEAD, RING, SMALL
from stretchcoach.window.thumbnails import Thumbnails

ROUTINE = Qt.ItemDataRole.UserRole
MINUTES = Qt.ItemDataRole.UserRole + 1
"""Where a row's second line is kept."""
_FIGURE = 60
"""Pixels: how high and wide the figure is."""
_WORDS = 6
"""Times the size of the title: less room than that would cut its words."""
Index = QModelIndex | QPersistentModelIndex

_ENDLESS = 1000
"""A height that no text reaches."""


class RowState(NamedTuple):
    """What is true of a row in its list."""

    chosen: bool = False
    focused: bool = False
    pointed_to: bool = False


class RoutineRow(QStyledItemDelegate):
    """Paints a routine: its figure, its title, its minutes and what it needs, as large as the list's font is."""

    def __init__(self, colours: Colours, pictures: Path, state_of: Callable[[Index], RowState]) -> None:
        """`pictures` is the folder in which small figures are kept.

        `state_of` tells how a row is marked; asking Qt's own option makes PySide load all that a style knows.
        """
        super().__init__()
        self._state_of = state_of
        self.colours = colours
        self._pictures = pictures
        self._figures: Thumbnails | None = None
        self._figures_are_for: object = None
        self.ratio = 1.0
        """Of the screen that the list is on."""
        self.width = 200
        """Of the list; it is told, since asking Qt for the list makes PySide load all that is like a list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as both texts are when they are wrapped to the list."""
        texts = QRect(0, 0, self.room(option), _ENDLESS)
        title, details = _fonts(option)
        height = _bounds(title, texts, index.data()).height() + _bounds(details, texts, index.data(MINUTES)).height()
        return QSize(self.width, max(height + HAIR, _FIGURE) + 2 * CLOSE)

    def room(self, option: QStyleOptionViewItem) -> int:
        """How wide its texts may be."""
        return self.width - 2 * APART - RING - self._indent(option)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The texts, over what shows that the row is chosen."""
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = rect.adjusted(0, RING, -RING, -RING)
        self._paint_state(painter, card, self._state_of(index))
        indent = self._indent(option)
        if indent:
            figure = self._thumbnails().of(index.data(ROUTINE))
            painter.drawPixmap(card.left() + APART, card.center().y() - _FIGURE // 2, figure)
        text = card.adjusted(APART + indent, CLOSE - RING, -APART, RING - CLOSE)
        self._write(painter, text, option, index)
        painter.restore()

    def _indent(self, option: QStyleOptionViewItem) -> int:
        """What the figure takes of the width; nothing where it would leave too little for the texts."""
        taken = _FIGURE + CLOSE
        font: QFont = option.font
        return taken if self.width - 2 * APART - taken >= _WORDS * font.pixelSize() else 0

    def _write(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """Both texts one under the other, in the middle of their room."""
        title, details = _fonts(option)
        texts = ((title, self.colours.ink, index.data()), (details, self.colours.faint, index.data(MINUTES)))
        heights = [_bounds(font, room, words).height() for font, _colour, words in texts]
        top = room.top() + max(0, (room.height() - sum(heights) - HAIR) // 2)
        for (font, colour, words), height in zip(texts, heights, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(room.left(), top, room.width(), height), Qt.TextFlag.TextWordWrap, words)
            top += height + HAIR

    def _thumbnails(self) -> Thumbnails:
        wanted = (self.colours, self.ratio)
        if self._figures is None or self._figures_are_for != wanted:
            self._figures, self._figures_are_for = Thumbnails(self._pictures, self.colours, _FIGURE, self.ratio), wanted
        return self._figures

    def _paint_state(self, painter: QPainter, card: QRect, state: RowState) -> None:
        """Show what is chosen, with a ring around it where the keyboard is, and what the mouse points to."""
        if state.chosen:
            _fill(painter, card, self.colours.raised)
            bar = QRect(card.left() + HAIR + RING, card.top() + APART, HAIR, card.height() - 2 * APART)
            _fill(painter, bar, self.colours.accent, radius=HAIR // 2)
        elif state.pointed_to:
            _fill(painter, card, self.colours.ground)
        if state.focused:
            painter.setPen(QPen(QColor(self.colours.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), CORNER, CORNER)


def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
    """Return the fonts of title and details, from the one that the style sheet gave the list."""
    given: QFont = option.font
    title, details = QFont(given), QFont(given)
    title.setWeight(QFont.Weight.DemiBold)
    details.setPixelSize(round(given.pixelSize() * SMALL / LEAD))
    return title, details


def _bounds(font: QFont, within: QRect, text: str) -> QRect:
    """Return what a text takes that is wrapped within a rectangle."""
    return QFontMetrics(font).boundingRect(within, Qt.TextFlag.TextWordWrap, text)


def _fill(painter: QPainter, rect: QRect, colour: str, radius: int = CORNER) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)
