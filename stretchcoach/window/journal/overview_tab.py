"""The overview tab: cards for this week, the last year, the muscles and the holds of a stretch."""

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

_RESERVED_WIDTH = 4 * OPEN
"""Pixels of the width that the margins of the page and of a card take."""


class OverviewTab(ResponsiveScrollArea):
    """Shows four cards, and on request a table below each chart."""

    goal_changed = Signal(int)
    """The weekly goal in days."""
    stretch_chosen = Signal(str)
    """The id of the stretch whose holds are to be read."""
    day_opened = Signal(object)
    """The day whose sessions the person wants to see."""

    def __init__(self, colours: Colours) -> None:
        super().__init__(reserved_width=_RESERVED_WIDTH)
        # The journal page puts this check box beside the tabs.
        self.tables = QCheckBox(_("Show tables"))
        self.tables.setAccessibleDescription(_("Shows the numbers of each chart as a table."))
        self.tables.toggled.connect(self._show_tables)
        self.week = WeekCard(colours)
        self.week.goal_changed.connect(self.goal_changed)
        self.calendar = YearCalendar(colours)
        self.year = ChartCard(_("The last year"), self.calendar, (_("Day"), _("Minutes")))
        self._year_caption = ""
        self.calendar.day_described.connect(lambda text: self.year.set_caption(text or self._year_caption))
        self.calendar.day_opened.connect(self.day_opened)
        self.bars = MuscleBars(colours)
        self.muscles = ChartCard(_("Muscles, last seven days"), self.bars, (_("Muscle"), _("Minutes")))
        self.holds = HoldCard(colours)
        self.holds.stretch_chosen.connect(self.stretch_chosen)
        self._overview: Overview | None = None
        self._lay_out()

    def show_overview(self, overview: Overview, stretches: Mapping[str, Stretch], preferences: Preferences) -> None:
        """Show an overview of the journal. `stretches` are the stretches of the library, by id."""
        self._overview = overview
        self.follow(preferences)
        self.calendar.show_days(overview.today - YEAR, overview.today, overview.seconds_by_day, first_weekday())
        days = sorted(overview.seconds_by_day, reverse=True)
        self.year.table.show_rows([(short_day(day), _minutes(overview.seconds_by_day[day])) for day in days])
        total = len(overview.days)
        days_text = _n("{n} day in the last year.", "{n} days in the last year.", total).format(n=total)
        self._year_caption = f"{days_text} {_('Bigger dot, longer session. Select a day and press Return to see it.')}"
        self.year.set_caption(self._year_caption)
        self.bars.show_minutes(overview.minutes_by_muscle)
        self.muscles.table.show_rows(self.bars.rows)
        least, most = USEFUL_MINUTES
        recommended = _("The band is the recommended range: {least:.0f}–{most:.0f} minutes a week per side.")
        nothing = _("Nothing was held in the last seven days.")
        self.muscles.set_caption(recommended.format(least=least, most=most) if overview.minutes_by_muscle else nothing)
        self.holds.show_stretches(overview.stretches, stretches)

    def follow(self, preferences: Preferences) -> None:
        """Show this week with the goal of these preferences, and the recommended holds with their breath."""
        self.holds.follow(preferences.breath)
        if (overview := self._overview) is not None:
            week = week_of(overview.today, overview.days, preferences.goal_days, first_weekday())
            self.week.show_week(week, overview.today)

    def recolour(self, colours: Colours) -> None:
        """Use other colours."""
        for chart in (self.week.days, self.calendar, self.bars):
            chart.colours = colours
            chart.update()
        self.holds.recolour(colours)

    def focus_context(self, widget: QWidget) -> QWidget:
        """Return the card that the focused widget is on, so that all of it comes into view."""
        cards = (self.week, self.year, self.muscles, self.holds)
        return next((card for card in cards if card.isAncestorOf(widget)), widget)

    def _show_tables(self, visible: bool) -> None:
        for card in (self.year, self.muscles, self.holds):
            card.table.setVisible(visible)

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
