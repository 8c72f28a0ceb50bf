"""One row of a list as it is painted: a title, and below it what comes second."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, CORNER, HAIR, LEAD, RING, SMALL
from stretchcoach.window.widgets.labels import wrappable

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""Where a row keeps what it is about."""
DETAILS_ROLE = Qt.ItemDataRole.UserRole + 1
"""Where a row's second line is kept."""
Index = QModelIndex | QPersistentModelIndex

_ENDLESS = 1000
"""A height that no text reaches."""


class RowState(NamedTuple):
    """What is true of a row in its list."""

    chosen: bool = False
    focused: bool = False
    pointed_to: bool = False


class TwoLineDelegate(QStyledItemDelegate):
    """Paints both texts, wrapped, as large as the list's font is."""

    minimum_height = 0
    """Of what stands before the texts, in pixels."""

    def __init__(self, colours: Colours, row_state: Callable[[Index], RowState]) -> None:
        """`row_state` tells how a row is marked; asking Qt's own option makes PySide load all that a style knows."""
        super().__init__()
        self._state_of = row_state
        self.colours = colours
        self.ratio = 1.0
        """Of the screen that the list is on."""
        self.width = 200
        """Of the list; it is told, since asking Qt for the list makes PySide load all that is like a list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as both texts are when they are wrapped to the list."""
        texts = QRect(0, 0, self.room(option), _ENDLESS)
        title, details = _fonts(option)
        texts_of = (wrappable(index.data()), wrappable(index.data(DETAILS_ROLE)))
        height = sum(_bounds(font, texts, text).height() for font, text in zip((title, details), texts_of, strict=True))
        return QSize(self.width, max(height + HAIR, self.minimum_height) + 2 * CLOSE)

    def room(self, option: QStyleOptionViewItem) -> int:
        """How wide its texts may be."""
        return self.width - 2 * APART - RING - self.indent(option)

    def indent(self, _option: QStyleOptionViewItem) -> int:
        """How much of the width is taken by what stands before the texts."""
        return 0

    def paint_decoration(self, painter: QPainter, card: QRect, index: Index) -> None:
        """Paint what stands there."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The texts, over what shows that the row is chosen."""
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = rect.adjusted(0, RING, -RING, -RING)
        self._paint_state(painter, card, self._state_of(index))
        indent = self.indent(option)
        if indent:
            self.paint_decoration(painter, card, index)
        text = card.adjusted(APART + indent, CLOSE - RING, -APART, RING - CLOSE)
        self._write(painter, text, option, index)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """Both texts one under the other, in the middle of their room."""
        title, details = _fonts(option)
        texts = (
            (title, self.colours.ink, wrappable(index.data())),
            (details, self.colours.faint, wrappable(index.data(DETAILS_ROLE))),
        )
        heights = [_bounds(font, room, words).height() for font, _colour, words in texts]
        top = room.top() + max(0, (room.height() - sum(heights) - HAIR) // 2)
        for (font, colour, words), height in zip(texts, heights, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(room.left(), top, room.width(), height), Qt.TextFlag.TextWordWrap, words)
            top += height + HAIR

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
