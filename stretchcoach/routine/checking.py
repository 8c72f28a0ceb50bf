"""Checking stretch and routine files as the library would read them, together with each other."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from stretchcoach.files.fault import InvalidFileError
from stretchcoach.files.table import Table
from stretchcoach.files.toml_reading import read_table
from stretchcoach.routine.library import Library, report_duplicate_id
from stretchcoach.routine.routine import Routine
from stretchcoach.routine.routine_file import read_routine
from stretchcoach.routine.stretch import Stretch
from stretchcoach.routine.stretch_file import read_stretch

CheckResult = Stretch | Routine | InvalidFileError
"""What a file describes, or the error with its faults."""


def check_files(library: Library, paths: Sequence[Path]) -> Iterator[tuple[Path, CheckResult]]:
    """Yield the result for each file. A routine may use the stretches of the other files."""
    stretches = library.stretches | _stretches_in(paths)
    for path in paths:
        try:
            yield path, _check(library, path, stretches)
        except InvalidFileError as error:
            yield path, error


def _check(library: Library, path: Path, stretches: Mapping[str, Stretch]) -> Stretch | Routine:
    """Return the stretch or routine in a file. Raises InvalidFileError with all of its faults."""
    table = read_table(path)
    item: Stretch | Routine
    if _is_routine(table):
        item, origins = read_routine(table, stretches, library.coaching), library.routine_files
    else:
        item, origins = read_stretch(table), library.stretch_files
    first = origins.get(item.id)
    if first is not None and _takes_precedence(first, path, library):
        report_duplicate_id(table, item.id, first)
        table.raise_if_faulty()
    return item


def _takes_precedence(first: Path, path: Path, library: Library) -> bool:
    """Return whether the library uses its file `first` instead: it is bundled, or in the same folder.

    A file in another folder may be meant to replace the user's own.
    """
    if first.resolve() == path.resolve():
        return False
    return library.is_bundled(first) or first.resolve().parent == path.resolve().parent


def _stretches_in(paths: Sequence[Path]) -> dict[str, Stretch]:
    """Return the stretches of those files that describe one without faults."""
    found: dict[str, Stretch] = {}
    for path in paths:
        with suppress(InvalidFileError):
            table = read_table(path)
            if not _is_routine(table):
                stretch = read_stretch(table)
                found[stretch.id] = stretch
    return found


def _is_routine(table: Table) -> bool:
    return any(key in table.keys for key in ("blocks", "summary"))
