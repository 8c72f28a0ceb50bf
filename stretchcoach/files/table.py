"""A TOML table being read: it hands out typed values and collects every fault on the way."""

import math
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from stretchcoach.files.fault import Fault, InvalidFileError, RefusalReason
from stretchcoach.files.suggestions import did_you_mean

T = TypeVar("T")
KeyPath = tuple[str | int, ...]
"""Where a value stands: the names and numbers that lead to it, like `("inhale", 0, "full")`."""

_LONGEST = 400
"""Characters of a text that is read on a page."""
_LARGEST = 2**63 - 1
"""Of TOML's whole numbers."""
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control characters, lone surrogates and line breaks."""
_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
    list: "a list",
    dict: "a table",
}


class Table:
    """One table of a file, with the place where it stands.

    Each reader returns the value, or what `default` says after it noted a fault, so that one reading
    finds all faults. `raise_if_faulty` then raises them together.
    """

    def __init__(
        self,
        path: Path,
        values: dict[str, object],
        lines: Callable[[], Mapping[KeyPath, int]],
        place: KeyPath = (),
        faults: list[Fault] | None = None,
    ) -> None:
        self._path = path
        self._values = values
        self._lines = lines
        self._place = place
        self._faults: list[Fault] = [] if faults is None else faults
        self._known: set[str] = set()

    @property
    def path(self) -> Path:
        """The file that this table stands in."""
        return self._path

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of all that the table holds."""
        return tuple(self._values)

    def has(self, key: str) -> bool:
        """Whether the table holds `key`."""
        self._known.add(key)
        return key in self._values

    def value(self, key: str) -> object:
        """Return what stands at `key` as it is; None if there is nothing."""
        return self._values.get(key)

    def add_fault(self, key: str, what: str) -> None:
        """Note that what stands at `key` is wrong."""
        place = (*self._place, key) if key else self._place
        self._faults.append(Fault(self._path, self._line_of(place), format_key_path(place) or "file", what))

    def text(self, key: str, *, default: str | None = None, longest: int = _LONGEST) -> str:
        """Read a text that is not empty and fits in `longest` characters."""
        value = self._get(key, str, default)
        if value is None:
            return default or ""
        self._check_text(key, value, longest)
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Read a list of texts; a missing one is empty unless it is required."""
        values = self._get(key, list, None if required else [])
        if not values:
            return ()
        for item in values:
            if isinstance(item, str):
                self._check_text(key, item, _LONGEST)
            else:
                self.add_fault(key, f"holds {_show(item)}; every item is a text in quotes")
        return tuple(item for item in values if isinstance(item, str))

    def boolean(self, key: str, *, default: bool) -> bool:
        """Read true or false."""
        value = self._get(key, bool, default)
        return default if value is None else value

    def number(self, key: str, *, default: float | None = None) -> float:
        """Read a finite number, whole or not; a fault gives `default`, or 0."""
        value = self._get(key, float, default)
        if value is not None and math.isfinite(value):
            return value
        if value is not None:
            self.add_fault(key, f"is {value}; write an ordinary number")
        return default or 0.0

    def integer(self, key: str, *, default: int | None = None) -> int | None:
        """Read a whole number; a fault gives `default`."""
        value = self._get(key, int, default)
        return default if value is None else value

    def parsed(self, key: str, parse: Callable[[str], T], *, default: T | None = None) -> T | None:
        """Read a text with `parse`, whose ValueError says what would be right."""
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
        """Read a table; a missing one is empty unless it is required."""
        values = self._get(key, dict, None if required else {}, written=f"a table, headed [{self._heading(key)}]")
        return self._child({} if values is None else values, (*self._place, key))

    def tables(self, key: str, *, required: bool = False) -> tuple["Table", ...]:
        """Read an array of tables, `[[key]]` in TOML."""
        heading = f"[[{self._heading(key)}]]"
        values = self._get(key, list, None if required else [], written=f"at least one {heading}")
        if values is None:
            return ()
        if required and not values:
            self.add_fault(key, f"is empty; write at least one {heading}")
        for item in values:
            if not isinstance(item, dict):
                self.add_fault(key, f"holds {_show(item)}; every item is a table, written under {heading}")
        return tuple(
            self._child(item, (*self._place, key, position))
            for position, item in enumerate(values)
            if isinstance(item, dict)
        )

    def report_unknown_keys(self) -> None:
        """Note every key that no reader asked for, with the nearest one that exists."""
        for key in self._values.keys() - self._known:
            self.add_fault(key, f"is not known here; {did_you_mean(key, self._known)}")

    @property
    def has_faults(self) -> bool:
        """Whether a fault was noted in this file so far."""
        return bool(self._faults)

    def raise_if_faulty(self, reason: RefusalReason = RefusalReason.FAULTY) -> None:
        """Raise InvalidFileError with all faults noted in this file so far, in the order of their lines."""
        if self._faults:
            raise InvalidFileError(tuple(sorted(self._faults, key=lambda fault: fault.line)), reason)

    def _child(self, values: dict[str, object], place: KeyPath) -> "Table":
        return Table(self._path, values, self._lines, place, self._faults)

    def _heading(self, key: str) -> str:
        """`blocks.stretches`, as it stands in the brackets of a heading."""
        return ".".join(part for part in (*self._place, key) if isinstance(part, str))

    def _get(self, key: str, kind: type[T], default: T | None, *, written: str = "") -> T | None:
        """Return a value of `kind`; `written` is how it is written, where that is not plain from its kind."""
        written = written or _NAMES[kind]
        self._known.add(key)
        if key not in self._values:
            if default is None:
                self.add_fault(key, f"is missing; write {written}")
            return default
        value = self._values[key]
        if isinstance(value, int) and abs(value) > _LARGEST:
            self.add_fault(key, "is too large; write an ordinary number")
            return None
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.add_fault(key, f"is {_show(value)}; write {written}")
        return None

    def _check_text(self, key: str, value: str, longest: int) -> None:
        if not value.strip():
            self.add_fault(key, "is empty; write a few words")
        elif len(value) > longest:
            self.add_fault(key, f"has {len(value)} characters; at most {longest} can be used")
        elif not value.isprintable() and any(unicodedata.category(letter) in _CONTROLS for letter in value):
            self.add_fault(key, "holds a line break or a control character; write it on one line")

    def _line_of(self, place: KeyPath) -> int:
        lines = self._lines()
        while place and place not in lines:
            place = place[:-1]
        return lines.get(place, 1)


def format_key_path(place: KeyPath) -> str:
    """Return a place as it is told: `inhale[2].full`, with items counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")


def _show(value: object) -> str:
    """Name a value that was not expected, shortly."""
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
