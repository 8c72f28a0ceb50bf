"""Reads and writes the settings file, `settings.toml` in the user's config folder."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from stretchcoach.files.atomic_writing import set_aside, write_toml
from stretchcoach.files.fault import InvalidFileError, RefusalReason
from stretchcoach.files.table import Table
from stretchcoach.files.toml_reading import read_table
from stretchcoach.i18n import _
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.settings.preferences import SETTINGS, Preferences


class SettingsFile:
    """The settings file at `path`. What can't be used is reported, and nothing a person wrote is ever lost."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reason: RefusalReason | None = None
        """Why the file was not read and must not be overwritten. None if it may be."""

    def load(self) -> tuple[Preferences, tuple[Notice, ...]]:
        """Return the preferences, and notices of what could not be used.

        A faulty file is kept under another name. A file that can't be read right now, or that a later version wrote,
        stays where it is.
        """
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
            # The good values are used even if they can't be written. The next change reports that.
            with suppress(UserFacingError):
                self.save(preferences)
            return preferences, (notice,)
        return preferences, ()

    def save(self, preferences: Preferences) -> None:
        """Write what differs from the defaults. Raises UserFacingError."""
        if self._reason is RefusalReason.NEWER_FORMAT:
            raise UserFacingError(
                _("Your settings come from a later Stretch Coach, so this version does not change their file."),
                _("Changes last until you close the program. Update Stretch Coach to keep them."),
            )
        try:
            if self._reason is RefusalReason.UNREADABLE and os.path.lexists(self.path):
                set_aside(self.path)
            self._reason = None
            write_toml(self.path, as_values(preferences))
        except OSError as error:
            raise UserFacingError(
                _("Your settings can't be saved: {path} can't be written ({why}).").format(
                    path=self.path, why=error.strerror
                ),
                _("They last until you close the program. Make that folder writable, or free some disk space."),
            ) from error

    def _notices_of(self, refused: InvalidFileError) -> tuple[Notice, ...]:
        match refused.reason:
            case RefusalReason.MISSING:
                return ()
            case RefusalReason.NEWER_FORMAT:
                self._reason = refused.reason
                what = _("Your settings come from a later Stretch Coach, so the defaults are used instead.")
                return (Notice(what, _("The file is left as it is. Update Stretch Coach to use it.")),)
            case RefusalReason.UNREADABLE:
                self._reason = refused.reason
                what = _("Your settings can't be read right now, so the defaults are used instead: {why}.")
                remedy = _("The file is left as it is. Restart Stretch Coach once it can be read.")
                return (Notice(what.format(why=f"{self.path} {refused.faults[0].message}"), remedy),)
            case _:
                return (_kept_aside(self.path, refused),)


def as_values(preferences: Preferences) -> dict[str, object]:
    """Return what differs from the defaults, as a file can hold it."""
    usual = Preferences()
    return {
        name: setting.codec.write(getattr(preferences, name))
        for name, setting in SETTINGS.items()
        if getattr(preferences, name) != getattr(usual, name)
    }


def from_values(values: Mapping[str, object]) -> Preferences:
    """Return the preferences that `as_values` gave. Values of other versions are used as far as possible."""
    return _read(Table(Path(), dict(values), dict))


def _read(table: Table) -> Preferences:
    """Take every value that can be used; note a fault for each that can't."""
    table.has("format")
    usual = Preferences()
    values: dict[str, Any] = {}
    for name, setting in SETTINGS.items():
        if table.has(name):
            value = setting.codec.read(table, name, getattr(usual, name))
            try:
                setting.check(value)
            except ValueError as error:
                table.add_fault(name, str(error))
            else:
                values[name] = value
    table.report_unknown_keys()
    return Preferences(**values)


def _kept_aside(path: Path, refused: InvalidFileError) -> Notice:
    """Keep the file under another name, and say what was wrong in it."""
    try:
        kept = set_aside(path)
    except OSError:
        kept = path
    return Notice(
        _("Some of your settings can't be read, so their defaults are used instead: {faults}.").format(
            faults="; ".join(f"{fault.where}: {fault.message}" for fault in refused.faults)
        ),
        _("Your file is kept as {path}.").format(path=kept),
    )
