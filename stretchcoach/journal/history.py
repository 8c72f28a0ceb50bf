"""What the journal tells of the past: days, muscles, sides, and each stretch from session to session."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.progression.past_hold import PastHold


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


_NOW_SLACK = dt.timedelta(minutes=10)
"""A clock that was put back by so much has had no wrong day."""
_FEW = 500
"""Sessions of a stretch that are soon put in order; of more of them, the latest are looked for day by day."""


class History:
    """Reads a journal as of `now`; days are those of the place where the person was.

    A session that began after that has a clock that was wrong: it is listed, and counts for nothing. Sessions are
    ordered by when they began. Their rows are ordered by when they were written, and an import writes old ones last.

    SQLite keeps to the order of a CROSS JOIN: few days are soon found, and then their holds.
    """

    def __init__(self, file: JournalFile, now: dt.datetime) -> None:
        self._file = file
        self._latest = (now + _NOW_SLACK).astimezone(dt.UTC).isoformat(timespec="seconds")

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

    def practised(self, stretch: str, most: int) -> tuple[PastHold, ...]:
        """Return the last sessions of a stretch, at `most` so many, the latest last."""
        found = self._last_rows(stretch, most)
        rows = self._file.rows(
            "SELECT session.begun, session.id, day, planned, feeling, eased FROM session"  # noqa: S608 - question marks
            " JOIN hold ON hold.session = session.id AND hold.stretch = ?"
            f" WHERE session.id IN ({', '.join('?' * len(found))})"
            " ORDER BY session.begun, session.id",
            stretch,
            *found,
        )
        return tuple(_practised([*sides]) for _row, sides in groupby(rows, key=lambda one: one[:2]))

    def last_begun(self, stretch: str) -> str | None:
        """Return when the last session of a stretch began, as it stands in the file; none if there was none."""
        ((begun,),) = self._file.rows(
            "SELECT max(session.begun) FROM hold JOIN session ON session.id = hold.session"
            " WHERE stretch = ? AND session.begun <= ?",
            stretch,
            self._latest,
        )
        return None if begun is None else str(begun)

    def _last_rows(self, stretch: str, most: int) -> Sequence[int]:
        """Return the rows of the last sessions of a stretch."""
        ((count,),) = self._file.rows(
            "SELECT count(*) FROM (SELECT DISTINCT session FROM hold WHERE stretch = ? LIMIT ?)", stretch, _FEW
        )
        if count < _FEW:
            rows = self._file.rows(
                "SELECT id FROM session WHERE id IN (SELECT session FROM hold WHERE stretch = ?) AND begun <= ?"
                " ORDER BY begun DESC, id DESC LIMIT ?",
                stretch,
                self._latest,
                most,
            )
        else:
            rows = self._file.rows(
                "SELECT id FROM session INDEXED BY session_by_day WHERE day >= '' AND begun <= ?"
                " AND EXISTS (SELECT 1 FROM hold WHERE hold.stretch = ? AND hold.session = session.id)"
                " ORDER BY day DESC, begun DESC, id DESC LIMIT ?",
                self._latest,
                stretch,
                most,
            )
        return [row for (row,) in rows]

    def seconds_by_day(self, since: dt.date) -> Mapping[dt.date, float]:
        """Return for how long the person was at it, on each day from `since` on that had a session."""
        rows = self._file.rows(
            "SELECT day, sum(practised_seconds) AS seconds FROM session WHERE day >= ? AND begun <= ?"
            " GROUP BY day HAVING seconds > 0",
            since.isoformat(),
            self._latest,
        )
        return {dt.date.fromisoformat(day): seconds for day, seconds in rows}

    def seconds_by_side(self, since: dt.date) -> Mapping[tuple[str, Side], float]:
        """Return for how long each stretch was held on each side, from `since` on."""
        rows = self._file.rows(
            "SELECT stretch, side, sum(held_seconds) FROM session CROSS JOIN hold ON hold.session = session.id"
            " WHERE day >= ? AND begun <= ? GROUP BY stretch, side",
            since.isoformat(),
            self._latest,
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
            " WHERE stretch = ? AND day >= ? AND begun <= ? GROUP BY day, side ORDER BY day",
            stretch,
            since.isoformat(),
            self._latest,
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


def _practised(sides: list[tuple[str, int, str, str, str | None, int]]) -> PastHold:
    """One session of a stretch, of the rows of its sides."""
    _begun, _row, day, planned, _feeling, _eased = sides[0]
    feelings = tuple(Feeling(feeling) for *_more, feeling, _eased in sides if feeling is not None)
    eased = any(eased for *_more, eased in sides)
    return PastHold(dt.date.fromisoformat(day), Hold.parse(planned), feelings, eased)
