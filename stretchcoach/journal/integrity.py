"""Check whether a file is a complete, readable journal. A missing or forbidden file does not count as damaged."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from stretchcoach.i18n import _
from stretchcoach.journal.connection import connect, read_only_connection
from stretchcoach.journal.schema import APPLICATION, VERSION, tables_at, tables_of, version_of

_MAX_VERSION = 100
"""A version above this is damage: the schema will never have so many."""
_HEADER_BYTES = 100
_PAGE_BYTES, _FILE_FORMATS, _VERSION = slice(16, 18), slice(18, 20), slice(60, 64)
"""The fields of the header that are read here (https://www.sqlite.org/fileformat2.html)."""
_KNOWN_FORMATS = {1, 2}
_ENVIRONMENT_ERRORS = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
        *(sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_NOLFS),
    }
)
"""The errors that concern the disk, permissions or other programs. The file itself may be intact."""


def is_damage(error: Exception) -> bool:
    """Return whether an error means that the content of the file is damaged."""
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, sqlite3.ProgrammingError):
        return False
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code == sqlite3.SQLITE_IOERR_SHORT_READ or code & 0xFF not in _ENVIRONMENT_ERRORS


def find_damage(path: Path) -> str:
    """Return what is wrong with the file at `path`, which must exist, or an empty string if it is intact.

    Raises OSError and sqlite3.Error for anything other than damage.
    """
    header, damage = _check_header(path)
    if damage:
        return damage
    # Read-only, SQLite 3.40 does not check the CHECK constraints. So only a newer version's file, which must not be
    # changed, is opened that way.
    mode = "ro" if int.from_bytes(header[_VERSION]) > VERSION else "rw"
    with closing(connect(path, mode)) as connection:
        return _find_damage_in(connection)


def find_damage_read_only(path: Path) -> str:
    """Do the same for a file on a disk that can't be written. Violated CHECK constraints may go unnoticed."""
    _header, damage = _check_header(path)
    if damage:
        return damage
    try:
        with read_only_connection(path) as connection:
            return _find_damage_in(connection)
    except sqlite3.Error as error:
        if is_damage(error):
            return _("parts of it can't be read")
        raise


def _check_header(path: Path) -> tuple[bytes, str]:
    """Return the first bytes of the file, and damage that SQLite would overlook."""
    if not stat.S_ISREG(path.stat().st_mode):
        return b"", _("it is not a plain file")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        return header, _("it is empty")
    if len(header) < _HEADER_BYTES or not header.startswith(b"SQLite format 3\0"):
        return header, _("it is not a SQLite database")
    if not set(header[_FILE_FORMATS]) <= _KNOWN_FORMATS:  # SQLite would open it, but write nothing
        return header, _("its first bytes are wrong")
    if _is_truncated(path, int.from_bytes(header[_PAGE_BYTES])):
        return header, _("its end is missing")
    return header, ""


def _is_truncated(path: Path, page_bytes: int) -> bool:
    """Return whether the last page is incomplete. With a log, it may merely not have been written yet."""
    return page_bytes > 1 and path.stat().st_size % page_bytes != 0 and not path.with_name(f"{path.name}-wal").exists()


def _find_damage_in(connection: sqlite3.Connection) -> str:
    try:
        connection.execute("PRAGMA query_only = ON")
        return _check_content(connection)
    except UnicodeDecodeError:  # SQLite's error message names a table whose name is garbage
        return _("its tables are not those of a journal")
    except sqlite3.Error as error:
        if is_damage(error):
            return _("parts of it can't be read")
        raise


def _check_content(connection: sqlite3.Connection) -> str:
    # quick_check would not notice an index that disagrees with its table.
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        return _("parts of it can't be read")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = version_of(connection)
    if application != APPLICATION or not 1 <= version <= _MAX_VERSION:
        return _("it is not a journal of Stretch Coach")
    if version <= VERSION and not tables_at(version) <= tables_of(connection):
        return _("its tables are not those of a journal")
    return ""
