"""Painting the breathing circle with Qt; no widget is needed."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRadialGradient

from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.theme.fonts import pixel_font
from stretchcoach.window.theme.palette import Colours

_EMPTY = 0.46
"""The radius of the disc when the lungs are empty, as a share of its radius when they are full."""
_RING = 0.035
"""The width of the ring, as a share of its radius."""
_MARGIN = 4
"""Pixels between the ring and the edge of its square."""
_SMALLEST_STEP = 0.0008
"""The least growth of the ring that can be seen, as a share of the ring: a pixel or two."""
_OVERLAP = 0.002
"""How far a new arc reaches back over the last one, so that no hairline shows between them."""
_SHORT_WORD = 4
"""Letters. A longer word is set smaller, so that it fits into the disc when the lungs are empty."""


class CirclePainter:
    """Paints the circle into squares: a disc as large as the lungs are full, and a ring that shows progress.

    It keeps the ring between calls and draws only what has been added: an arc costs as much as all the rest.
    """

    def __init__(self, colours: Colours, *, reduced_motion: bool = False) -> None:
        self.colours = colours
        self.reduced_motion = reduced_motion
        """Whether the disc fills up instead of growing."""
        self._font = pixel_font(20, bold=True)
        self._ring = QImage()
        self._ring_key: object = None
        self._ring_progress = 0.0

    def paint_disc(self, painter: QPainter, square: QRect, state: CircleState, *, pixel_ratio: float = 1.0) -> None:
        """Paint the ring and the disc on the colour of the ground. `pixel_ratio` is that of the painter's device."""
        radius = _outer_radius(square)
        painter.drawImage(square.topLeft(), self._current_ring(square.size(), radius, state, pixel_ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lungs(painter, QRectF(square).center(), radius * (1 - 3 * _RING), state)

    def paint_words(self, painter: QPainter, square: QRect, state: CircleState) -> None:
        """Write the word in the middle, below the number if there is one."""
        radius = _outer_radius(square)
        painter.setPen(QColor(self.colours.ink))
        if not state.number:
            share = 0.26 if len(state.word) <= _SHORT_WORD else 0.19
            self._write(painter, square, radius * share, state.word)
            return
        self._write(painter, square.adjusted(0, -round(radius * 0.34), 0, 0), radius * 0.82, state.number)
        self._write(painter, square.adjusted(0, round(radius * 0.84), 0, 0), radius * 0.30, state.word)

    def _write(self, painter: QPainter, rect: QRect, size: float, words: str) -> None:
        if self._font.pixelSize() != round(size):
            self._font = pixel_font(size, bold=True)
        painter.setFont(self._font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _current_ring(self, size: QSize, full: float, state: CircleState, pixel_ratio: float) -> QImage:
        """Return the ground with the ring on it, extended to the state's progress."""
        key = (size, pixel_ratio, state.colour, self.colours)
        width = max(3.0, full * _RING)
        radius = full - width / 2
        rect = QRectF(size.width() / 2 - radius, size.height() / 2 - radius, 2 * radius, 2 * radius)
        if key != self._ring_key or state.progress < self._ring_progress:
            self._ring = QImage(size * pixel_ratio, QImage.Format.Format_RGB32)
            self._ring.setDevicePixelRatio(pixel_ratio)
            self._ring.fill(QColor(self.colours.ground))
            self._ring_key, self._ring_progress = key, 0.0
            self._draw_arc(rect, width, self.colours.line, 0.0, 1.0)
        if state.progress - self._ring_progress > _SMALLEST_STEP or state.progress == 1.0:
            self._draw_arc(rect, width, state.colour, max(0.0, self._ring_progress - _OVERLAP), state.progress)
            self._ring_progress = state.progress
        return self._ring

    def _draw_arc(self, rect: QRectF, width: float, colour: str, start: float, end: float) -> None:
        """Draw a part of the ring clockwise; `start` and `end` are shares of the ring, from its top."""
        with QPainter(self._ring) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(rect, round((90 - start * 360) * 16), -round((end - start) * 360 * 16))

    def _paint_lungs(self, painter: QPainter, centre: QPointF, full: float, state: CircleState) -> None:
        grown = 1.0 if self.reduced_motion else _EMPTY + (1 - _EMPTY) * state.fullness
        radius = full * grown
        inner, outer = QColor(state.colour), QColor(state.colour)
        inner.setAlphaF(0.34)
        outer.setAlphaF(0.14)
        gradient = QRadialGradient(centre, radius)
        gradient.setColorAt(0.0, inner)
        gradient.setColorAt(1.0, outer)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        if self.reduced_motion:
            # The level in the disc rises and falls: the fullness can be seen although nothing grows.
            level = centre.y() + radius - 2 * radius * state.fullness
            painter.save()
            painter.setClipRect(QRectF(centre.x() - radius, level, 2 * radius, centre.y() + radius - level))
            painter.drawEllipse(centre, radius, radius)
            painter.restore()
            return
        painter.drawEllipse(centre, radius, radius)


def _outer_radius(square: QRect) -> float:
    return square.width() / 2 - _MARGIN
