"""A calendar of the last year, with a dot for each day: the longer the sessions, the larger the dot."""

import datetime as dt
import math
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip

from stretchcoach.i18n import _, _n
from stretchcoach.window.journal.dates import long_day, month_name, weekday_name
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import BODY, CORNER, NEAR, RING, SMALL
from stretchcoach.window.widgets.screen_reader import announce

_WEEKS = 53
"""Weeks that hold all days of a year, whichever weekday it begins with."""
_DAYS = range(7)
_MAX_CELL = 19
"""The largest width and height of a day in pixels."""
_MAX_MINUTES = 30.0
"""The number of minutes from which a dot has its largest size."""
_MIN_RADIUS, _MAX_RADIUS = 0.17, 0.46
"""The radii of the dot of a day with a session, in cells."""
_STEPS = {
    Qt.Key.Key_Left: -7,
    Qt.Key.Key_Right: 7,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_WEEKS * 7,
    Qt.Key.Key_End: _WEEKS * 7,
}


class YearCalendar(QFrame):
    """Paints a column for each week and a row for each weekday. The arrow keys move a cursor from day to day."""

    day_described = Signal(str)
    """A description of the day under the cursor; empty once the calendar has lost the focus."""
    day_opened = Signal(object)
    """A day with a session that the person wants to see."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._seconds: Mapping[dt.date, float] = MappingProxyType({})
        self._today = self._first = self._since = self._cursor = dt.date(2000, 1, 3)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Calendar of the last year"))

    def show_days(self, since: dt.date, today: dt.date, seconds: Mapping[dt.date, float], first_weekday: int) -> None:
        """Show the year from `since` to `today`, with the practised seconds of each day."""
        if self._cursor == self._today or not since <= self._cursor <= today:
            self._cursor = today
        self._since, self._today = since, today
        self._seconds = seconds
        weekday = (today.weekday() - first_weekday) % 7
        self._first = today - dt.timedelta(days=weekday + 7 * (_WEEKS - 1))
        self.setAccessibleDescription(self.describe(self._cursor))
        self.updateGeometry()
        self.update()

    def describe(self, day: dt.date) -> str:
        """Return a day and its minutes in words."""
        seconds = self._seconds.get(day, 0.0)
        if not seconds:
            return _("{day}: no session").format(day=long_day(day))
        minutes = max(1, round(seconds / 60))
        text = _n("{day}: {n} minute", "{day}: {n} minutes", minutes)
        return text.format(day=long_day(day), n=minutes)

    def day_at(self, point: QPointF) -> dt.date | None:
        """Return the day at a point of the widget, if any."""
        left, top = self._corner
        week = math.floor((point.x() - left) / self._cell)
        weekday = math.floor((point.y() - top) / self._cell)
        day = self._first + dt.timedelta(days=7 * week + weekday)
        return day if 0 <= weekday < len(_DAYS) and self._since <= day <= self._today else None

    def sizeHint(self) -> QSize:
        """Return the largest width, and the height of a week at the current width."""
        left, top = self._corner
        return QSize(round(left) + NEAR + _WEEKS * _MAX_CELL, round(top + 7 * self._cell) + NEAR)

    def minimumSizeHint(self) -> QSize:
        """Allow the calendar to shrink with the window."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, _event: QEvent) -> None:
        """Update the height, which depends on the width."""
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor with the arrows, Home and End; open the day with Return."""
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        if step is None:
            super().keyPressEvent(event)
            return
        self._cursor = min(max(self._cursor + dt.timedelta(days=step), self._since), self._today)
        self._describe()
        announce(self, self.describe(self._cursor), at_once=True)
        self.update()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Describe the day under the cursor."""
        self._describe()
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Take the description back."""
        self.day_described.emit("")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the cursor to the clicked day."""
        day = self.day_at(event.position())
        if day is not None:
            self._cursor = day
            self._describe()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day, as Return does."""
        if self.day_at(event.position()) is not None:
            self._open()

    def event(self, event: QEvent) -> bool:
        """Describe the day under the mouse in a tool tip."""
        if isinstance(event, QHelpEvent):
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if day is None else self.describe(day), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the months above, the weekdays on the left, and a dot for each day."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small_font)
            painter.setPen(QColor(self.colours.faint))
            self._paint_names(painter)
            for number in range((self._today - self._since).days + 1):
                self._paint_day(painter, self._since + dt.timedelta(days=number))
            if self.hasFocus():
                painter.setPen(QPen(QColor(self.colours.accent), RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER, CORNER)

    @property
    def _small_font(self) -> QFont:
        font = self.font()
        font.setPixelSize(round(font.pixelSize() * SMALL / BODY))
        return font

    @property
    def _corner(self) -> tuple[float, float]:
        """The left and top of the first day in pixels."""
        size = self._small_font.pixelSize()
        return NEAR + size * 2.4, NEAR / 2 + size * 1.7

    @property
    def _cell(self) -> float:
        """The width and height of a day in pixels."""
        return min(_MAX_CELL, (self.width() - self._corner[0] - NEAR) / _WEEKS)

    def _paint_names(self, painter: QPainter) -> None:
        left, top = self._corner
        cell, size = self._cell, self._small_font.pixelSize()
        free = 0.0
        for week in range(_WEEKS):
            day = self._first + dt.timedelta(days=7 * week)
            x, name = left + week * cell, month_name(day)
            width = painter.fontMetrics().horizontalAdvance(name)
            if day.day <= len(_DAYS) and x >= free and x + width <= self.width():
                painter.drawText(QPointF(x, size + NEAR / 2), name)
                free = x + width + NEAR
        every = 2 if cell * 2 >= size else 3
        for weekday in _DAYS[::every]:
            day = self._first + dt.timedelta(days=weekday)
            place = QRectF(NEAR, top + weekday * cell, left, cell)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, weekday_name(day))

    def _paint_day(self, painter: QPainter, day: dt.date) -> None:
        left, top = self._corner
        cell = self._cell
        week, weekday = divmod((day - self._first).days, 7)
        centre = QPointF(left + (week + 0.5) * cell, top + (weekday + 0.5) * cell)
        minutes = self._seconds.get(day, 0.0) / 60
        share = math.sqrt(min(minutes, _MAX_MINUTES) / _MAX_MINUTES)
        radius = cell * (_MIN_RADIUS + (_MAX_RADIUS - _MIN_RADIUS) * share) if minutes else max(0.6, cell * 0.06)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.accent if minutes else self.colours.edge))
        painter.drawEllipse(centre, radius, radius)
        if day == self._cursor and self.hasFocus():
            painter.setPen(QPen(QColor(self.colours.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(centre.x() - cell / 2, centre.y() - cell / 2, cell, cell))

    def _open(self) -> None:
        if self._cursor in self._seconds:
            self.day_opened.emit(self._cursor)

    def _describe(self) -> None:
        text = self.describe(self._cursor)
        self.setAccessibleDescription(text)
        self.day_described.emit(text)
