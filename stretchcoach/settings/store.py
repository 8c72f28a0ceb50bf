"""The person's settings file, `settings.toml` in their config folder."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from stretchcoach.files.fault import Refused
from stretchcoach.files.reading import read_table
from stretchcoach.files.table import Table
from stretchcoach.files.writing import set_aside, write_toml
from stretchcoach.language import _
from stretchcoach.notice import Notice, Trouble
from stretchcoach.settings.hold import Hold
from stretchcoach.settings.preferences import SETTINGS, Preferences


def load(path: Path) -> tuple[Preferences, tuple[Notice, ...]]:
    """Read the settings at `path`; what cannot be used is reported, and the file kept aside before it is lost."""
    try:
        table = read_table(path)
        preferences = _read(table)
    except Refused as refused:
        return Preferences(), () if refused.is_missing else (_kept_aside(path, refused),)
    try:
        table.refuse_if_faulty()
    except Refused as refused:
        notice = _kept_aside(path, refused)
        with suppress(
            Trouble
        ):  # what was good is used in any case; that it can't be written is said at the next change
            save(path, preferences)
        return preferences, (notice,)
    return preferences, ()


def save(path: Path, preferences: Preferences) -> None:
    """Write `preferences` to `path`, only what differs from the defaults. Raises Trouble."""
    try:
        write_toml(path, as_values(preferences))
    except OSError as error:
        raise Trouble(
            _("Your settings can't be kept: {path} cannot be written ({why}).").format(path=path, why=error.strerror),
            _("They hold until you close the program. Allow writing to that folder, or free some disk space."),
        ) from error


def as_values(preferences: Preferences) -> dict[str, object]:
    """Return what differs from the defaults, as a file can hold it."""
    usual = Preferences()
    return {
        name: _as_toml(getattr(preferences, name))
        for name in SETTINGS
        if getattr(preferences, name) != getattr(usual, name)
    }


def from_values(values: Mapping[str, object]) -> Preferences:
    """Return the preferences that `as_values` gave, also those of another version as far as they can be used."""
    return _read(Table(Path(), dict(values), dict))


def _read(table: Table) -> Preferences:
    """Take every value that can be used; note a fault for each that cannot."""
    table.has("format")
    values: dict[str, Any] = {}
    for field in fields(Preferences):
        if table.has(field.name):
            value: Any = _value(table, field.name)
            try:
                Preferences(**{field.name: value})
            except ValueError as error:
                table.wrong(field.name, str(error))
            else:
                values[field.name] = value
    table.no_more()
    return Preferences(**values)


def _value(table: Table, name: str) -> object:  # noqa: PLR0911 - one way of reading for each kind of setting
    """Read one value; where it is wrong, its fault is noted and the default comes back."""
    usual = getattr(Preferences(), name)
    choices = SETTINGS[name].choices
    if name == "holds":
        return _holds(table.table(name))
    if choices:
        return table.parsed(name, partial(_choice, type(choices[0][0])), otherwise=usual)
    match usual:
        case None if name == "hold":
            return table.parsed(name, Hold.parse)
        case None if name == "voice":
            return table.text(name) or None
        case bool():
            return table.truth(name, otherwise=usual)
        case float():
            return table.number(name, otherwise=usual)
        case _:
            return table.whole(name, otherwise=usual)


def _holds(table: Table) -> Mapping[str, Hold]:
    holds = {stretch: table.parsed(stretch, Hold.parse) for stretch in table.keys}
    return MappingProxyType({stretch: hold for stretch, hold in holds.items() if hold is not None})


def _choice(kind: type[StrEnum], text: str) -> StrEnum:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(_("{text!r} is not one of {choices}").format(text=text, choices=", ".join(kind))) from None


def _as_toml(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: str(item) for key, item in value.items()}
    return str(value) if isinstance(value, Hold | StrEnum) else value


def _kept_aside(path: Path, refused: Refused) -> Notice:
    """Keep the file for its owner and say what was wrong in it."""
    try:
        kept = set_aside(path)
    except OSError:
        kept = path
    return Notice(
        _("Some of your settings can't be read, and the usual ones are used instead: {faults}.").format(
            faults="; ".join(f"{fault.where}: {fault.wrong}" for fault in refused.faults)
        ),
        _("Your file is kept as {path}.").format(path=kept),
    )
