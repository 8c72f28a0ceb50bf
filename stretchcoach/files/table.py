"""A TOML table that returns typed values and collects every fault on the way."""

import math
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from stretchcoach.files.fault import Fault, InvalidFileError, RefusalReason
from stretchcoach.files.suggestions import did_you_mean

T = TypeVar("T")
KeyPath = tuple[str | int, ...]
"""The keys and positions that lead to a value, like `("inhale", 0, "full")`."""

_LONGEST = 400
"""The most characters of a text that is shown on a page."""
_LARGEST = 2**63 - 1
"""The largest integer of TOML."""
_CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""The Unicode categories of control characters, lone surrogates and line breaks."""
_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text in quotes",
    list: "a list",
    dict: "a table",
}


class Table:
    """One table of a file.

    Each of its readers adds a fault for a missing or wrong value and then returns the default, so that reading goes on
    and finds every fault. `raise_if_faulty` then raises them together. Every key that is asked for counts as known.
    """

    def __init__(
        self,
        path: Path,
        values: dict[str, object],
        lines: Callable[[], Mapping[KeyPath, int]],
        key_path: KeyPath = (),
        faults: list[Fault] | None = None,
    ) -> None:
        self._path = path
        self._values = values
        self._lines = lines
        self._key_path = key_path
        self._faults: list[Fault] = [] if faults is None else faults
        self._known: set[str] = set()

    @property
    def path(self) -> Path:
        """The file that holds this table."""
        return self._path

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of all values in the table."""
        return tuple(self._values)

    def has(self, key: str) -> bool:
        """Return whether the table has `key`."""
        self._known.add(key)
        return key in self._values

    def value(self, key: str) -> object:
        """Return the unchecked value of `key`, or None without one."""
        return self._values.get(key)

    def add_fault(self, key: str, message: str) -> None:
        """Add a fault in the value of `key`."""
        key_path = (*self._key_path, key) if key else self._key_path
        self._faults.append(Fault(self._path, self._line_of(key_path), format_key_path(key_path) or "file", message))

    def text(self, key: str, *, default: str | None = None, longest: int = _LONGEST) -> str:
        """Read a text that is not empty and has at most `longest` characters."""
        value = self._get(key, str, default)
        if value is None:
            return default or ""
        self._check_text(key, value, longest)
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Read a list of texts. A missing list is empty, unless it is required."""
        values = self._get(key, list, None if required else [])
        if not values:
            return ()
        for item in values:
            if isinstance(item, str):
                self._check_text(key, item, _LONGEST)
            else:
                self.add_fault(key, f"contains {_describe(item)}; every item must be text in quotes")
        return tuple(item for item in values if isinstance(item, str))

    def boolean(self, key: str, *, default: bool) -> bool:
        """Read true or false."""
        value = self._get(key, bool, default)
        return default if value is None else value

    def number(self, key: str, *, default: float | None = None) -> float:
        """Read a finite number, whole or not. Return `default`, or 0, after a fault."""
        value = self._get(key, float, default)
        if value is not None and math.isfinite(value):
            return value
        if value is not None:
            self.add_fault(key, f"is {value}; write an ordinary number")
        return default or 0.0

    def integer(self, key: str, *, default: int | None = None) -> int | None:
        """Read a whole number. Return `default` after a fault."""
        value = self._get(key, int, default)
        return default if value is None else value

    def parsed(self, key: str, parse: Callable[[str], T], *, default: T | None = None) -> T | None:
        """Read a text with `parse`, whose ValueError becomes a fault."""
        if default is not None and not self.has(key):
            return default
        value = self._get(key, str, None)
        if value is None:
            return default
        try:
            return parse(value)
        except ValueError as error:
            self.add_fault(key, str(error))
            return default

    def table(self, key: str, *, required: bool = False) -> "Table":
        """Read a table. A missing table is empty, unless it is required."""
        values = self._get(key, dict, None if required else {}, written=f"a table, headed [{self._heading(key)}]")
        return self._child({} if values is None else values, (*self._key_path, key))

    def tables(self, key: str, *, required: bool = False) -> tuple["Table", ...]:
        """Read an array of tables, `[[key]]` in TOML."""
        heading = f"[[{self._heading(key)}]]"
        values = self._get(key, list, None if required else [], written=f"at least one {heading}")
        if values is None:
            return ()
        if required and not values:
            self.add_fault(key, f"is empty; add at least one {heading}")
        for item in values:
            if not isinstance(item, dict):
                self.add_fault(key, f"contains {_describe(item)}; write every item as a table under {heading}")
        return tuple(
            self._child(item, (*self._key_path, key, position))
            for position, item in enumerate(values)
            if isinstance(item, dict)
        )

    def report_unknown_keys(self) -> None:
        """Add a fault for every key that no reader asked for, with the closest known one."""
        for key in self._values.keys() - self._known:
            self.add_fault(key, f"is not a known key; {did_you_mean(key, self._known)}")

    @property
    def has_faults(self) -> bool:
        """Whether the file has a fault so far."""
        return bool(self._faults)

    def raise_if_faulty(self, reason: RefusalReason = RefusalReason.FAULTY) -> None:
        """Raise InvalidFileError with all faults of the file so far, in the order of their lines."""
        if self._faults:
            raise InvalidFileError(tuple(sorted(self._faults, key=lambda fault: fault.line)), reason)

    def _child(self, values: dict[str, object], key_path: KeyPath) -> "Table":
        return Table(self._path, values, self._lines, key_path, self._faults)

    def _heading(self, key: str) -> str:
        """Return the dotted name between the brackets of a heading, like `blocks.stretches`."""
        return ".".join(part for part in (*self._key_path, key) if isinstance(part, str))

    def _get(self, key: str, kind: type[T], default: T | None, *, written: str = "") -> T | None:
        """Return the value of `key` if it has the type `kind`.

        `written` tells the author how to write it, if the type does not say enough.
        """
        written = written or _NAMES[kind]
        self._known.add(key)
        if key not in self._values:
            if default is None:
                self.add_fault(key, f"is missing; add {written}")
            return default
        value = self._values[key]
        if isinstance(value, int) and abs(value) > _LARGEST:
            self.add_fault(key, "is too large; write a smaller number")
            return None
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.add_fault(key, f"is {_describe(value)}; write {written}")
        return None

    def _check_text(self, key: str, value: str, longest: int) -> None:
        if not value.strip():
            self.add_fault(key, "is empty; write a few words")
        elif len(value) > longest:
            self.add_fault(key, f"has {len(value)} characters; shorten it to at most {longest}")
        elif not value.isprintable() and any(unicodedata.category(letter) in _CONTROL_CATEGORIES for letter in value):
            self.add_fault(key, "contains a line break or control character; write it on one line")

    def _line_of(self, key_path: KeyPath) -> int:
        lines = self._lines()
        while key_path and key_path not in lines:
            key_path = key_path[:-1]
        return lines.get(key_path, 1)


def format_key_path(key_path: KeyPath) -> str:
    """Return a path as people read it: `inhale[2].full`, with items counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in key_path).lstrip(".")


def _describe(value: object) -> str:
    """Describe an unexpected value in a few words."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {value[:40]!r}"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"
