"""Reading a journal without writing anything beside it: on a disk that is full or may only be read."""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder is made in it that is ours alone
"""Where Linux keeps files in memory: there is room when every disk is full."""


@contextmanager
def read_only_connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to the database at `path` that leaves the folder of the database alone.

    SQLite wants to write beside a database in WAL mode even to read it. What is still in the log beside it is only seen
    in a copy of both, so a copy is read; where none can be made, the database is read without its log. Raises OSError
    and sqlite3.Error.
    """
    with contextlib.ExitStack() as undo:
        copy = _copied(path, undo) if _has_log(path) else None
        name = f"{copy.as_uri()}?mode=rw" if copy is not None else f"{path.absolute().as_uri()}?immutable=1"
        connection = sqlite3.connect(name, uri=True, timeout=0.0, isolation_level=None)
        undo.callback(connection.close)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master")  # only now is it opened
        yield connection


def _has_log(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return _log_of(path).stat().st_size > 0
    return False


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _copied(path: Path, undo: contextlib.ExitStack) -> Path | None:
    """Return a copy of a database and its log in a temporary folder; None where there is no room for one."""
    for folder in (None, _MEMORY):
        with contextlib.suppress(OSError):
            made = tempfile.TemporaryDirectory(prefix="stretchcoach-", dir=folder, ignore_cleanup_errors=True)
            undo.callback(made.cleanup)
            copy = Path(made.name, path.name)
            for source, to in ((path, copy), (_log_of(path), _log_of(copy))):
                shutil.copyfile(source, to)
            return copy
    return None
