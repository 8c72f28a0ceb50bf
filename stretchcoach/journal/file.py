"""The journal's file: opened, brought up to date, written and read. SQLite keeps it whole whatever happens."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from stretchcoach.journal.entry import Entry, Held
from stretchcoach.session.session import State
from stretchcoach.session.taking_up import Mark, Place
from stretchcoach.session.timeline import Spot
from stretchcoach.settings.choices import Side
from stretchcoach.settings.hold import Hold

_STEPS = (
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL,
        begun TEXT NOT NULL,
        changed TEXT NOT NULL,
        ending TEXT,
        routine TEXT NOT NULL,
        file TEXT,
        title TEXT NOT NULL,
        preferences TEXT NOT NULL,
        practised_seconds REAL NOT NULL,
        planned_seconds REAL NOT NULL,
        place TEXT
    );
    CREATE INDEX session_by_day ON session (day);
    CREATE TABLE hold (
        session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
        exercise INTEGER NOT NULL,
        stretch TEXT NOT NULL,
        side TEXT NOT NULL,
        planned TEXT NOT NULL,
        planned_seconds REAL NOT NULL,
        held_seconds REAL NOT NULL,
        eased INTEGER NOT NULL,
        extended INTEGER NOT NULL,
        feeling TEXT,
        PRIMARY KEY (session, exercise, stretch, side)
    ) WITHOUT ROWID;
    CREATE INDEX hold_by_stretch ON hold (stretch, side);
    """,
    """
    CREATE TABLE declined (
        stretch TEXT NOT NULL,
        matter TEXT NOT NULL,
        begun TEXT,
        PRIMARY KEY (stretch, matter)
    ) WITHOUT ROWID;
    """,
)
"""What brings a file from one version to the next. Steps that were released never change."""
VERSION = len(_STEPS)
_WAIT_SECONDS = 2.0
"""Another program that is writing is waited for so long."""

ENDINGS = {State.FINISHED: "finished", State.STOPPED: "stopped"}
LOST = "lost"
"""The ending of a session whose program was gone in the middle of it."""


class Unfinished(NamedTuple):
    """A session that was going on when its program ended without a word."""

    row: int
    changed: dt.datetime
    """When it was last kept."""
    routine: str
    file: str | None
    title: str
    preferences: dict[str, object]
    practised_seconds: float
    holds: tuple[Held, ...]
    place: Place


class JournalFile:
    """An open journal. Raises sqlite3.Error, and OSError where its folder cannot be made."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._bring_up_to_date()
        except BaseException:
            self._connection.close()
            raise

    def keep(self, row: int | None, begun: dt.datetime, now: dt.datetime, entry: Entry, *, can_go_on: bool) -> int:
        """Write a session as it is by `now`, in place of what stood in its row; return its row."""
        ending = ENDINGS.get(entry.state)
        place = _place_as_text(entry.place) if can_go_on and ending is None else None
        values = (
            *(_utc(now), ending, entry.routine, entry.file, entry.title, json.dumps(entry.preferences)),
            *(entry.practised_seconds, entry.planned_seconds, place),
        )
        with self._transaction():
            if row is None:
                if can_go_on:
                    self._end_lost()  # one session of a window follows another
                row = self._connection.execute(
                    "INSERT INTO session (changed, ending, routine, file, title, preferences, practised_seconds,"
                    " planned_seconds, place, day, begun) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, begun.date().isoformat(), _utc(begun)),
                ).lastrowid
            else:
                self._connection.execute(
                    "UPDATE session SET changed = ?, ending = ?, routine = ?, file = ?, title = ?, preferences = ?,"
                    " practised_seconds = ?, planned_seconds = ?, place = ? WHERE id = ?",
                    (*values, row),
                )
            self._connection.executemany(
                "INSERT INTO hold VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET"
                " planned = excluded.planned, planned_seconds = excluded.planned_seconds,"
                " held_seconds = excluded.held_seconds, eased = excluded.eased, extended = excluded.extended",
                [(row, *held.spot, str(held.planned), *held[2:]) for held in entry.holds],
            )
        if row is None:
            raise sqlite3.DatabaseError("no row was given")
        return row

    def unfinished(self) -> Unfinished | None:
        """Return the latest session that could go on and was never ended."""
        found = self._connection.execute(
            "SELECT id, changed, routine, file, title, preferences, practised_seconds, place FROM session"
            " WHERE ending IS NULL AND place IS NOT NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if found is None:
            return None
        row, changed, routine, file, title, preferences, practised, place = found
        return Unfinished(
            row,
            dt.datetime.fromisoformat(changed),
            routine,
            file,
            title,
            json.loads(preferences),
            practised,
            tuple(self._holds(row)),
            _place_from_text(place),
        )

    def end_lost(self) -> None:
        """Note of every session that was never ended that it was lost; what was done in it stays."""
        with self._transaction():
            self._end_lost()

    def rows(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Read what `question` asks for."""
        return self._connection.execute(question, values)

    def change(self, statement: str, *values: object) -> None:
        """Write one statement, whole."""
        with self._transaction():
            self._connection.execute(statement, values)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _end_lost(self) -> None:
        self._connection.execute(
            "UPDATE session SET ending = ?, place = NULL WHERE ending IS NULL AND place IS NOT NULL", (LOST,)
        )

    def _holds(self, row: int) -> Iterator[Held]:
        for exercise, stretch, side, planned, planned_seconds, held_seconds, eased, extended in self.rows(
            "SELECT exercise, stretch, side, planned, planned_seconds, held_seconds, eased, extended FROM hold"
            " WHERE session = ? ORDER BY exercise",
            row,
        ):
            spot = Spot(exercise, stretch, Side(side))
            yield Held(spot, Hold.parse(planned), planned_seconds, held_seconds, bool(eased), bool(extended))

    def _bring_up_to_date(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        for number, step in enumerate(_STEPS[version:], start=version + 1):
            with self._transaction():
                for statement in step.split(";"):  # executescript would commit by itself
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _place_as_text(place: Place) -> str:
    held = [[exercise, side, str(hold)] for (exercise, side), hold in place.held.items()]
    return json.dumps({"mark": place.mark, "stretches": place.stretches, "held": held})


def _place_from_text(text: str) -> Place:
    kept = json.loads(text)
    kind, rep, exercise, coming, side = kept["mark"]
    return Place(
        Mark(kind, rep, exercise, coming, Side(side)),
        tuple(kept["stretches"]),
        {(exercise, Side(side)): Hold.parse(hold) for exercise, side, hold in kept["held"]},
    )
