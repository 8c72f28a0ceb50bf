"""Small figures for the list of routines."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from stretchcoach.figure.picture import picture
from stretchcoach.figure.staging import still
from stretchcoach.routine.pose import Pose
from stretchcoach.routine.routine import Routine
from stretchcoach.routine.stretch import Manner
from stretchcoach.settings.choices import Side
from stretchcoach.window.figure_painter import FigurePainter
from stretchcoach.window.palette import Colours


class Thumbnails:
    """The figures of routines in one size and palette, each painted once."""

    def __init__(self, colours: Colours, pixels: int, ratio: float) -> None:
        self._painter = FigurePainter(colours, colours.surface)
        self._pixels = pixels
        self._ratio = ratio
        self._painted: dict[str, QPixmap] = {}

    def of(self, routine: Routine) -> QPixmap:
        """Return the figure of what the routine is at heart: the first stretch of it that is more than settling."""
        if routine.id not in self._painted:
            self._painted[routine.id] = self._paint(routine)
        return self._painted[routine.id]

    def _paint(self, routine: Routine) -> QPixmap:
        pixmap = QPixmap(round(self._pixels * self._ratio), round(self._pixels * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        shown = [stretch for stretch in routine.stretches if stretch.figure is not None]
        shown.sort(key=lambda stretch: stretch.manner is Manner.SETTLE)
        if shown and shown[0].figure is not None:
            painter = QPainter(pixmap)
            figure = picture(still(shown[0].figure, Pose.DEEP), Side.LEFT).fitted
            self._painter.paint(painter, figure, QRectF(0, 0, self._pixels, self._pixels))
            painter.end()
        return pixmap
