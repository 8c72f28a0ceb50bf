"""The stage of a session: the circle that breathes, and the body before it, shown by the same moment."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion

from stretchcoach.figure.picture import Picture
from stretchcoach.window.figure.breathing_circle import BreathingCircle
from stretchcoach.window.figure.figure_painter import FigurePainter
from stretchcoach.window.theme.palette import Colours

_TALL = 1.05
"""Higher than this times its width, the body stands below the circle, else to its left."""
_BROAD = 1.9
"""Wider than this times its height, there is room for both side by side."""


class Stage(BreathingCircle):
    """A breathing circle with a body before it."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(colours)
        self._painter = FigurePainter(colours, colours.ground)
        self._picture: Picture | None = None
        self._body = QPixmap()
        self._body_shows: Picture | None = None
        self.setMinimumSize(120, 120)

    def sizeHint(self) -> QSize:
        """A size to begin with; the layout decides."""
        return QSize(680, 520)

    def circle_rect(self) -> QRect:
        """At the upper right, as a sun over the mat; in a tall stage above it. Alone, in the middle."""
        if self._picture is None:
            return super().circle_rect()
        width, height = self.width(), self.height()
        if height > _TALL * width:
            side = round(min(width, height * 0.44))
            return QRect((width - side) // 2, 0, side, side)
        if width > _BROAD * height:
            return QRect(round(width * 0.78 - height / 2), 0, height, height)
        side = round(min(width * 0.46, height * 0.66))
        return QRect(width - side, 0, side, side)

    def figure_rect(self) -> QRect:
        """Where the body is, however it moves."""
        width, height = self.width(), self.height()
        if height > _TALL * width:
            top = round(height * 0.40)
            return QRect(0, top, width, height - top)
        if width > _BROAD * height:
            return QRect(round(width * 0.05), 0, round(width * 0.55), height)
        top = round(height * 0.12)
        return QRect(0, top, round(width * 0.80), height - top)

    def show_picture(self, picture: Picture | None) -> None:
        """Show the body so; None shows the circle alone."""
        if (picture is None) is not (self._picture is None):
            self.update()
        if picture is not self._picture:
            self._picture = picture
            self.update(self.figure_rect())

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self.colours = colours
        self._painter = FigurePainter(colours, colours.ground)
        self._body_shows = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle, the body before it, and the word before both."""
        with QPainter(self) as painter:
            exposed = QRegion(event.region())
            self.paint_circle(painter, event.rect())
            rect = self.figure_rect()
            if self._picture is not None and exposed.intersects(rect):
                painter.drawPixmap(rect.topLeft(), self._body_as_now(self._picture, rect))
            if exposed.intersects(self.circle_rect()):
                self.paint_words(painter)

    def _body_as_now(self, picture: Picture, rect: QRect) -> QPixmap:
        """Return the body, painted anew where it has moved; the circle moves more often."""
        ratio = self.devicePixelRatio()
        size = rect.size() * ratio
        if self._body_shows is picture and self._body.size() == size:
            return self._body
        if self._body.size() != size:
            self._body = QPixmap(size)
            self._body.setDevicePixelRatio(ratio)
        self._body.fill(Qt.GlobalColor.transparent)
        with QPainter(self._body) as painter:
            self._painter.paint(painter, picture, QRectF(0, 0, rect.width(), rect.height()))
        self._body_shows = picture
        return self._body
