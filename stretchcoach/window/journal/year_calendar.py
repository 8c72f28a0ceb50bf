"""The last year, a dot for each day: the longer the person was at it, the larger."""

import datetime as dt
import math
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip

from stretchcoach.i18n import _, _n
from stretchcoach.window.journal.dates import long_day, month_word, weekday_word
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import BODY, CORNER, NEAR, RING, SMALL
from stretchcoach.window.widgets.screen_reader import announce

_WEEKS = 53
"""In which all days of a year have a place, whichever it begins with."""
_DAYS = range(7)
_LARGEST_CELL = 19
_MOST_MINUTES = 30.0
"""From here on a dot is as large as can be."""
_SMALLEST, _LARGEST = 0.17, 0.46
"""Radii of the dot of a day with a session, in cells."""
_STEPS = {
    Qt.Key.Key_Left: -7,
    Qt.Key.Key_Right: 7,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_WEEKS * 7,
    Qt.Key.Key_End: _WEEKS * 7,
}


class YearCalendar(QFrame):
    """Weeks from left to right, and their days from above. The arrows go from day to day."""

    pointed_to = Signal(str)
    """What there is to say about the day that the keyboard is at, or that was clicked; nothing once it has left."""
    day_opened = Signal(object)
    """A day with a session, of which the person wants to know more."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._seconds: Mapping[dt.date, float] = MappingProxyType({})
        self._today = self._first = self._since = self._at = dt.date(2000, 1, 3)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Calendar of the last year"))

    def show_days(self, since: dt.date, today: dt.date, seconds: Mapping[dt.date, float], first_weekday: int) -> None:
        """Show the days from `since` up to `today`, which are a year."""
        if self._at == self._today or not since <= self._at <= today:
            self._at = today
        self._since, self._today = since, today
        self._seconds = seconds
        weekday = (today.weekday() - first_weekday) % 7
        self._first = today - dt.timedelta(days=weekday + 7 * (_WEEKS - 1))
        self.setAccessibleDescription(self.words(self._at))
        self.updateGeometry()
        self.update()

    def words(self, day: dt.date) -> str:
        """Say how long the person was at it on a day."""
        seconds = self._seconds.get(day, 0.0)
        if not seconds:
            return _("{day}: no session").format(day=long_day(day))
        minutes = max(1, round(seconds / 60))
        told = _n("{day}: {n} minute", "{day}: {n} minutes", minutes)
        return told.format(day=long_day(day), n=minutes)

    def day_at(self, point: QPointF) -> dt.date | None:
        """The day at a place of the widget, if there is one."""
        left, top = self._corner
        week = math.floor((point.x() - left) / self._cell)
        weekday = math.floor((point.y() - top) / self._cell)
        day = self._first + dt.timedelta(days=7 * week + weekday)
        return day if 0 <= weekday < len(_DAYS) and self._since <= day <= self._today else None

    def sizeHint(self) -> QSize:
        """As wide as it may be, and as high as a week is at its width."""
        left, top = self._corner
        return QSize(round(left) + NEAR + _WEEKS * _LARGEST_CELL, round(top + 7 * self._cell) + NEAR)

    def minimumSizeHint(self) -> QSize:
        """It shrinks with its room."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, _event: QEvent) -> None:
        """With another width, a week has another height."""
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows, Home and End go to another day, Return opens it."""
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        if step is None:
            super().keyPressEvent(event)
            return
        self._at = min(max(self._at + dt.timedelta(days=step), self._since), self._today)
        self._describe()
        announce(self, self.words(self._at), at_once=True)
        self.update()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The words below are those of the day where the keyboard is."""
        self._describe()
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """The ring goes, and so do the words about its day."""
        self.pointed_to.emit("")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the day."""
        day = self.day_at(event.position())
        if day is not None:
            self._at = day
            self._describe()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Return does."""
        if self.day_at(event.position()) is not None:
            self._open()

    def event(self, event: QEvent) -> bool:
        """A tip says what the mouse points to."""
        if isinstance(event, QHelpEvent):
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if day is None else self.words(day), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Months above, weekdays on the left, and a dot for each day."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small)
            painter.setPen(QColor(self.colours.faint))
            self._write_names(painter)
            for number in range((self._today - self._since).days + 1):
                self._paint_day(painter, self._since + dt.timedelta(days=number))
            if self.hasFocus():
                painter.setPen(QPen(QColor(self.colours.accent), RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER, CORNER)

    @property
    def _small(self) -> QFont:
        font = self.font()
        font.setPixelSize(round(font.pixelSize() * SMALL / BODY))
        return font

    @property
    def _corner(self) -> tuple[float, float]:
        """Where the first day begins."""
        size = self._small.pixelSize()
        return NEAR + size * 2.4, NEAR / 2 + size * 1.7

    @property
    def _cell(self) -> float:
        return min(_LARGEST_CELL, (self.width() - self._corner[0] - NEAR) / _WEEKS)

    def _write_names(self, painter: QPainter) -> None:
        left, top = self._corner
        cell, size = self._cell, self._small.pixelSize()
        free = 0.0
        for week in range(_WEEKS):
            day = self._first + dt.timedelta(days=7 * week)
            x, word = left + week * cell, month_word(day)
            width = painter.fontMetrics().horizontalAdvance(word)
            if day.day <= len(_DAYS) and x >= free and x + width <= self.width():
                painter.drawText(QPointF(x, size + NEAR / 2), word)
                free = x + width + NEAR
        every = 2 if cell * 2 >= size else 3
        for weekday in _DAYS[::every]:
            day = self._first + dt.timedelta(days=weekday)
            place = QRectF(NEAR, top + weekday * cell, left, cell)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, weekday_word(day))

    def _paint_day(self, painter: QPainter, day: dt.date) -> None:
        left, top = self._corner
        cell = self._cell
        week, weekday = divmod((day - self._first).days, 7)
        centre = QPointF(left + (week + 0.5) * cell, top + (weekday + 0.5) * cell)
        minutes = self._seconds.get(day, 0.0) / 60
        share = math.sqrt(min(minutes, _MOST_MINUTES) / _MOST_MINUTES)
        radius = cell * (_SMALLEST + (_LARGEST - _SMALLEST) * share) if minutes else max(0.6, cell * 0.06)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.accent if minutes else self.colours.edge))
        painter.drawEllipse(centre, radius, radius)
        if day == self._at and self.hasFocus():
            painter.setPen(QPen(QColor(self.colours.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(centre.x() - cell / 2, centre.y() - cell / 2, cell, cell))

    def _open(self) -> None:
        if self._at in self._seconds:
            self.day_opened.emit(self._at)

    def _describe(self) -> None:
        words = self.words(self._at)
        self.setAccessibleDescription(words)
        self.pointed_to.emit(words)
