"""The past at a glance: this week, the last year, the muscles, and how long a stretch is held."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from stretchcoach.i18n import _, _n
from stretchcoach.journal.past_sessions import YEAR, Overview
from stretchcoach.progression.muscles import USEFUL_MINUTES
from stretchcoach.progression.week import week_of
from stretchcoach.routine.stretch import Stretch
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.journal.chart_card import ChartCard
from stretchcoach.window.journal.dates import first_weekday, short_day
from stretchcoach.window.journal.hold_card import HoldCard
from stretchcoach.window.journal.muscle_bars import MuscleBars
from stretchcoach.window.journal.week_card import WeekCard
from stretchcoach.window.journal.year_calendar import YearCalendar
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART, OPEN
from stretchcoach.window.widgets.layout import centre_column
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea

_BESIDE = 4 * OPEN
"""What the page and a card's margins take of the width."""


class OverviewTab(ResponsiveScrollArea):
    """Four cards; tables stand below their pictures where they are asked for."""

    goal_changed = Signal(int)
    stretch_chosen = Signal(str)
    day_opened = Signal(object)
    """A day whose sessions the person wants to see."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(reserved_width=_BESIDE)
        # It stands beside the tabs.
        self.tables = QCheckBox(_("With tables"))
        self.tables.setAccessibleDescription(_("Shows what the pictures show as tables too."))
        self.tables.toggled.connect(self._show_tables)
        self.week = WeekCard(colours)
        self.week.goal_changed.connect(self.goal_changed)
        self.calendar = YearCalendar(colours)
        self.year = ChartCard(_("The last year"), self.calendar, (_("Day"), _("Minutes")))
        self._year_words = ""
        self.calendar.pointed_to.connect(lambda words: self.year.show_words(words or self._year_words))
        self.calendar.day_opened.connect(self.day_opened)
        self.bars = MuscleBars(colours)
        self.muscles = ChartCard(_("Muscles, in the last seven days"), self.bars, (_("Muscle"), _("Minutes")))
        self.holds = HoldCard(colours)
        self.holds.stretch_chosen.connect(self.stretch_chosen)
        self._past: Overview | None = None
        self._lay_out()

    def show_past(self, past: Overview, stretches: Mapping[str, Stretch], preferences: Preferences) -> None:
        """Show the past; `stretches` are those that are known by now."""
        self._past = past
        self.follow(preferences)
        self.calendar.show_days(past.today - YEAR, past.today, past.seconds_by_day, first_weekday())
        days = sorted(past.seconds_by_day, reverse=True)
        self.year.table.show_rows([(short_day(day), _minutes(past.seconds_by_day[day])) for day in days])
        total = len(past.days)
        told = _n("{n} day in the last year.", "{n} days in the last year.", total).format(n=total)
        self._year_words = f"{told} {_('The larger the dot, the longer; Return shows what you did on a day.')}"
        self.year.show_words(self._year_words)
        self.bars.show_minutes(past.minutes_by_muscle)
        self.muscles.table.show_rows(self.bars.rows)
        least, most = USEFUL_MINUTES
        advised = _(
            "The band is what is advised for each muscle: {least:.0f} to {most:.0f} minutes a week, of one side."
        )
        nothing = _("Nothing was held in the last seven days.")
        self.muscles.show_words(advised.format(least=least, most=most) if past.minutes_by_muscle else nothing)
        self.holds.show_stretches(past.stretches, stretches)

    def follow(self, preferences: Preferences) -> None:
        """Show this week beside what the person effects for by now, and lengths at their pace."""
        self.holds.follow(preferences.breath)
        if (past := self._past) is not None:
            week = week_of(past.today, past.days, preferences.goal_days, first_weekday())
            self.week.show_week(week, past.today)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        for picture in (self.week.days, self.calendar, self.bars):
            picture.colours = colours
            picture.update()
        self.holds.recolour(colours)

    def focus_context(self, part: QWidget) -> QWidget:
        """Whoever comes to something on a card sees the card."""
        cards = (self.week, self.year, self.muscles, self.holds)
        return next((card for card in cards if card.isAncestorOf(part)), part)

    def _show_tables(self, wanted: bool) -> None:
        for card in (self.year, self.muscles, self.holds):
            card.table.setVisible(wanted)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setObjectName("wide")
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(APART)
        for card in (self.week, self.year, self.muscles, self.holds):
            cards.addWidget(card)
        cards.addStretch(1)
        page = QWidget()
        centre_column(column, page, (OPEN, APART, OPEN, OPEN))
        self.setWidget(page)
        self.setTabOrder(self.holds.choice, self.holds.table)
        for row in (self.week.row, self.holds.head):
            self.add_row(row)


def _minutes(seconds: float) -> str:
    return str(max(1, round(seconds / 60)))
