"""The whole session as a ribbon, with a mark at the current position."""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.session.timeline import Segment, SegmentKind, Timeline
from stretchcoach.window.theme.palette import Colours

_GAP = 2.0
"""Pixels between two bars."""


class Ribbon(QLabel):
    """Shows a session as bars in the colours of their sides: tall for holds, low for the rest, pale for the future.

    It is a QLabel because screen readers skip a plain QWidget.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._timeline: Timeline | None = None
        self._position = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("The whole session"))

    def sizeHint(self) -> QSize:
        """Return the preferred size; the layout stretches it."""
        return QSize(400, 28)

    def show_position(self, timeline: Timeline, position: float) -> None:
        """Show the position in seconds. Repaint only if the mark has moved by a pixel."""
        if timeline is self._timeline and self._pixel(position) == self._pixel(self._position):
            return
        self._timeline = timeline
        self._position = position
        share = 0 if not timeline.seconds else round(100 * position / timeline.seconds)
        self.setAccessibleDescription(_("{percent} percent").format(percent=share))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, and the mark over them."""
        if self._timeline is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for kind, side, start, end in _bars(self._timeline.segments):
                self._paint_bar(painter, kind, side, start, end)
            x = self._pixel(self._position)
            painter.setBrush(QColor(self.colours.ink))
            painter.drawRoundedRect(QRectF(min(x, self.width() - 3) - 1.5, 0, 3, self.height()), 1.5, 1.5)

    def _paint_bar(self, painter: QPainter, kind: SegmentKind, side: Side, start: float, end: float) -> None:
        height = self.height() * (0.64 if kind is SegmentKind.HOLD else 0.28)
        first, last = self._x(start), max(self._x(end) - _GAP, self._x(start) + 1)
        bar = QRectF(first, (self.height() - height) / 2, last - first, height)
        colour = QColor(self.colours.neutral if side is Side.BOTH else self.colours.of_side(side))
        pale = QColor(colour)
        pale.setAlphaF(0.32)
        painter.setBrush(pale)
        painter.drawRoundedRect(bar, 3, 3)
        done = min(last, self._x(self._position)) - first
        if done > 0:
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(first, bar.top(), done, height), 3, 3)

    def _x(self, seconds: float) -> float:
        total = self._timeline.seconds if self._timeline is not None else 1.0
        return seconds / total * self.width()

    def _pixel(self, position: float) -> int:
        return round(self._x(position))


def _bars(segments: tuple[Segment, ...]) -> Iterator[tuple[SegmentKind, Side, float, float]]:
    """Join the segments of a stretch and side between two holds into one bar, and the parts of a hold into another."""

    def key(segment: Segment) -> tuple[bool, Side, int | None]:
        return (segment.kind is SegmentKind.HOLD, segment.side, segment.exercise)

    for _key, group in groupby(segments, key):
        run = tuple(group)
        yield run[0].kind, run[0].side, run[0].start, run[-1].end
