"""The circle that breathes with the person, with the word of the breath in it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRadialGradient
from PySide6.QtWidgets import QSizePolicy, QWidget

from stretchcoach.language import _
from stretchcoach.window.palette import Colours
from stretchcoach.window.style import pixel_font

_EMPTY = 0.46
"""The circle's radius with empty lungs, as a share of the one with full lungs."""
_RING = 0.035
"""The width of the ring that shows how much of a phase is over, as a share of the radius."""


class BreathingCircle(QWidget):
    """Shows how full the lungs are, the word for it, and how much of the phase is over."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._fullness = 0.0
        self._over = 0.0
        self._word = ""
        self._colour = colours.accent
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Breath"))

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return QSize(420, 420)

    def show_breath(self, fullness: float, word: str, over: float, colour: str) -> None:
        """Show lungs that are `fullness` full (0 to 1) and a phase that is `over` over (0 to 1)."""
        shown = (round(fullness, 3), word, round(over, 3), colour)
        if shown == (self._fullness, self._word, self._over, self._colour):
            return
        if word != self._word:
            self.setAccessibleDescription(word)
        self._fullness, self._word, self._over, self._colour = shown
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        full = min(self.width(), self.height()) / 2 - 4
        centre = QPointF(self.width() / 2, self.height() / 2)
        self._paint_ring(painter, centre, full)
        self._paint_lungs(painter, centre, full * (1 - 3 * _RING))
        self._paint_word(painter, full)

    def _paint_ring(self, painter: QPainter, centre: QPointF, full: float) -> None:
        width = max(3.0, full * _RING)
        radius = full - width / 2
        ring = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.colours.raised), width))
        painter.drawEllipse(ring)
        pen = QPen(QColor(self._colour), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._over > 0:
            painter.drawArc(ring, 90 * 16, -round(self._over * 360 * 16))

    def _paint_lungs(self, painter: QPainter, centre: QPointF, full: float) -> None:
        radius = full * (_EMPTY + (1 - _EMPTY) * self._fullness)
        inner, outer = QColor(self._colour), QColor(self._colour)
        inner.setAlphaF(0.34)
        outer.setAlphaF(0.14)
        gradient = QRadialGradient(centre, radius)
        gradient.setColorAt(0.0, inner)
        gradient.setColorAt(1.0, outer)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(centre, radius, radius)

    def _paint_word(self, painter: QPainter, full: float) -> None:
        painter.setFont(pixel_font(full * 0.26, bold=True))
        painter.setPen(QColor(self.colours.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)
