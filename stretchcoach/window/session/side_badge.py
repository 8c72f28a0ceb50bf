"""The working side, as a word, a letter and a colour."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.session.wording import side_name
from stretchcoach.window.theme.fonts import pixel_font
from stretchcoach.window.theme.palette import Colours


class SideBadge(QLabel):
    """Shows the side as a letter in a circle (left) or in a square (right), and as a word. It is empty for both sides.

    It is a QLabel because screen readers skip a plain QWidget.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._side = Side.BOTH
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Side"))

    def show_side(self, side: Side) -> None:
        """Show `side`."""
        if side is not self._side:
            self._side = side
            self.setAccessibleDescription(side_name(side))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the letter in its shape, and the word beside it."""
        name = side_name(self._side)
        if not name:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            size = self.height()
            colour = QColor(self.colours.of_side(self._side))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            round_off = size * (0.5 if self._side is Side.LEFT else 0.18)
            painter.drawRoundedRect(0, 0, size, size, round_off, round_off)
            painter.setPen(QColor(self.colours.ground))
            painter.setFont(pixel_font(size * 0.62, bold=True))
            painter.drawText(0, 0, size, size, Qt.AlignmentFlag.AlignCenter, name[0])
            painter.setPen(colour)
            word = self.rect().adjusted(round(size * 1.3), 0, 0, 0)
            painter.drawText(word, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
