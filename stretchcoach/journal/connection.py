"""Connections to the journal's database, including a read-only one that creates no files beside it."""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BUSY_SECONDS = 2.0
"""Seconds to wait for another program that is writing to the database."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - we create a private folder inside it
"""The folder whose files Linux keeps in memory. It has room even if every disk is full."""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection to the database at `path` in one of SQLite's modes: `ro`, `rw` or `rwc`."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.text_factory = decode
    return connection


@contextmanager
def read_only_connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to the database at `path` that does not touch its folder.

    In WAL mode, SQLite needs to write beside a database even to read it, and what is still in the log can only be read
    from a copy of both files. So a copy is read. If there is no room for one, the database is read without its log.
    Raises OSError and sqlite3.Error.
    """
    with contextlib.ExitStack() as undo:
        copy = _copy_with_log(path, undo) if _has_log(path) else None
        uri = f"{copy.as_uri()}?mode=rw" if copy is not None else f"{path.absolute().as_uri()}?immutable=1"
        connection = sqlite3.connect(uri, uri=True, timeout=0.0, isolation_level=None)
        undo.callback(connection.close)
        connection.text_factory = decode
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master")  # SQLite opens the file only now
        yield connection


def decode(text: bytes) -> str:
    """Return a text of the database, with a replacement character for every invalid byte."""
    return text.decode(errors="replace")


def reason(error: Exception) -> str:
    """Return what went wrong with the disk or the database, in words for the person."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _has_log(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return _log_of(path).stat().st_size > 0
    return False


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _copy_with_log(path: Path, undo: contextlib.ExitStack) -> Path | None:
    """Copy a database and its log to a temporary folder, and return the copy, or None if there is no room."""
    for folder in (None, _MEMORY):
        with contextlib.suppress(OSError):
            temporary = tempfile.TemporaryDirectory(prefix="stretchcoach-", dir=folder, ignore_cleanup_errors=True)
            undo.callback(temporary.cleanup)
            copy = Path(temporary.name, path.name)
            for source, target in ((path, copy), (_log_of(path), _log_of(copy))):
                shutil.copyfile(source, target)
            return copy
    return None
