"""What the journal tells of the past: days, muscles, sides, and each stretch from session to session."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from stretchcoach.journal.file import JournalFile
from stretchcoach.progression.practised import Feeling, Practised
from stretchcoach.settings.choices import Side
from stretchcoach.settings.hold import Hold


class PastSession(NamedTuple):
    """One session that has been."""

    uid: str
    row: int
    """Where it is in the file now."""
    day: dt.date
    begun: dt.datetime
    routine: str
    title: str
    ending: str | None
    """`finished`, `stopped` or `lost`; none while it goes on."""
    practised_seconds: float
    planned_seconds: float


class History:
    """Reads a journal; days are those of the place where the person was.

    SQLite keeps to the order of a CROSS JOIN: few days are soon found, and then their holds.
    """

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    def sessions(
        self, since: dt.date | None = None, most: int = -1, *, before: PastSession | None = None
    ) -> Iterator[PastSession]:
        """Yield sessions from `since` on, the latest first, at `most` so many; all of them older than `before`."""
        last = (dt.date.max.isoformat(), "", 0)
        if before is not None:
            last = (before.day.isoformat(), before.begun.isoformat(timespec="seconds"), before.row)
        for uid, row, day, begun, routine, title, ending, practised, planned in self._file.rows(
            "SELECT uid, id, day, begun, routine, title, ending, practised_seconds, planned_seconds FROM session"
            " WHERE day >= ? AND day <= ? AND (day, begun, id) < (?, ?, ?)"
            " ORDER BY day DESC, begun DESC, id DESC LIMIT ?",
            *((since or dt.date.min).isoformat(), last[0], *last, most),
        ):
            at = dt.datetime.fromisoformat(begun)
            yield PastSession(uid, row, dt.date.fromisoformat(day), at, routine, title, ending, practised, planned)

    def practised(self, stretch: str, most: int) -> tuple[Practised, ...]:
        """Return the last sessions of a stretch, at `most` so many, the latest last."""
        rows = self._file.rows(
            "SELECT session.id, day, planned, feeling, eased FROM hold JOIN session ON session.id = hold.session"
            " WHERE session.id IN (SELECT DISTINCT session FROM hold WHERE stretch = ? ORDER BY session DESC LIMIT ?)"
            " AND stretch = ? ORDER BY session.id",
            stretch,
            most,
            stretch,
        )
        return tuple(_practised([*sides]) for _row, sides in groupby(rows, key=lambda one: one[0]))

    def seconds_by_day(self, since: dt.date) -> Mapping[dt.date, float]:
        """Return for how long the person was at it, on each day from `since` on that had a session."""
        rows = self._file.rows(
            "SELECT day, sum(practised_seconds) AS seconds FROM session WHERE day >= ? GROUP BY day HAVING seconds > 0",
            since.isoformat(),
        )
        return {dt.date.fromisoformat(day): seconds for day, seconds in rows}

    def seconds_by_side(self, since: dt.date) -> Mapping[tuple[str, Side], float]:
        """Return for how long each stretch was held on each side, from `since` on."""
        rows = self._file.rows(
            "SELECT stretch, side, sum(held_seconds) FROM session CROSS JOIN hold ON hold.session = session.id"
            " WHERE day >= ? GROUP BY stretch, side",
            since.isoformat(),
        )
        return {(stretch, Side(side)): seconds for stretch, side, seconds in rows}

    def stretches(self) -> Sequence[str]:
        """Return every stretch that was ever held, by its id. Leaps from one to the next, and reads no more."""
        rows = self._file.rows(
            "WITH RECURSIVE held(stretch) AS (SELECT min(stretch) FROM hold UNION ALL"
            " SELECT (SELECT min(hold.stretch) FROM hold WHERE hold.stretch > held.stretch) FROM held"
            " WHERE held.stretch IS NOT NULL) SELECT stretch FROM held WHERE stretch IS NOT NULL"
        )
        return [stretch for (stretch,) in rows]

    def held_by_day(self, stretch: str, since: dt.date) -> Sequence[tuple[dt.date, Side, float]]:
        """Return how long a stretch was held, by day and side, from `since` on."""
        rows = self._file.rows(
            "SELECT day, side, max(held_seconds) FROM session CROSS JOIN hold ON hold.session = session.id"
            " WHERE stretch = ? AND day >= ? GROUP BY day, side ORDER BY day",
            stretch,
            since.isoformat(),
        )
        return [(dt.date.fromisoformat(day), Side(side), seconds) for day, side, seconds in rows]


def feel(file: JournalFile, session: int, stretch: str, side: Side | None, feeling: Feeling | None) -> None:
    """Keep how a stretch felt, on one side or on all that were held; None takes an answer back."""
    question = "UPDATE hold SET feeling = ? WHERE session = ? AND stretch = ?"
    told = None if feeling is None else feeling.value
    if side is None:
        file.change(question, told, session, stretch)
    else:
        file.change(f"{question} AND side = ?", told, session, stretch, side.value)


def _practised(sides: list[tuple[int, str, str, str | None, int]]) -> Practised:
    """One session of a stretch, of the rows of its sides."""
    _row, day, planned, _feeling, _eased = sides[0]
    feelings = tuple(Feeling(feeling) for *_more, feeling, _eased in sides if feeling is not None)
    eased = any(eased for *_more, eased in sides)
    return Practised(dt.date.fromisoformat(day), Hold.parse(planned), feelings, eased)
