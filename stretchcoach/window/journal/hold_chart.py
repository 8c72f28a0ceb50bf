"""How long a stretch was held in the last year, day by day, over the range that its sources advise.

Loads pyqtgraph, which takes a third of a second: import it once all else is shown.
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

HeldOn = Sequence[tuple[dt.date, Side, float]]
_MARKS = {Side.LEFT: "o", Side.RIGHT: "s", Side.BOTH: "o"}
_MARK_SIZES = {Side.LEFT: 13, Side.RIGHT: 8, Side.BOTH: 10}
_LINE_WIDTHS = {Side.LEFT: 4, Side.RIGHT: 2, Side.BOTH: 2}
"""Where both sides are alike, the right one lies on the left one, and both are seen."""
_ROOM_ABOVE = 1.15
_AXIS_ROOM = 2.2
"""Height of the axis of days, in sizes of its text."""
_DAY_SECONDS = 86_400
_LEAST_DAYS = 60
"""Less of the year would be counted in days without a month."""
_BEYOND_DAYS = 2


class HoldChart(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A line of circles for the left side, of squares for the right one."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(axisItems={"bottom": pyqtgraph.DateAxisItem(utcOffset=0), "left": _Lengths("left")})
        self._colours = colours
        self._held: HeldOn = ()
        self._range = (0.0, 0.0)
        self.setFrameShape(self.Shape.NoFrame)
        for part in (self, self.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its table is for the keyboard
        self.setAccessibleName(_("How long you held it"))
        self.setAntialiasing(True)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.getPlotItem().setContentsMargins(0, 0, 0, 0)

    def sizeHint(self) -> QSize:
        """It takes the room that it is given."""
        return QSize(300, 200)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()

    def show_held(self, held: HeldOn, advised: tuple[float, float]) -> None:
        """Show seconds by day and side; `advised` is the range of seconds that is good."""
        self._held, self._range = held, advised
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
        self.getAxis("bottom").setHeight(round(font.pixelSize() * _AXIS_ROOM))
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
        times = [_seconds(day) for day, _side, _held in self._held] or [0.0]
        most = max([*(held for _day, _side, held in self._held), self._range[1]])
        first, last = min(times) - _BEYOND_DAYS * _DAY_SECONDS, max(times) + _BEYOND_DAYS * _DAY_SECONDS
        self.setXRange(min(first, last - _LEAST_DAYS * _DAY_SECONDS), last, padding=0)
        self.setYRange(0, most * _ROOM_ABOVE, padding=0)

    def _draw_side(self, side: Side) -> None:
        points = [(_seconds(day), held) for day, of, held in self._held if of is side]
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


class _Lengths(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Seconds, with their unit."""

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:  # noqa: N802 - its name
        return [_("{n} s").format(n=f"{value:g}") for value in values]
