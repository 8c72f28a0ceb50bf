"""The circle that breathes with the person, with the word of the breath in it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QRadialGradient
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchcoach.i18n import _
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.style import pixel_font

_EMPTY = 0.46
"""The circle's radius with empty lungs, as a share of the one with full lungs."""
_RING = 0.035
"""The width of the ring that shows how much of a phase is over, as a share of the radius."""

_FINEST = 0.0008
"""The least growth of the ring that can be seen: a pixel or two."""
_SHORT_WORD = 4
"""Letters: a longer word is written smaller, so that it stays within the empty lungs."""
_SEAM = 0.002
"""How far a new part of the ring reaches back over the last one, so that no hairline stays between them."""


class BreathingCircle(QLabel):
    """Shows how full the lungs are, the word for it, and how much of the phase is over.

    A label, because a screen reader passes over a painted widget that is nothing more.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self.still = False
        """Whether it fills instead of growing, for who wants no movement."""
        self._fullness = 0.0
        self._over = 0.0
        self._word = ""
        self._count = ""
        self._colour = colours.accent
        self._font = pixel_font(20, bold=True)
        self._ring = QPixmap()
        self._ring_made_for: object = None
        self._ring_over = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Breath"))

    def sizeHint(self) -> QSize:
        """A size to begin with; the layout decides."""
        return QSize(420, 420)

    def circle_rect(self) -> QRect:
        """Where the circle with its ring is: a square in the middle."""
        side = min(self.width(), self.height())
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def show_breath(self, fullness: float, word: str, over: float, colour: str, count: str = "") -> None:
        """Show lungs that are `fullness` full (0 to 1), a phase that is `over` over (0 to 1), and a count above all."""
        shown = (round(fullness, 3), word, round(over, 3), colour, count)
        if shown == (self._fullness, self._word, self._over, self._colour, self._count):
            return
        if (word, count) != (self._word, self._count):
            self.setAccessibleDescription(f"{count} {word}".strip())
        self._fullness, self._word, self._over, self._colour, self._count = shown
        self.update(self.circle_rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring, the disc as large as the breath is full, and the word in it."""
        with QPainter(self) as painter:
            self.paint_circle(painter, event.rect())
            self.paint_words(painter)

    def paint_circle(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the ground of what is exposed, and the ring and the lungs on it."""
        rect = self.circle_rect()
        painter.fillRect(exposed, QColor(self.colours.ground))
        if not rect.intersects(exposed):
            return
        full = rect.width() / 2 - 4
        painter.drawPixmap(rect.topLeft(), self._ring_up_to_now(rect.size(), full))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lungs(painter, QRectF(rect).center(), full * (1 - 3 * _RING))

    def paint_words(self, painter: QPainter) -> None:
        """Write the word in the middle; with a count, that comes first and is the larger."""
        rect = self.circle_rect()
        full = rect.width() / 2 - 4
        painter.setPen(QColor(self.colours.ink))
        if not self._count:
            share = 0.26 if len(self._word) <= _SHORT_WORD else 0.19
            self._write(painter, rect, full * share, self._word)
            return
        self._write(painter, rect.adjusted(0, -round(full * 0.34), 0, 0), full * 0.82, self._count)
        self._write(painter, rect.adjusted(0, round(full * 0.84), 0, 0), full * 0.30, self._word)

    def _write(self, painter: QPainter, rect: QRect, size: float, words: str) -> None:
        if self._font.pixelSize() != round(size):
            self._font = pixel_font(size, bold=True)
        painter.setFont(self._font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _ring_up_to_now(self, size: QSize, full: float) -> QPixmap:
        """Return the ground and the ring on it. Only what has grown is drawn: an arc costs as much as the circle."""
        made_for = (size, self.devicePixelRatio(), self._colour, self.colours)
        width = max(3.0, full * _RING)
        radius = full - width / 2
        rect = QRectF(size.width() / 2 - radius, size.height() / 2 - radius, 2 * radius, 2 * radius)
        if made_for != self._ring_made_for or self._over < self._ring_over:
            self._ring = QPixmap(size * self.devicePixelRatio())
            self._ring.setDevicePixelRatio(self.devicePixelRatio())
            self._ring.fill(QColor(self.colours.ground))
            self._ring_made_for, self._ring_over = made_for, 0.0
            self._draw_arc(rect, width, self.colours.line, 0.0, 1.0)
        if self._over - self._ring_over > _FINEST or self._over == 1.0:
            self._draw_arc(rect, width, self._colour, max(0.0, self._ring_over - _SEAM), self._over)
            self._ring_over = self._over
        return self._ring

    def _draw_arc(self, rect: QRectF, width: float, colour: str, since: float, until: float) -> None:
        """Draw a part of the ring, from the top and clockwise; `since` and `until` are shares of it."""
        with QPainter(self._ring) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(rect, round((90 - since * 360) * 16), -round((until - since) * 360 * 16))

    def _paint_lungs(self, painter: QPainter, centre: QPointF, full: float) -> None:
        grown = 1.0 if self.still else _EMPTY + (1 - _EMPTY) * self._fullness
        radius = full * grown
        inner, outer = QColor(self._colour), QColor(self._colour)
        inner.setAlphaF(0.34)
        outer.setAlphaF(0.14)
        gradient = QRadialGradient(centre, radius)
        gradient.setColorAt(0.0, inner)
        gradient.setColorAt(1.0, outer)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        if self.still:
            # A level that rises in a circle that stays: how full it is can be seen without anything growing.
            level = centre.y() + radius - 2 * radius * self._fullness
            painter.save()
            painter.setClipRect(QRectF(centre.x() - radius, level, 2 * radius, centre.y() + radius - level))
            painter.drawEllipse(centre, radius, radius)
            painter.restore()
            return
        painter.drawEllipse(centre, radius, radius)
