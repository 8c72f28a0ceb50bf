"""Reading TOML files that a user may have written, without trusting them."""

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

_HINT = "look for a missing quote, bracket or equals sign, or a duplicate name"
_MOST_KEY_PARTS = 16
_TOO_MANY_PARTS = re.compile(rf"[^=#]*(\.[^=#.]*){{{_MOST_KEY_PARTS}}}")
"""Matches a dotted key with too many parts: tomli needs time and memory for the square of their number."""


def read_table(path: Path, *, formats: int = FORMAT) -> Table:
    """Read the TOML file at `path`, whose `format` must be 1 to `formats`.

    Raises InvalidFileError for a file that is missing, not a regular file, too large, not UTF-8, not TOML or of a
    newer format.
    """
    text = _read_text(path)
    if long_key := next((number for number, line in enumerate(text.split("\n"), 1) if _has_too_many_parts(line)), None):
        raise _refused(path, "has a key with too many parts; nest it less deeply", line=long_key, where="TOML")
    try:
        values = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        line, what = _parse_tomli_message(str(error), last=text.count("\n") + 1)
        raise _refused(path, what, line=line, where="TOML") from error
    except ValueError as error:
        raise _refused(path, f"contains an invalid number ({error}); write an ordinary one", where="TOML") from error
    except RecursionError as error:
        raise _refused(path, "is nested too deeply; use fewer levels", where="TOML") from error
    if not values:
        raise _refused(path, f"is empty; start it with format = {formats}")
    table = Table(path, values, cache(lambda: _lines(text)))
    if not table.has("format"):
        table.add_fault("format", f"is missing; add format = {formats}")
        return table
    version = table.integer("format")
    if version is not None and not 1 <= version <= formats:
        table.add_fault("format", f"is {version}; this version of Stretch Coach reads format = {formats}")
        table.raise_if_faulty(RefusalReason.NEWER_FORMAT if version > formats else RefusalReason.FAULTY)
    return table


def _lines(text: str) -> Mapping[KeyPath, int]:
    from stretchcoach.files.toml_lines import key_lines  # loaded only when there is a fault

    return key_lines(text)


def _has_too_many_parts(line: str) -> bool:
    return line.count(".") >= _MOST_KEY_PARTS and _TOO_MANY_PARTS.match(line) is not None


def _read_text(path: Path) -> str:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _refused(path, "is not a regular file; choose a file that ends in .toml")
        if about.st_size > LARGEST_BYTES:
            megabytes = about.st_size / LARGEST_BYTES
            raise _refused(path, f"is {megabytes:.1f} MiB; the limit is 1 MiB, so make it smaller")
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "unknown"
        message = f"can't be read ({why}); check its name and permissions"
        is_missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        reason = RefusalReason.MISSING if is_missing else RefusalReason.UNREADABLE
        raise _refused(path, message, reason=reason) from error
    if len(data) > LARGEST_BYTES:
        raise _refused(path, "is larger than 1 MiB; make it smaller")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(path, "is not UTF-8 text; save it as UTF-8", line=line) from error


def _refused(
    path: Path, message: str, *, line: int = 1, where: str = "file", reason: RefusalReason = RefusalReason.FAULTY
) -> InvalidFileError:
    return InvalidFileError((Fault(path, line, where, message),), reason)


def _parse_tomli_message(message: str, *, last: int) -> tuple[int, str]:
    """Split a message of tomli, like `Invalid value (at line 3, column 7)`, into the line and what is wrong.

    `last` is the number of the last line.
    """
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if found is None:
        return 1, f"can't be parsed ({message}); {_HINT}"
    place = f" at column {found[3]}" if found[3] else " at the end of the file"
    what = found[1][:1].lower() + found[1][1:]
    return int(found[2] or last), f"can't be parsed ({what}{place}); {_HINT}"
