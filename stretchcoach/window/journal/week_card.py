"""A card with the days of this week, and the weekly goal."""

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout

from stretchcoach.domain.ranges import GOAL_DAYS
from stretchcoach.i18n import _
from stretchcoach.progression.week import Week
from stretchcoach.progression.wording import week_words
from stretchcoach.window.journal.dates import long_day, weekday_name
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, BODY, CLOSE, NEAR, OPEN, SMALL
from stretchcoach.window.widgets.fields import PlainSpinBox
from stretchcoach.window.widgets.labels import label


class WeekCard(QFrame):
    """Shows which days of the week had a session; the person can change the goal here."""

    goal_changed = Signal(int)
    """The goal in days a week."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.setObjectName("card")
        self.days = WeekDays(colours)
        self._summary = label("", "summary")
        self.goal = PlainSpinBox(int(GOAL_DAYS.least), int(GOAL_DAYS.most))
        self.goal.setAccessibleName(_("Days a week"))
        self.goal.setAccessibleDescription(_("How many days a week you would like to stretch."))
        self.goal.valueChanged.connect(self.goal_changed)
        name = label(_("Days a week"), "chip")
        name.setProperty("role", "name")
        name.setBuddy(self.goal)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """The row with the summary and the goal; it turns into a column where it does not fit."""
        self.row.setSpacing(APART)
        self.row.addWidget(self._summary, 1)
        self.row.addWidget(name, 0)
        self.row.addWidget(self.goal, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        layout.addLayout(self.row)
        layout.addWidget(self.days)

    def show_week(self, week: Week, today: dt.date) -> None:
        """Show a week and how much of the goal is reached."""
        self._summary.setText(week_words(week))
        self.days.show_week(week, today)
        with QSignalBlocker(self.goal):
            self.goal.setValue(week.goal)


class WeekDays(QLabel):
    """Paints a circle for each day, filled if it had a session. It is a QLabel, which screen readers read."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._week: Week | None = None
        self._today = dt.date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("This week"))

    def show_week(self, week: Week, today: dt.date) -> None:
        """Show a week."""
        self._week, self._today = week, today
        days = ", ".join(long_day(day) for day in week.days if day in week.stretched)
        self.setAccessibleDescription(_("You stretched on {days}.").format(days=days) if days else week_words(week))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the weekdays and the circles."""
        text = self.font().pixelSize()
        return QSize(7 * 3 * text, round(text * 3.4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each weekday and its circle; today has a second circle around it."""
        if self._week is None:
            return
        text = self.font().pixelSize()
        font = self.font()
        font.setPixelSize(round(text * SMALL / BODY))
        step = min(self.width() / len(self._week.days), 4.5 * text)
        radius = text * 0.55
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            for number, day in enumerate(self._week.days):
                rect = QRectF(number * step, 0, step, text * 1.4)
                painter.setPen(QColor(self.colours.ink if day == self._today else self.colours.faint))
                painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, weekday_name(day))
                centre = QPointF(number * step + radius + 3, text * 1.4 + NEAR / 2 + radius + 3)
                self._paint_day(painter, centre, radius, day)

    def _paint_day(self, painter: QPainter, centre: QPointF, radius: float, day: dt.date) -> None:
        done = self._week is not None and day in self._week.stretched
        painter.setBrush(QColor(self.colours.accent) if done else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.colours.accent if done else self.colours.edge), 1.5))
        painter.drawEllipse(centre, radius, radius)
        if day == self._today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colours.ink), 1.5))
            painter.drawEllipse(centre, radius + 3, radius + 3)
