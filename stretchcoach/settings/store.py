"""The person's settings file, `settings.toml` in their config folder."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from stretchcoach.domain.hold import Hold
from stretchcoach.files.atomic_writing import set_aside, write_toml
from stretchcoach.files.fault import InvalidFileError, RefusalReason
from stretchcoach.files.table import Table
from stretchcoach.files.toml_reading import read_table
from stretchcoach.i18n import _
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.settings.choices import PauseOthers
from stretchcoach.settings.preferences import SETTINGS, Preferences

_LONGEST_PATH = 4096
"""Characters of a path on Linux."""


class SettingsFile:
    """The settings at `path`. What cannot be used of them is reported, and nothing of them is ever lost."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reason: RefusalReason | None = None
        """Why there is something at the path that was not read, and must not be written over."""

    def load(self) -> tuple[Preferences, tuple[Notice, ...]]:
        """Read them. A faulty file is kept under another name; one that can't be read now, or is later, stays."""
        self._reason = None
        try:
            table = read_table(self.path)
            preferences = _read(table)
        except InvalidFileError as refused:
            return Preferences(), self._notices_of(refused)
        try:
            table.raise_if_faulty()
        except InvalidFileError as refused:
            notice = _kept_aside(self.path, refused)
            with suppress(
                UserFacingError
            ):  # what is good of it is used in any case, and that it can't be written is said later
                self.save(preferences)
            return preferences, (notice,)
        return preferences, ()

    def save(self, preferences: Preferences) -> None:
        """Write `preferences`, only what differs from the defaults. Raises UserFacingError."""
        if self._reason is RefusalReason.NEWER_FORMAT:
            raise UserFacingError(
                _("Your settings were written by a later Stretch Coach, so this one does not change their file."),
                _("What you change holds until you close the program. Update Stretch Coach to keep it."),
            )
        try:
            if self._reason is RefusalReason.UNREADABLE and os.path.lexists(self.path):
                set_aside(self.path)
            self._reason = None
            write_toml(self.path, as_values(preferences))
        except OSError as error:
            raise UserFacingError(
                _("Your settings can't be kept: {path} cannot be written ({why}).").format(
                    path=self.path, why=error.strerror
                ),
                _("They hold until you close the program. Allow writing to that folder, or free some disk space."),
            ) from error

    def _notices_of(self, refused: InvalidFileError) -> tuple[Notice, ...]:
        match refused.reason:
            case RefusalReason.MISSING:
                return ()
            case RefusalReason.NEWER_FORMAT:
                self._reason = refused.reason
                what = _("Your settings were written by a later Stretch Coach, and the usual ones are used instead.")
                return (Notice(what, _("The file stays as it is. Update Stretch Coach to use it.")),)
            case RefusalReason.UNREADABLE:
                self._reason = refused.reason
                what = _("Your settings can't be read right now, and the usual ones are used instead: {why}.")
                remedy = _("The file stays as it is. Start Stretch Coach again when it can be read.")
                return (Notice(what.format(why=f"{self.path} {refused.faults[0].message}"), remedy),)
            case _:
                return (_kept_aside(self.path, refused),)


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
                table.add_fault(field.name, str(error))
            else:
                values[field.name] = value
    table.report_unknown_keys()
    return Preferences(**values)


def _value(table: Table, name: str) -> object:  # noqa: PLR0911 - one way of reading for each kind of setting
    """Read one value; where it is wrong, its fault is noted and the default comes back."""
    usual = getattr(Preferences(), name)
    choices = SETTINGS[name].choices
    if name == "holds":
        return _holds(table.table(name))
    if name == "pause_others" and isinstance(table.value(name), bool):
        # As it was written before there was a third choice.
        return PauseOthers.PAUSE if table.boolean(name, default=False) else PauseOthers.OFF
    if choices:
        return table.parsed(name, partial(_choice, type(choices[0][0])), default=usual)
    match usual:
        case None if name == "hold":
            return table.parsed(name, Hold.parse)
        case None if name == "voice":
            return table.text(name) or None
        case str():
            return table.text(name, default=usual, longest=_LONGEST_PATH)
        case bool():
            return table.boolean(name, default=usual)
        case float():
            return table.number(name, default=usual)
        case _:
            return table.integer(name, default=usual)


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


def _kept_aside(path: Path, refused: InvalidFileError) -> Notice:
    """Keep the file for its owner and say what was wrong in it."""
    try:
        kept = set_aside(path)
    except OSError:
        kept = path
    return Notice(
        _("Some of your settings can't be read, and the usual ones are used instead: {faults}.").format(
            faults="; ".join(f"{fault.where}: {fault.message}" for fault in refused.faults)
        ),
        _("Your file is kept as {path}.").format(path=kept),
    )
