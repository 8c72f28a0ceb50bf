"""The argument parser that all commands use, and the types of their arguments."""

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from stretchcoach.diagnostics.limits import LOG_LEVELS
from stretchcoach.domain.ranges import Range
from stretchcoach.i18n import _
from stretchcoach.settings.sounds import SOUND_ENDINGS

T = TypeVar("T")
N = TypeVar("N", int, float)


class Parser(argparse.ArgumentParser):
    """A parser that takes options by their whole names: a shortened one could break when an option is added."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)


def parsed_by(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Return an argument type that reports the message of `parse`'s ValueError."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read


def integer_within(allowed: Range) -> Callable[[str], int]:
    """Return an argument type for whole numbers in a range."""
    return _number_within(allowed, int)


def number_within(allowed: Range) -> Callable[[str], float]:
    """Return an argument type for numbers in a range."""
    return _number_within(allowed, float)


def _number_within(allowed: Range, kind: Callable[[str], N]) -> Callable[[str], N]:
    def read(text: str) -> N:
        out_of_range = _("{text!r} is out of range: choose {range}").format(text=text, range=allowed)
        try:
            number = kind(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(out_of_range) from error
        if number not in allowed:
            raise argparse.ArgumentTypeError(out_of_range)
        return number

    return read


def file_ending_in(*endings: str) -> Callable[[str], Path]:
    """Return an argument type for paths that end in one of `endings`, like `.png`."""

    def read(text: str) -> Path:
        file = Path(text)
        if file.suffix.lower() not in endings:
            wrong = _("{text!r} doesn't end in {endings}").format(text=text, endings=", ".join(endings))
            raise argparse.ArgumentTypeError(wrong)
        return file

    return read


def day(text: str) -> dt.date:
    """Return the day that `text` names, like 2026-03-29."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        wrong = _("{text!r} is not a date; write it like 2026-03-29").format(text=text)
        raise argparse.ArgumentTypeError(wrong) from error


def add_routine(parser: argparse.ArgumentParser) -> None:
    """Add the argument ROUTINE."""
    parser.add_argument("routine", metavar="ROUTINE", help=_("an id, or the path of a routine file"))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def add_sound_file(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """Add the argument FILE for a sound file, and `--force`, which allows replacing one."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?" if optional else None,
        type=file_ending_in(*SOUND_ENDINGS),
        help=_("a file that ends in {endings}").format(endings=", ".join(SOUND_ENDINGS)),
    )
    parser.add_argument("--force", action="store_true", help=_("replace a file that is already there"))


def add_log_level(parser: argparse.ArgumentParser) -> None:
    """Add `--log-level`."""
    parser.add_argument(
        "--log-level",
        choices=LOG_LEVELS,
        metavar="LEVEL",
        help=_("log from this level up, on standard error too: debug, info, warning or error"),
    )
