"""Painting the stage of a session with Qt: the breathing circle, with the figure in front of it.

It paints with any QPainter and needs no widget, so that a film can show what the window shows.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from stretchcoach.figure.picture import Picture
from stretchcoach.window.figure.circle_painter import CirclePainter
from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.figure.figure_painter import FigurePainter
from stretchcoach.window.theme.palette import Colours

_TALL = 1.05
"""Height over width. In a taller stage the figure stands below the circle, otherwise to its left."""
_WIDE = 1.9
"""Width over height. In a wider stage the circle and the figure stand side by side."""


class StagePainter:
    """Paints stages in a palette. It keeps the last figure, which changes less often than the circle."""

    def __init__(self, colours: Colours, *, reduced_motion: bool = False) -> None:
        self.circle_painter = CirclePainter(colours, reduced_motion=reduced_motion)
        self._colours = colours
        self._figure_painter = FigurePainter(colours, colours.ground)
        self._figure = QImage()
        self._figure_shows: Picture | None = None

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        circle: CircleState,
        picture: Picture | None,
        *,
        exposed: QRegion | None = None,
        pixel_ratio: float = 1.0,
    ) -> None:
        """Paint the ground, the circle, the figure in front of it, and the words in front of both.

        `picture` is None for a stretch without a figure. What lies outside of `exposed` need not be painted.
        `pixel_ratio` is that of the painter's device.
        """
        exposed = QRegion(rect) if exposed is None else exposed
        square = circle_rect(rect, with_figure=picture is not None)
        painter.save()
        painter.fillRect(exposed.boundingRect(), QColor(self._colours.ground))
        if square.intersects(exposed.boundingRect()):
            self.circle_painter.paint_disc(painter, square, circle, pixel_ratio=pixel_ratio)
        place = figure_rect(rect)
        if picture is not None and exposed.intersects(place):
            painter.drawImage(place.topLeft(), self._current_figure(picture, place, pixel_ratio))
        if exposed.intersects(square):
            self.circle_painter.paint_words(painter, square, circle)
        painter.restore()

    def _current_figure(self, picture: Picture, place: QRect, pixel_ratio: float) -> QImage:
        """Return the figure, painted again only if it has moved."""
        size = place.size() * pixel_ratio
        if self._figure_shows is picture and self._figure.size() == size:
            return self._figure
        if self._figure.size() != size:
            self._figure = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
            self._figure.setDevicePixelRatio(pixel_ratio)
        self._figure.fill(Qt.GlobalColor.transparent)
        with QPainter(self._figure) as painter:
            self._figure_painter.paint(painter, picture, QRectF(0, 0, place.width(), place.height()))
        self._figure_shows = picture
        return self._figure


def circle_rect(stage: QRect, *, with_figure: bool) -> QRect:
    """Return the square of the circle: alone in the middle, at the top right of a figure, or above one if tall."""
    width, height = stage.width(), stage.height()
    if not with_figure:
        side = min(width, height)
        square = QRect((width - side) // 2, (height - side) // 2, side, side)
    elif height > _TALL * width:
        side = round(min(width, height * 0.44))
        square = QRect((width - side) // 2, 0, side, side)
    elif width > _WIDE * height:
        square = QRect(round(width * 0.78 - height / 2), 0, height, height)
    else:
        side = round(min(width * 0.46, height * 0.66))
        square = QRect(width - side, 0, side, side)
    return square.translated(stage.topLeft())


def figure_rect(stage: QRect) -> QRect:
    """Return the rectangle that holds the figure, however it moves."""
    width, height = stage.width(), stage.height()
    if height > _TALL * width:
        top = round(height * 0.40)
        place = QRect(0, top, width, height - top)
    elif width > _WIDE * height:
        place = QRect(round(width * 0.05), 0, round(width * 0.55), height)
    else:
        top = round(height * 0.12)
        place = QRect(0, top, round(width * 0.80), height - top)
    return place.translated(stage.topLeft())
