"""The tables of the journal, and the numbered migrations that create them.

The tables constrain what a column may hold. So SQLite refuses values that could not be read again, and its integrity
check also finds damaged values.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

APPLICATION = 0x53744368
"""The application id that marks a SQLite file as our journal."""
MAX_SECONDS = 1_000_000
"""The longest time that the journal stores, in seconds."""
MAX_EXERCISE = 9999
"""The largest index of an exercise in a routine."""
_MOMENT = "TEXT NOT NULL CHECK ({0} IS strftime('%Y-%m-%dT%H:%M:%S+00:00', {0}) AND {0} >= '1900-01-02')"
_SECONDS = f"REAL NOT NULL CHECK ({{0}} BETWEEN 0 AND {MAX_SECONDS})"
_TRUTH = "INTEGER NOT NULL CHECK ({0} IN (0, 1))"
_TEXT = "TEXT NOT NULL CHECK (typeof({0}) = 'text')"

STEPS: tuple[str, ...] = (
    f"""
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE CHECK (typeof(uid) = 'text'),
        day TEXT NOT NULL CHECK (day IS date(day) AND day >= '1900-01-01'),
        begun {_MOMENT.format("begun")},
        changed {_MOMENT.format("changed")},
        ending TEXT CHECK (ending IN ('finished', 'stopped', 'lost')),
        routine {_TEXT.format("routine")},
        file TEXT CHECK (typeof(file) IN ('text', 'null')),
        title {_TEXT.format("title")},
        preferences {_TEXT.format("preferences")},
        practised_seconds {_SECONDS.format("practised_seconds")},
        planned_seconds {_SECONDS.format("planned_seconds")},
        place TEXT CHECK (typeof(place) IN ('text', 'null'))
    );
    CREATE INDEX session_by_day ON session (day, practised_seconds);
    CREATE INDEX session_going_on ON session (id) WHERE ending IS NULL AND place IS NOT NULL;
    CREATE TABLE hold (
        session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
        exercise INTEGER NOT NULL CHECK (typeof(exercise) = 'integer' AND exercise BETWEEN 0 AND {MAX_EXERCISE}),
        stretch {_TEXT.format("stretch")},
        side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
        planned TEXT NOT NULL CHECK (planned = CAST(planned AS INTEGER) || substr(planned, -1) AND
            CASE substr(planned, -1)
                WHEN 's' THEN CAST(planned AS INTEGER) BETWEEN 5 AND 300
                WHEN 'b' THEN CAST(planned AS INTEGER) BETWEEN 1 AND 30
                ELSE 0
            END),
        planned_seconds {_SECONDS.format("planned_seconds")},
        held_seconds {_SECONDS.format("held_seconds")},
        eased {_TRUTH.format("eased")},
        extended {_TRUTH.format("extended")},
        feeling TEXT CHECK (feeling IN ('too-much', 'just-right', 'easy')),
        PRIMARY KEY (session, exercise, stretch, side)
    ) WITHOUT ROWID;
    CREATE INDEX hold_by_stretch ON hold (stretch, session);
    CREATE TABLE declined (
        stretch {_TEXT.format("stretch")},
        matter {_TEXT.format("matter")},
        begun TEXT CHECK (typeof(begun) IN ('text', 'null')),
        PRIMARY KEY (stretch, matter)
    ) WITHOUT ROWID
    """,
)
"""The migrations, each from one version to the next. A released one never changes."""
VERSION = len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of an open file: 0 if it is still empty."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def bring_up_to_date(connection: sqlite3.Connection, before: Callable[[int], None], up_to: int | None = None) -> None:
    """Apply the migrations that a file has not had, each in a transaction. Call `before` with each new version."""
    for number, step in enumerate(STEPS[:up_to], start=1):
        if version_of(connection) >= number:
            continue
        if number > 1:
            before(number)
        with transaction(connection):
            if version_of(connection) >= number:
                continue  # another program was faster
            for statement in step.split(";"):  # executescript would commit the transaction
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {number}")


def tables_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Return the type, name and SQL of each table and index of an open file."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


def tables_at(version: int) -> set[tuple[str, str, str]]:
    """Return the same for a journal of `version`."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_up_to_date(connection, lambda _number: None, version)
        return tables_of(connection)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in a transaction, which is rolled back if the block raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
