"""Whether a file is a journal in which everything can be read; what is not there or may not be read is no damage."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from stretchcoach.i18n import _
from stretchcoach.journal.connection import read_only_connection
from stretchcoach.journal.schema import APPLICATION, VERSION, tables_at, tables_of, version_of

_MOST_VERSIONS = 100
"""A number beyond is no version that we will ever reach."""
_HEADER_BYTES = 100
_WRITING, _PAGE_BYTES, _VERSION = slice(18, 20), slice(16, 18), slice(60, 64)
"""Where in the header stands what (https://www.sqlite.org/fileformat2.html)."""
_WAYS_TO_WRITE = {1, 2}
_OUTER_TROUBLE = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
        *(sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_NOLFS),
    }
)
"""What SQLite reports of the disk, of permissions and of other programs; with these the file itself may be sound."""


def is_damage(error: Exception) -> bool:
    """Whether SQLite complains of what is in the file, and not about what is around it."""
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, sqlite3.ProgrammingError):
        return False
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code == sqlite3.SQLITE_IOERR_SHORT_READ or code & 0xFF not in _OUTER_TROUBLE


def find_damage(path: Path) -> str:
    """Say what is wrong with the file at `path`, which is there; nothing where it is a sound journal.

    Raises OSError and sqlite3.Error for what is no damage.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        return _("it is not a plain file")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if why := _wrong_before(header, path):
        return why
    # SQLite 3.40 does not look at what columns may hold where it may only read; so only a later version's file is
    # opened in this way, which is not to be touched.
    mode = "ro" if int.from_bytes(header[_VERSION]) > VERSION else "rw"
    with closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=2.0, isolation_level=None)
    ) as connection:
        return find_damage_in(connection)


def find_damage_read_only(path: Path) -> str:
    """Say the same of a file on a disk that can't be written; of what columns may hold, not everything is seen."""
    if not stat.S_ISREG(path.stat().st_mode):
        return _("it is not a plain file")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if why := _wrong_before(header, path):
        return why
    try:
        with read_only_connection(path) as connection:
            return find_damage_in(connection)
    except sqlite3.Error as error:
        if is_damage(error):
            return _("parts of it can't be read")
        raise


def find_damage_in(connection: sqlite3.Connection) -> str:
    """Say what is wrong with an open file, as `find_damage` does."""
    try:
        connection.execute("PRAGMA query_only = ON")
        return _wrong_in(connection)
    except UnicodeDecodeError:  # what SQLite complained of names a table that is litter
        return _("its tables are not those of a journal")
    except sqlite3.Error as error:
        if is_damage(error):
            return _("parts of it can't be read")
        raise


def _wrong_before(header: bytes, path: Path) -> str:
    """Say what SQLite would not mind."""
    if not header:
        return _("it is empty")
    if len(header) < _HEADER_BYTES or not header.startswith(b"SQLite format 3\0"):
        return _("it is not a SQLite database")
    if not set(header[_WRITING]) <= _WAYS_TO_WRITE:  # else it would be opened, and nothing written
        return _("its first bytes are wrong")
    return _("its end is missing") if _is_cut(path, int.from_bytes(header[_PAGE_BYTES])) else ""


def _is_cut(path: Path, page_bytes: int) -> bool:
    """Whether a page is not whole; where something waits in the -wal, that may just be on its way."""
    return page_bytes > 1 and path.stat().st_size % page_bytes != 0 and not path.with_name(f"{path.name}-wal").exists()


def _wrong_in(connection: sqlite3.Connection) -> str:
    connection.text_factory = lambda data: data.decode(errors="replace")
    # The quicker check does not see an index that holds something else than its table.
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        return _("parts of it can't be read")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = version_of(connection)
    if application != APPLICATION or not 1 <= version <= _MOST_VERSIONS:
        return _("it is not a journal of Stretch Coach")
    if version <= VERSION and not tables_at(version) <= tables_of(connection):
        return _("its tables are not those of a journal")
    return ""
