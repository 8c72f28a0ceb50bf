"""Reading a person's TOML file without trusting it."""

import re
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import tomli

from stretchcoach.files.fault import Fault, InvalidFileError, RefusalReason
from stretchcoach.files.table import KeyPath, Table

LARGEST_BYTES = 1024 * 1024
FORMAT = 1

_LOOK = "look for a missing quote, bracket or equals sign, or a name that stands twice"
_DEEPEST = 16
_TOO_DEEP = re.compile(rf"[^=#]*(\.[^=#.]*){{{_DEEPEST}}}")
"""A key of so many parts: reading it takes time and memory by the square of their number."""


def read_table(path: Path, *, formats: int = FORMAT) -> Table:
    """Read the file at `path`, which must say `format = 1` (or up to `formats`).

    Raises InvalidFileError for a file that is not there, not a plain file, too large, not UTF-8, not TOML or of a
    later format.
    """
    text = _read_text(path)
    if deep := next((number for number, line in enumerate(text.split("\n"), 1) if _is_too_deep(line)), None):
        raise _refused(path, "names a key in too many parts; write it flatter", line=deep, where="TOML")
    try:
        values = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        line, what = _where_in(str(error), last=text.count("\n") + 1)
        raise _refused(path, what, line=line, where="TOML") from error
    except ValueError as error:
        raise _refused(path, f"holds what no number can be ({error}); write an ordinary one", where="TOML") from error
    except RecursionError as error:
        raise _refused(path, "is nested too deeply; write it flatter", where="TOML") from error
    if not values:
        raise _refused(path, f"holds nothing; begin it with format = {formats}")
    table = Table(path, values, cache(lambda: _lines(text)))
    if not table.has("format"):
        table.add_fault("format", f"is missing; write format = {formats}")
        return table
    version = table.integer("format")
    if version is not None and not 1 <= version <= formats:
        table.add_fault("format", f"is {version}; this version of Stretch Coach reads format = {formats}")
        table.raise_if_faulty(RefusalReason.NEWER_FORMAT if version > formats else RefusalReason.FAULTY)
    return table


def _lines(text: str) -> Mapping[KeyPath, int]:
    from stretchcoach.files.toml_lines import key_lines  # only a fault asks where it stands

    return key_lines(text)


def _is_too_deep(line: str) -> bool:
    return line.count(".") >= _DEEPEST and _TOO_DEEP.match(line) is not None


def _read_text(path: Path) -> str:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _refused(path, "is not a plain file; name a file that ends in .toml")
        if about.st_size > LARGEST_BYTES:
            megabytes = about.st_size / LARGEST_BYTES
            raise _refused(path, f"has {megabytes:.1f} MiB; at most 1 MiB can be read, so make it smaller")
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "unknown"
        wrong = f"cannot be read ({why}); check its name and its permissions"
        is_missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        raise _refused(path, wrong, reason=RefusalReason.MISSING if is_missing else RefusalReason.UNREADABLE) from error
    if len(data) > LARGEST_BYTES:
        raise _refused(path, "has more than 1 MiB; make it smaller")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(path, "is not UTF-8 text; save it again as UTF-8", line=line) from error


def _refused(
    path: Path, wrong: str, *, line: int = 1, where: str = "file", reason: RefusalReason = RefusalReason.FAULTY
) -> InvalidFileError:
    return InvalidFileError((Fault(path, line, where, wrong),), reason)


def _where_in(message: str, *, last: int) -> tuple[int, str]:
    """Take apart what tomli says: `Invalid value (at line 3, column 7)`; `last` is the number of the last line."""
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if found is None:
        return 1, f"cannot be understood ({message}); {_LOOK}"
    place = f" at column {found[3]}" if found[3] else " at the end of the file"
    what = found[1][:1].lower() + found[1][1:]
    return int(found[2] or last), f"cannot be understood ({what}{place}); {_LOOK}"
