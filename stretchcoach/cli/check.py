"""The command `check`: faults in routine and stretch files, and lines that won't be heard as written."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, raise_if_requested, write_notices
from stretchcoach.i18n import _, _n
from stretchcoach.messages import Notice

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands

    from stretchcoach.cli.parsing import Parser


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("check", description=_("Check routine and stretch files, and report every fault."))
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    """Return whether there was no fault; a line that won't be heard is a warning."""
    from stretchcoach.cli.line_warnings import warnings_for
    from stretchcoach.files.fault import InvalidFileError
    from stretchcoach.routine.checking import check_files

    with app_context() as (app, shutdown):
        library, preferences = app.library.current, app.preferences.current
        faults = 0
        spoken_seconds = app.speech.spoken_seconds(preferences)
        for file, checked in check_files(library, options.files):
            raise_if_requested(shutdown)
            if isinstance(checked, InvalidFileError):
                faults += len(checked.faults)
                sys.stdout.write(f"{checked}\n")
                continue
            warnings = list(warnings_for(file, checked, library.coaching, preferences, spoken_seconds))
            sys.stdout.writelines(f"{warning}\n" for warning in warnings)
            write_notices(Notice(_summary(file, len(warnings))))
    return not faults


def _summary(file: Path, warnings: int) -> str:
    if not warnings:
        return _("{file}: fine").format(file=file)
    return _n(
        "{file}: can be used; {n} line may not be heard",
        "{file}: can be used; {n} lines may not be heard",
        warnings,
    ).format(file=file, n=warnings)
