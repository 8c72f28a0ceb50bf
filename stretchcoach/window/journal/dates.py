"""Dates and times in the language of the interface."""

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from stretchcoach.i18n import _
from stretchcoach.journal.history import PastSession
from stretchcoach.session.wording import practised_time
from stretchcoach.window.theme.application import interface_locale


def long_day(day: dt.date) -> str:
    """Return a day as `Friday 20 November 2026`."""
    return interface_locale().toString(_qt(day), _("dddd d MMMM yyyy"))


def short_day(day: dt.date) -> str:
    """Return a day as `Fri 20 Nov 2026`."""
    return interface_locale().toString(_qt(day), _("ddd d MMM yyyy"))


def month_name(day: dt.date) -> str:
    """Return the month of a day as `Nov`."""
    return interface_locale().toString(_qt(day), "MMM")


def weekday_name(day: dt.date) -> str:
    """Return the weekday of a day as `Fri`."""
    return interface_locale().toString(_qt(day), "ddd")


def time_of_day(moment: dt.datetime) -> str:
    """Return a moment as `07:30`, in the time zone of this computer."""
    return f"{moment.astimezone():%H:%M}"


def date_and_length(session: PastSession) -> str:
    """Return a session as `Fri 20 Nov 2026, 07:30, 8 minutes`.

    The time is left out if the session began in another time zone, on a day that is not the same here.
    """
    time = [time_of_day(session.begun)] * (session.begun.astimezone().date() == session.day)
    length = practised_time(session.practised_seconds).replace(" ", "\u00a0")  # never on two lines
    return ", ".join((short_day(session.day), *time, length))


def first_weekday() -> int:
    """Return the first day of the week in the person's region: 0 for Monday to 6 for Sunday."""
    return QLocale.system().firstDayOfWeek().value - 1


def _qt(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)
