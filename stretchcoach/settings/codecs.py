"""Codecs: how a setting's value is read from the settings file, and how it is written there.

`read` takes the value at `key`. If it is wrong, `read` notes the fault in the table and returns `otherwise`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from stretchcoach.domain.hold import Hold
from stretchcoach.files.table import Table
from stretchcoach.i18n import _

LONGEST_PATH = 4096
"""The number of characters that a path may have on Linux."""

T = TypeVar("T")
C = TypeVar("C", bound=StrEnum)


class Codec(Protocol[T]):
    """Reads a setting's value from the settings file, and writes it there."""

    def read(self, table: Table, key: str, otherwise: T, /) -> T:
        """Return the value at `key`, or `otherwise` after noting a fault."""
        ...

    def write(self, value: T, /) -> object:
        """Return `value` as TOML can hold it."""
        ...


class TruthCodec:
    """True or false."""

    def read(self, table: Table, key: str, otherwise: bool) -> bool:
        """Read true or false."""
        return table.boolean(key, default=otherwise)

    def write(self, value: bool) -> object:
        """Return it unchanged."""
        return value


class NumberCodec:
    """A number that may have a fraction."""

    def read(self, table: Table, key: str, otherwise: float) -> float:
        """Read a finite number."""
        return table.number(key, default=otherwise)

    def write(self, value: float) -> object:
        """Return it unchanged."""
        return value


class WholeNumberCodec:
    """A whole number, or None."""

    def read(self, table: Table, key: str, otherwise: int | None) -> int | None:
        """Read a whole number."""
        return table.integer(key, default=otherwise)

    def write(self, value: int | None) -> object:
        """Return it unchanged."""
        return value


class PathCodec:
    """A name, or a path as long as the system allows."""

    def read(self, table: Table, key: str, otherwise: str) -> str:
        """Read a text."""
        return table.text(key, default=otherwise, longest=LONGEST_PATH)

    def write(self, value: str) -> object:
        """Return it unchanged."""
        return value


class OptionalTextCodec:
    """A text, or None."""

    def read(self, table: Table, key: str, _otherwise: str | None) -> str | None:
        """Read a text; an empty one is a fault, and None."""
        return table.text(key) or None

    def write(self, value: str | None) -> object:
        """Return it unchanged."""
        return value


@dataclass(frozen=True)
class ChoiceCodec(Generic[C]):
    """One of the values of an enum."""

    kind: type[C]
    former: Mapping[bool, C] = field(default_factory=lambda: MappingProxyType({}))
    """What true and false mean, for a setting that was a switch in earlier versions."""

    def read(self, table: Table, key: str, otherwise: C) -> C:
        """Read the value's name."""
        written = table.value(key)
        if isinstance(written, bool) and written in self.former:
            return self.former[written]
        return table.parsed(key, self._parse, default=otherwise) or otherwise

    def write(self, value: C) -> object:
        """Return the value's name."""
        return str(value)

    def _parse(self, text: str) -> C:
        try:
            return self.kind(text)
        except ValueError:
            choices = ", ".join(self.kind)
            raise ValueError(_("{text!r} is not one of {choices}").format(text=text, choices=choices)) from None


class HoldCodec:
    """A hold like `30s` or `5b`, or None."""

    def read(self, table: Table, key: str, _otherwise: Hold | None) -> Hold | None:
        """Read a hold; a fault gives None."""
        return table.parsed(key, Hold.parse)

    def write(self, value: Hold | None) -> object:
        """Return the hold as `Hold.parse` reads it."""
        return None if value is None else str(value)


class HoldsCodec:
    """A table of holds, one for each stretch that has its own."""

    def read(self, table: Table, key: str, _otherwise: Mapping[str, Hold]) -> Mapping[str, Hold]:
        """Read the table; one wrong hold leaves the others."""
        holds = table.table(key)
        read = {stretch: holds.parsed(stretch, Hold.parse) for stretch in holds.keys}
        return MappingProxyType({stretch: hold for stretch, hold in read.items() if hold is not None})

    def write(self, value: Mapping[str, Hold]) -> object:
        """Return the table."""
        return {stretch: str(hold) for stretch, hold in value.items()}
