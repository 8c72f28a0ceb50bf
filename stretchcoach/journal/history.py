"""Query past sessions: by day, by side, and by stretch."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.progression.practised import Feeling, Practised


class PastSession(NamedTuple):
    """A session in the journal."""

    uid: str
    row: int
    """The row that it has in the file now."""
    day: dt.date
    begun: dt.datetime
    routine: str
    title: str
    ending: str | None
    """`finished`, `stopped` or `lost`, or None while the session runs."""
    practised_seconds: float
    planned_seconds: float


_CLOCK_TOLERANCE = dt.timedelta(minutes=10)
"""The time by which a session may begin after now, because the clock has been set back a little."""
_SORTABLE_SESSIONS = 500
"""The number of sessions of a stretch that are quick to sort. With more, the latest are searched day by day."""


class History:
    """Queries a journal as of `now`. Days are local days of the place where the person was.

    A session that began after `now` was recorded with a wrong clock: it is listed, but does not count. Sessions are
    ordered by when they began, not by row, because an import adds old sessions last.

    The queries use CROSS JOIN where SQLite has to look up the days first and their holds afterwards.
    """

    def __init__(self, file: JournalFile, now: dt.datetime) -> None:
        self._file = file
        self._latest = (now + _CLOCK_TOLERANCE).astimezone(dt.UTC).isoformat(timespec="seconds")

    def sessions(
        self, since: dt.date | None = None, most: int = -1, *, before: PastSession | None = None
    ) -> Iterator[PastSession]:
        """Yield at `most` so many sessions, the latest first, from the day `since` on and older than `before`."""
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
        """Return at `most` so many of the latest sessions of a stretch, the latest last."""
        found = self._last_rows(stretch, most)
        rows = self._file.rows(
            "SELECT session.begun, session.id, day, planned, feeling, eased FROM session"  # noqa: S608 - only question marks
            " JOIN hold ON hold.session = session.id AND hold.stretch = ?"
            f" WHERE session.id IN ({', '.join('?' * len(found))})"
            " ORDER BY session.begun, session.id",
            stretch,
            *found,
        )
        return tuple(_practised([*sides]) for _row, sides in groupby(rows, key=lambda one: one[:2]))

    def last_begun(self, stretch: str) -> str | None:
        """Return when the latest session of a stretch began, as stored, or None if there is none."""
        ((begun,),) = self._file.rows(
            "SELECT max(session.begun) FROM hold JOIN session ON session.id = hold.session"
            " WHERE stretch = ? AND session.begun <= ?",
            stretch,
            self._latest,
        )
        return None if begun is None else str(begun)

    def _last_rows(self, stretch: str, most: int) -> Sequence[int]:
        """Return the rows of the latest sessions of a stretch."""
        ((count,),) = self._file.rows(
            "SELECT count(*) FROM (SELECT DISTINCT session FROM hold WHERE stretch = ? LIMIT ?)",
            stretch,
            _SORTABLE_SESSIONS,
        )
        if count < _SORTABLE_SESSIONS:
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
        """Return the practised seconds of each day from `since` on that has any."""
        rows = self._file.rows(
            "SELECT day, sum(practised_seconds) AS seconds FROM session WHERE day >= ? AND begun <= ?"
            " GROUP BY day HAVING seconds > 0",
            since.isoformat(),
            self._latest,
        )
        return {dt.date.fromisoformat(day): seconds for day, seconds in rows}

    def seconds_by_side(self, since: dt.date) -> Mapping[tuple[str, Side], float]:
        """Return the held seconds of each stretch and side, from the day `since` on."""
        rows = self._file.rows(
            "SELECT stretch, side, sum(held_seconds) FROM session CROSS JOIN hold ON hold.session = session.id"
            " WHERE day >= ? AND begun <= ? GROUP BY stretch, side",
            since.isoformat(),
            self._latest,
        )
        return {(stretch, Side(side)): seconds for stretch, side, seconds in rows}

    def stretches(self) -> Sequence[str]:
        """Return the ids of all stretches that were ever held. Skips from one id to the next in the index."""
        rows = self._file.rows(
            "WITH RECURSIVE held(stretch) AS (SELECT min(stretch) FROM hold UNION ALL"
            " SELECT (SELECT min(hold.stretch) FROM hold WHERE hold.stretch > held.stretch) FROM held"
            " WHERE held.stretch IS NOT NULL) SELECT stretch FROM held WHERE stretch IS NOT NULL"
        )
        return [stretch for (stretch,) in rows]

    def held_by_day(self, stretch: str, since: dt.date) -> Sequence[tuple[dt.date, Side, float]]:
        """Return the longest hold of a stretch on each day and side, in seconds, from the day `since` on."""
        rows = self._file.rows(
            "SELECT day, side, max(held_seconds) FROM session CROSS JOIN hold ON hold.session = session.id"
            " WHERE stretch = ? AND day >= ? AND begun <= ? GROUP BY day, side ORDER BY day",
            stretch,
            since.isoformat(),
            self._latest,
        )
        return [(dt.date.fromisoformat(day), Side(side), seconds) for day, side, seconds in rows]


def _practised(sides: list[tuple[str, int, str, str, str | None, int]]) -> Practised:
    """Return one session of a stretch from the rows of its sides."""
    _begun, _row, day, planned, _feeling, _eased = sides[0]
    feelings = tuple(Feeling(feeling) for *_more, feeling, _eased in sides if feeling is not None)
    eased = any(eased for *_more, eased in sides)
    return Practised(dt.date.fromisoformat(day), Hold.parse(planned), feelings, eased)
