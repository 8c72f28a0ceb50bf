"""The warm-up reps as dots."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchcoach.i18n import _
from stretchcoach.window.theme.palette import Colours


class RepDots(QLabel):
    """Shows a dot for each rep: filled when it is done, a ring while it is under way, pale when it is to come.

    It is a QLabel because screen readers skip a plain QWidget.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._rep = 0
        self._reps = 0
        self._colour = colours.accent
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Warm-up reps"))

    def sizeHint(self) -> QSize:
        """Return the preferred size; the layout stretches it."""
        return QSize(200, self.height() or 24)

    def show_reps(self, rep: int | None, reps: int | None, colour: str) -> None:
        """Show that rep number `rep` of `reps` is under way, counted from 1. Show nothing for None."""
        shown = (rep or 0, reps or 0, colour)
        if shown != (self._rep, self._reps, self._colour):
            self._rep, self._reps, self._colour = shown
            described = _("{rep} of {reps}").format(rep=rep, reps=reps) if reps else ""
            self.setAccessibleDescription(described)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots from left to right."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            radius = self.height() * 0.3
            step = radius * 3.4
            x = radius + 2
            for number in range(1, self._reps + 1):
                done = number < self._rep
                now = number == self._rep
                colour = QColor(self._colour if done or now else self.colours.edge)
                painter.setPen(QPen(colour, radius * 0.4))
                painter.setBrush(colour if done else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(x, self.height() / 2), radius * 0.8, radius * 0.8)
                x += step
