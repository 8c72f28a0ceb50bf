"""How long each muscle was held at length in seven days, as bars over the range that is of use."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchcoach.i18n import _
from stretchcoach.progression.muscles import USEFUL_MINUTES
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import CLOSE

_SHOWN_MINUTES = 12.0
"""The scale reaches at least so far."""
_ROW = 2.1
"""Height of a row, in sizes of its text."""


class MuscleBars(QLabel):
    """A bar for each muscle. A label, so that a screen reader reads it."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._minutes: list[tuple[str, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Muscles in the last seven days"))

    def show_minutes(self, minutes: Mapping[str, float]) -> None:
        """Show other minutes, the most first."""
        self._minutes = sorted(minutes.items(), key=lambda one: -one[1])
        self.setAccessibleDescription(", ".join(": ".join(row) for row in self.rows))
        self.updateGeometry()
        self.update()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each muscle with its minutes, in words."""
        return [(name.capitalize(), minutes_word(minutes)) for name, minutes in self._minutes]

    def sizeHint(self) -> QSize:
        """A row for each."""
        return QSize(300, round(len(self._minutes) * _ROW * self.font().pixelSize()))

    def minimumSizeHint(self) -> QSize:
        """It shrinks with its room, down to its words."""
        names, numbers = self._columns
        return QSize(round(names + numbers) + 4 * CLOSE, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name, the bar, the minutes; behind the bars, the range that is of use."""
        if not self._minutes:
            return
        row = _ROW * self.font().pixelSize()
        names, numbers = self._columns
        left = names + CLOSE
        room = self.width() - left - numbers - CLOSE
        scale = room / max(_SHOWN_MINUTES, *(minutes for _name, minutes in self._minutes))
        least, most = USEFUL_MINUTES
        middle = Qt.AlignmentFlag.AlignVCenter
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(
                QRectF(left + least * scale, 0, (most - least) * scale, self.height()), QColor(self.colours.raised)
            )
            painter.setPen(QPen(QColor(self.colours.edge), 1, Qt.PenStyle.DotLine))
            for bound in (least, most):
                painter.drawLine(QPointF(left + bound * scale, 0), QPointF(left + bound * scale, self.height()))
            for number, ((name, words), (_name, minutes)) in enumerate(zip(self.rows, self._minutes, strict=True)):
                top = number * row
                painter.setPen(QColor(self.colours.ink))
                painter.drawText(QRectF(0, top, names, row), middle | Qt.AlignmentFlag.AlignLeft, name)
                painter.drawText(
                    QRectF(self.width() - numbers, top, numbers, row), middle | Qt.AlignmentFlag.AlignRight, words
                )
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self.colours.accent))
                height = row * 0.4
                bar = QRectF(left, top + (row - height) / 2, max(height, minutes * scale), height)
                painter.drawRoundedRect(bar, height / 2, height / 2)

    @property
    def _columns(self) -> tuple[float, float]:
        """How wide the names are, and the minutes."""
        metrics = self.fontMetrics()
        names, numbers = zip(*self.rows, strict=True) if self._minutes else (("",), ("",))
        return max(map(metrics.horizontalAdvance, names)) + 1, max(map(metrics.horizontalAdvance, numbers)) + 1


def minutes_word(minutes: float) -> str:
    """`4.5 min`."""
    return _("{minutes} min").format(minutes=f"{minutes:.1f}")
