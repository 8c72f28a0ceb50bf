"""Looking back: what a page about the past shows of the journal, and what the person changes in it."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.journal import editing
from stretchcoach.journal.editing import Before
from stretchcoach.journal.history import History, PastSession
from stretchcoach.journal.journal import Journal
from stretchcoach.progression.muscles import minutes_by_muscle
from stretchcoach.session.hold_records import HoldRecord
from stretchcoach.session.timeline import HoldKey

YEAR = dt.timedelta(days=365)
_LEAST_SECONDS = 60.0
_WEEK = dt.timedelta(days=6)
"""Before today, which is the seventh day."""


class Overview(NamedTuple):
    """The past at a glance."""

    today: dt.date
    seconds_by_day: Mapping[dt.date, float]
    """For how long the person was at it, on each day of the last year that had a session."""
    days: frozenset[dt.date]
    """Those of them that had a minute at least: who only looked in has not stretched."""
    minutes_by_muscle: Mapping[str, float]
    """In the last seven days."""
    stretches: Sequence[str]
    """All that were ever held, by their ids; those of the last session first."""
    latest: tuple[PastSession, ...]
    """The sessions that the list begins with, the latest first."""


class PastSessions:
    """Reads and revises a journal. `muscles` says which each stretch is for.

    All of it may wait for the disk, and raises UserFacingError where the journal cannot be used.
    """

    def __init__(
        self, journal: Journal, muscles: Mapping[str, Collection[str]], now: Callable[[], dt.datetime]
    ) -> None:
        self._journal = journal
        self._muscles = muscles
        self._now = now

    def overview(self, sessions: int) -> Overview:
        """Return the past at a glance, with so many of the latest sessions, one at least."""
        now = self._now()
        today = now.date()
        if not self._journal.is_begun:
            return Overview(today, {}, frozenset(), {}, (), ())
        with self._journal.opened() as file:
            history = History(file, now)
            week = history.seconds_by_side(today - _WEEK)
            latest = tuple(history.sessions(most=sessions))
            last = [hold.hold_key.stretch for session in latest[:1] for hold in file.holds(session.row)]
            by_day = history.seconds_by_day(today - YEAR)
            return Overview(
                today,
                by_day,
                frozenset(day for day, seconds in by_day.items() if seconds >= _LEAST_SECONDS),
                minutes_by_muscle(week, self._muscles),
                tuple(dict.fromkeys((*last, *history.stretches()))),
                latest,
            )

    def held(self, stretch: str) -> Sequence[tuple[dt.date, Side, float]]:
        """Return how long a stretch was held in the last year, by day and side, in seconds."""
        with self._journal.opened() as file:
            now = self._now()
            return History(file, now).held_by_day(stretch, now.date() - YEAR)

    def sessions(self, before: PastSession, most: int) -> tuple[PastSession, ...]:
        """Return sessions older than `before`, the latest first."""
        with self._journal.opened() as file:
            return tuple(History(file, self._now()).sessions(most=most, before=before))

    def holds(self, session: PastSession) -> tuple[HoldRecord, ...]:
        """Return what was held in a session; nothing where it is gone."""
        with self._journal.opened() as file:
            row = file.row_of(session.uid)
            return () if row is None else tuple(file.holds(row))

    def sessions_since(self, day: dt.date) -> tuple[PastSession, ...]:
        """Return all sessions from a day on, the latest first."""
        with self._journal.opened() as file:
            return tuple(History(file, self._now()).sessions(day))

    def delete(self, session: PastSession) -> Before | None:
        """Take a session out; return what puts it back, or None where it was gone."""
        with self._journal.opened_to_change() as file:
            return editing.delete(file, session.uid)

    def feel(self, session: PastSession, stretch: str, side: Side | None, feeling: Feeling | None) -> Before | None:
        """Say anew how a stretch felt; return what takes that back."""
        with self._journal.opened_to_change() as file:
            return editing.set_feeling(file, session.uid, stretch, side, feeling)

    def hold(self, session: PastSession, hold_key: HoldKey, seconds: float) -> Before | None:
        """Say anew for how long a stretch was held; return what takes that back."""
        with self._journal.opened_to_change() as file:
            return editing.set_held(file, session.uid, hold_key, seconds)

    def put_back(self, before: Before) -> None:
        """Take a change back."""
        with self._journal.opened_to_change() as file:
            editing.put_back(file, before)
