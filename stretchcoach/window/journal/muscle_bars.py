"""A bar chart of how long each muscle was stretched in seven days, over the recommended range."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchcoach.i18n import _
from stretchcoach.progression.muscles import USEFUL_MINUTES
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import CLOSE

_SCALE_MINUTES = 12.0
"""The scale ends at this number of minutes, or at the longest bar."""
_ROW_HEIGHT = 2.1
"""In sizes of the text."""


class MuscleBars(QLabel):
    """Paints a bar for each muscle. It is a QLabel, which screen readers read."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._minutes: list[tuple[str, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Muscles in the last seven days"))

    def show_minutes(self, minutes: Mapping[str, float]) -> None:
        """Show minutes by muscle, longest first."""
        self._minutes = sorted(minutes.items(), key=lambda one: -one[1])
        self.setAccessibleDescription(", ".join(": ".join(row) for row in self.rows))
        self.updateGeometry()
        self.update()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The name and the minutes of each muscle, as texts."""
        return [(name.capitalize(), minutes_text(minutes)) for name, minutes in self._minutes]

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(300, round(len(self._minutes) * _ROW_HEIGHT * self.font().pixelSize()))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the texts without bars."""
        names, numbers = self._columns
        return QSize(round(names + numbers) + 4 * CLOSE, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names, bars and minutes over the recommended range."""
        if not self._minutes:
            return
        row = _ROW_HEIGHT * self.font().pixelSize()
        names, numbers = self._columns
        left = names + CLOSE
        available = self.width() - left - numbers - CLOSE
        scale = available / max(_SCALE_MINUTES, *(minutes for _name, minutes in self._minutes))
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
        """The widths in pixels of the names and of the minutes."""
        metrics = self.fontMetrics()
        names, numbers = zip(*self.rows, strict=True) if self._minutes else (("",), ("",))
        return max(map(metrics.horizontalAdvance, names)) + 1, max(map(metrics.horizontalAdvance, numbers)) + 1


def minutes_text(minutes: float) -> str:
    """Return minutes as `4.5 min`."""
    return _("{minutes} min").format(minutes=f"{minutes:.1f}")
