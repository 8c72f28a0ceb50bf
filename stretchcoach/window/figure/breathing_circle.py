"""The breathing circle as a widget."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchcoach.i18n import _
from stretchcoach.window.figure.circle_painter import CirclePainter
from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.theme.palette import Colours


class BreathingCircle(QLabel):
    """Shows how full the lungs are, the word for that part of the breath, and how much of the phase is over.

    It is a QLabel because screen readers skip a plain QWidget.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._circle_painter = CirclePainter(colours)
        self._circle = CircleState(0.0, "", 0.0, colours.accent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Breath"))

    @property
    def colours(self) -> Colours:
        """The colours that it is painted in."""
        return self._circle_painter.colours

    @colours.setter
    def colours(self, colours: Colours) -> None:
        self._circle_painter.colours = colours

    def sizeHint(self) -> QSize:
        """Return the preferred size; the layout stretches it."""
        return QSize(420, 420)

    def circle_rect(self) -> QRect:
        """Return the square that the circle and its ring fill: the largest one, in the middle."""
        side = min(self.width(), self.height())
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def show_circle(self, state: CircleState) -> None:
        """Show a state of the circle."""
        shown = state.rounded
        if shown == self._circle:
            return
        if (shown.word, shown.number) != (self._circle.word, self._circle.number):
            self.setAccessibleDescription(f"{shown.number} {shown.word}".strip())
        self._circle = shown
        self.update(self.circle_rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle on the colour of the ground."""
        square = self.circle_rect()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self.colours.ground))
            if square.intersects(event.rect()):
                self._circle_painter.paint_disc(painter, square, self._circle, pixel_ratio=self.devicePixelRatio())
            self._circle_painter.paint_words(painter, square, self._circle)
