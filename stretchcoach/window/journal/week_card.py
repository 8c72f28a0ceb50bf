"""This week: on which days the person stretched, and on how many they would like to."""

import datetime as dt

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout

from stretchcoach.domain.ranges import GOAL_DAYS
from stretchcoach.i18n import _
from stretchcoach.progression.week import Week
from stretchcoach.progression.wording import week_words
from stretchcoach.window.journal.dates import long_day, weekday_word
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, BODY, CLOSE, NEAR, OPEN, SMALL
from stretchcoach.window.widgets.fields import PlainSpinBox
from stretchcoach.window.widgets.labels import label


class WeekCard(QFrame):
    """Seven days, and the goal, which the person sets here too."""

    goal_changed = Signal(int)

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.setObjectName("card")
        self.days = WeekDays(colours)
        self._words = label("", "summary")
        self.goal = PlainSpinBox(int(GOAL_DAYS.least), int(GOAL_DAYS.most))
        self.goal.setAccessibleName(_("Days a week"))
        self.goal.setAccessibleDescription(_("On how many days a week you would like to stretch."))
        self.goal.valueChanged.connect(self.goal_changed)
        name = label(_("Days a week"), "chip")
        name.setProperty("role", "name")
        name.setBuddy(self.goal)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """Its parts, which may stand one below the other where it is narrow."""
        self.row.setSpacing(APART)
        self.row.addWidget(self._words, 1)
        self.row.addWidget(name, 0)
        self.row.addWidget(self.goal, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(OPEN, APART, OPEN, APART)
        layout.setSpacing(CLOSE)
        layout.addLayout(self.row)
        layout.addWidget(self.days)

    def show_week(self, week: Week, today: dt.date) -> None:
        """Show a week, and say how it is coming along."""
        self._words.setText(week_words(week))
        self.days.show_week(week, today)
        with QSignalBlocker(self.goal):
            self.goal.setValue(week.goal)


class WeekDays(QLabel):
    """A circle for each day: full where the person stretched. A label, so that a screen reader reads it."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self._week: Week | None = None
        self._today = dt.date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("This week"))

    def show_week(self, week: Week, today: dt.date) -> None:
        """Show another week."""
        self._week, self._today = week, today
        named = ", ".join(long_day(day) for day in week.days if day in week.stretched)
        self.setAccessibleDescription(_("You stretched on {days}.").format(days=named) if named else week_words(week))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the words and the circles."""
        text = self.font().pixelSize()
        return QSize(7 * 3 * text, round(text * 3.4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The day's word, and its circle; today's has a second one around it."""
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
                words = QRectF(number * step, 0, step, text * 1.4)
                painter.setPen(QColor(self.colours.ink if day == self._today else self.colours.faint))
                painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, weekday_word(day))
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
