"""Past sessions as the journal page shows and changes them."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.journal import editing
from stretchcoach.journal.editing import SessionSnapshot
from stretchcoach.journal.entry import Held
from stretchcoach.journal.history import History, PastSession
from stretchcoach.journal.journal import Journal
from stretchcoach.progression.muscles import minutes_by_muscle
from stretchcoach.progression.practised import Feeling
from stretchcoach.session.timeline import HoldKey

YEAR = dt.timedelta(days=365)
"""How far back the calendar and the charts go."""
_MIN_SECONDS = 60.0
"""The practised seconds from which on a day counts: opening a session for a moment is not stretching."""
_WEEK = dt.timedelta(days=6)
"""The days before today, which is the seventh day of the week."""


class Overview(NamedTuple):
    """What the journal page shows first."""

    today: dt.date
    seconds_by_day: Mapping[dt.date, float]
    """The practised seconds of each day of the last year that has any."""
    days: frozenset[dt.date]
    """The days that count, with a minute of practice or more."""
    minutes_by_muscle: Mapping[str, float]
    """The minutes of the last seven days."""
    stretches: Sequence[str]
    """The ids of all stretches that were ever held, those of the latest session first."""
    latest: tuple[PastSession, ...]
    """The sessions at the top of the list, the latest first."""


class PastSessions:
    """Queries and changes a journal. `muscles` gives the muscles that each stretch is for.

    All methods may wait for the disk, and raise UserFacingError if the journal can't be used.
    """

    def __init__(
        self, journal: Journal, muscles: Mapping[str, Collection[str]], now: Callable[[], dt.datetime]
    ) -> None:
        self._journal = journal
        self._muscles = muscles
        self._now = now

    def overview(self, sessions: int) -> Overview:
        """Return the overview, with so many of the latest sessions. `sessions` is at least 1."""
        now = self._now()
        today = now.date()
        if not self._journal.has_content:
            return Overview(today, {}, frozenset(), {}, (), ())
        with self._journal.reading() as file:
            history = History(file, now)
            week = history.seconds_by_side(today - _WEEK)
            latest = tuple(history.sessions(most=sessions))
            last_stretches = [hold.hold_key.stretch for session in latest[:1] for hold in file.holds(session.row)]
            by_day = history.seconds_by_day(today - YEAR)
            return Overview(
                today,
                by_day,
                frozenset(day for day, seconds in by_day.items() if seconds >= _MIN_SECONDS),
                minutes_by_muscle(week, self._muscles),
                tuple(dict.fromkeys((*last_stretches, *history.stretches()))),
                latest,
            )

    def held_seconds_by_day(self, stretch: str) -> Sequence[tuple[dt.date, Side, float]]:
        """Return the longest hold of a stretch on each day and side of the last year, in seconds."""
        with self._journal.reading() as file:
            now = self._now()
            return History(file, now).held_by_day(stretch, now.date() - YEAR)

    def sessions(self, before: PastSession, most: int) -> tuple[PastSession, ...]:
        """Return at `most` so many sessions older than `before`, the latest first."""
        with self._journal.reading() as file:
            return tuple(History(file, self._now()).sessions(most=most, before=before))

    def holds(self, session: PastSession) -> tuple[Held, ...]:
        """Return the holds of a session, or nothing if it has been deleted."""
        with self._journal.reading() as file:
            row = file.row_of(session.uid)
            return () if row is None else tuple(file.holds(row))

    def sessions_since(self, day: dt.date) -> tuple[PastSession, ...]:
        """Return all sessions from `day` on, the latest first."""
        with self._journal.reading() as file:
            return tuple(History(file, self._now()).sessions(day))

    def delete(self, session: PastSession) -> SessionSnapshot | None:
        """Delete a session. Return a snapshot that restores it, or None if it was already deleted."""
        with self._journal.changing() as file:
            return editing.delete_session(file, session.uid)

    def set_feeling(
        self, session: PastSession, stretch: str, side: Side | None, feeling: Feeling | None
    ) -> SessionSnapshot | None:
        """Change how a stretch felt. Return a snapshot that undoes it."""
        with self._journal.changing() as file:
            return editing.set_feeling(file, session.uid, stretch, side, feeling)

    def set_held_seconds(self, session: PastSession, hold_key: HoldKey, seconds: float) -> SessionSnapshot | None:
        """Change how long a stretch was held. Return a snapshot that undoes it."""
        with self._journal.changing() as file:
            return editing.set_held_seconds(file, session.uid, hold_key, seconds)

    def restore(self, snapshot: SessionSnapshot) -> None:
        """Undo a change."""
        with self._journal.changing() as file:
            editing.restore(file, snapshot)
