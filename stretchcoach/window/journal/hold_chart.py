"""A chart of how long a stretch was held, day by day, over the recommended range.

Importing this module loads pyqtgraph, which takes a third of a second: import it once everything else is shown.
"""

import datetime as dt
from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QWheelEvent

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import BODY, SMALL

HoldsByDay = Sequence[tuple[dt.date, Side, float]]
"""Holds as day, side and seconds, in the order of the days."""
_MARKS = {Side.LEFT: "o", Side.RIGHT: "s", Side.BOTH: "o"}
_MARK_SIZES = {Side.LEFT: 13, Side.RIGHT: 8, Side.BOTH: 10}
_LINE_WIDTHS = {Side.LEFT: 4, Side.RIGHT: 2, Side.BOTH: 2}
"""Pixels. Where both sides are equal, the thin right line lies on the thick left one, and both can be seen."""
_HEADROOM = 1.15
"""The top of the chart, in multiples of the largest value."""
_AXIS_HEIGHT = 2.2
"""The height of the axis of days, in sizes of its text."""
_DAY_SECONDS = 86_400
_MINIMUM_DAYS = 60
"""A shorter time span would have an axis with days but no months."""
_MARGIN_DAYS = 2
"""Days before the first hold and after the last one."""


class HoldChart(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Draws a line with circles for the left side, and one with squares for the right side."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(axisItems={"bottom": pyqtgraph.DateAxisItem(utcOffset=0), "left": _SecondsAxis("left")})
        self._colours = colours
        self._holds: HoldsByDay = ()
        self._range = (0.0, 0.0)
        self.setFrameShape(self.Shape.NoFrame)
        for part in (self, self.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table is for the keyboard
        self.setAccessibleName(_("How long you held it"))
        self.setAntialiasing(True)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.getPlotItem().setContentsMargins(0, 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Return a small size; the layout makes the chart larger."""
        return QSize(300, 200)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, which scrolls."""
        event.ignore()

    def show_holds(self, holds: HoldsByDay, recommended: tuple[float, float]) -> None:
        """Show holds over the recommended range of seconds."""
        self._holds, self._range = holds, recommended
        self._draw()

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        self._colours = colours
        self._draw()

    def _draw(self) -> None:
        colours = self._colours
        self.clear()
        self.setBackground(QColor(colours.surface))
        font = self.font()
        font.setPixelSize(round(font.pixelSize() * SMALL / BODY))
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(QColor(colours.edge))
            axis.setTextPen(QColor(colours.faint))
            axis.setTickFont(font)
            axis.setStyle(maxTickLevel=0)
        self.getAxis("bottom").setHeight(round(font.pixelSize() * _AXIS_HEIGHT))
        band = pyqtgraph.LinearRegionItem(
            self._range,
            orientation="horizontal",
            movable=False,
            brush=QColor(colours.raised),
            pen=pyqtgraph.mkPen(QColor(colours.edge), style=Qt.PenStyle.DotLine),
        )
        self.addItem(band)
        for side in Side:
            self._draw_side(side)
        times = [_seconds(day) for day, _side, _held in self._holds] or [0.0]
        most = max([*(held for _day, _side, held in self._holds), self._range[1]])
        first, last = min(times) - _MARGIN_DAYS * _DAY_SECONDS, max(times) + _MARGIN_DAYS * _DAY_SECONDS
        self.setXRange(min(first, last - _MINIMUM_DAYS * _DAY_SECONDS), last, padding=0)
        self.setYRange(0, most * _HEADROOM, padding=0)

    def _draw_side(self, side: Side) -> None:
        points = [(_seconds(day), held) for day, of, held in self._holds if of is side]
        if not points:
            return
        colour = QColor(self._colours.of_side(side))
        times, held = zip(*points, strict=True)
        self.plot(
            times,
            held,
            pen=pyqtgraph.mkPen(colour, width=_LINE_WIDTHS[side]),
            symbol=_MARKS[side],
            symbolSize=_MARK_SIZES[side],
            symbolBrush=colour,
            symbolPen=QColor(self._colours.surface),
        )


def _seconds(day: dt.date) -> float:
    return dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()


class _SecondsAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis whose values have the unit of seconds."""

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:  # noqa: N802 - pyqtgraph's name
        return [_("{n} s").format(n=f"{value:g}") for value in values]
