"""Painting a list's row with two lines: a title, and its details below."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, CLOSE, CORNER, HAIR, LEAD, RING, SMALL
from stretchcoach.window.widgets.labels import wrappable

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The role of the object that a row stands for."""
DETAILS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role of a row's second line."""
Index = QModelIndex | QPersistentModelIndex

_UNLIMITED = 1000
"""A height in pixels that no text of a row reaches."""


class RowState(NamedTuple):
    """The state in which a row is painted."""

    selected: bool = False
    focused: bool = False
    hovered: bool = False


class TwoLineDelegate(QStyledItemDelegate):
    """Paints a row's title and details, wrapped, in sizes that follow the list's font."""

    minimum_height = 0
    """The height in pixels of the decoration before the texts."""

    def __init__(self, colours: Colours, row_state: Callable[[Index], RowState]) -> None:
        """`row_state` returns the state of a row; reading it from Qt's option makes PySide load all style types."""
        super().__init__()
        self._row_state = row_state
        self.colours = colours
        self.ratio = 1.0
        """The device pixel ratio of the list's screen."""
        self.width = 200
        """The list's width in pixels. The list sets it: asking for the list would make PySide load every view class."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the list's width, and the height of both texts wrapped to it."""
        texts = QRect(0, 0, self.text_width(option), _UNLIMITED)
        title, details = _fonts(option)
        texts_of = (wrappable(index.data()), wrappable(index.data(DETAILS_ROLE)))
        height = sum(_bounds(font, texts, text).height() for font, text in zip((title, details), texts_of, strict=True))
        return QSize(self.width, max(height + HAIR, self.minimum_height) + 2 * CLOSE)

    def text_width(self, option: QStyleOptionViewItem) -> int:
        """Return the width in pixels that the texts have."""
        return self.width - 2 * APART - RING - self.decoration_width(option)

    def decoration_width(self, _option: QStyleOptionViewItem) -> int:
        """Return the width in pixels of the decoration before the texts; 0 means that there is none."""
        return 0

    def paint_decoration(self, painter: QPainter, card: QRect, index: Index) -> None:
        """Paint the decoration before the texts."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row's state, its decoration and its texts."""
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = rect.adjusted(0, RING, -RING, -RING)
        self._paint_state(painter, card, self._row_state(index))
        decoration = self.decoration_width(option)
        if decoration:
            self.paint_decoration(painter, card, index)
        text = card.adjusted(APART + decoration, CLOSE - RING, -APART, RING - CLOSE)
        self._paint_texts(painter, text, option, index)
        painter.restore()

    def _paint_texts(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint both texts, one below the other, vertically centred in `rect`."""
        title, details = _fonts(option)
        texts = (
            (title, self.colours.ink, wrappable(index.data())),
            (details, self.colours.faint, wrappable(index.data(DETAILS_ROLE))),
        )
        heights = [_bounds(font, rect, words).height() for font, _colour, words in texts]
        top = rect.top() + max(0, (rect.height() - sum(heights) - HAIR) // 2)
        for (font, colour, words), height in zip(texts, heights, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(rect.left(), top, rect.width(), height), Qt.TextFlag.TextWordWrap, words)
            top += height + HAIR

    def _paint_state(self, painter: QPainter, card: QRect, state: RowState) -> None:
        """Paint the card of a selected or hovered row, and the ring of a focused one."""
        if state.selected:
            _fill(painter, card, self.colours.raised)
            bar = QRect(card.left() + HAIR + RING, card.top() + APART, HAIR, card.height() - 2 * APART)
            _fill(painter, bar, self.colours.accent, radius=HAIR // 2)
        elif state.hovered:
            _fill(painter, card, self.colours.ground)
        if state.focused:
            painter.setPen(QPen(QColor(self.colours.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), CORNER, CORNER)


def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
    """Return the fonts of title and details, derived from the font that the style sheet gives the list."""
    base: QFont = option.font
    title, details = QFont(base), QFont(base)
    title.setWeight(QFont.Weight.DemiBold)
    details.setPixelSize(round(base.pixelSize() * SMALL / LEAD))
    return title, details


def _bounds(font: QFont, within: QRect, text: str) -> QRect:
    """Return the rectangle that a text takes up when it is wrapped within another one."""
    return QFontMetrics(font).boundingRect(within, Qt.TextFlag.TextWordWrap, text)


def _fill(painter: QPainter, rect: QRect, colour: str, radius: int = CORNER) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)
