"""Dates in words, in the language of the interface."""

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from stretchcoach.i18n import _
from stretchcoach.window.theme.application import interface_locale


def long_day(day: dt.date) -> str:
    """`Friday 20 November 2026`."""
    return interface_locale().toString(_qt(day), _("dddd d MMMM yyyy"))


def short_day(day: dt.date) -> str:
    """`Fri 20 Nov 2026`."""
    return interface_locale().toString(_qt(day), _("ddd d MMM yyyy"))


def month_word(day: dt.date) -> str:
    """`Nov`."""
    return interface_locale().toString(_qt(day), "MMM")


def weekday_word(day: dt.date) -> str:
    """`Fri`."""
    return interface_locale().toString(_qt(day), "ddd")


def clock(moment: dt.datetime) -> str:
    """`07:30`, at the place where this computer is."""
    return f"{moment.astimezone():%H:%M}"


def first_weekday() -> int:
    """The day that a week begins with where the person lives: 0 for Monday to 6 for Sunday."""
    return QLocale.system().firstDayOfWeek().value - 1


def _qt(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
