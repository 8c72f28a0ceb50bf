"""One row of the list of routines, as it is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stretchcoach.window.palette import Colours
from stretchcoach.window.scale import APART, CLOSE, CORNER, HAIR, LEAD, RING, SMALL

MINUTES = Qt.ItemDataRole.UserRole + 1
"""Where a row's second line is kept."""
Index = QModelIndex | QPersistentModelIndex

_ENDLESS = 1000
"""A height that no text reaches."""


class RoutineRow(QStyledItemDelegate):
    """Paints a routine as its title over its minutes and what it needs, as large as the list's font is."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self.width = 200
        """Of the list; it is told, since asking Qt for the list makes PySide load all that is like a list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as both texts are when they are wrapped to the list."""
        texts = QRect(0, 0, self.width - 2 * APART - RING, _ENDLESS)
        title, details = _fonts(option)
        height = _bounds(title, texts, index.data()).height() + _bounds(details, texts, index.data(MINUTES)).height()
        return QSize(self.width, height + HAIR + 2 * CLOSE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The texts, over what shows that the row is chosen."""
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = rect.adjusted(0, RING, -RING, -RING)
        self._paint_state(painter, card, option)
        text = card.adjusted(APART, CLOSE - RING, -APART, RING - CLOSE)
        title, details = _fonts(option)
        for font, colour, align, words in (
            (title, self.colours.ink, Qt.AlignmentFlag.AlignTop, index.data()),
            (details, self.colours.faint, Qt.AlignmentFlag.AlignBottom, index.data(MINUTES)),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(text, align | Qt.TextFlag.TextWordWrap, words)
        painter.restore()

    def _paint_state(self, painter: QPainter, card: QRect, option: QStyleOptionViewItem) -> None:
        """Show what is chosen, with a ring around it where the keyboard is, and what the mouse points to."""
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            _fill(painter, card, self.colours.raised)
            bar = QRect(card.left() + HAIR + RING, card.top() + APART, HAIR, card.height() - 2 * APART)
            _fill(painter, bar, self.colours.accent, radius=HAIR // 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            _fill(painter, card, self.colours.ground)
        if state & QStyle.StateFlag.State_HasFocus:
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
