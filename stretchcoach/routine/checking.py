"""Checking files that someone writes: as the library would read them, and with each other."""

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
"""What is in a file, or what is wrong with it."""


def check_files(library: Library, paths: Sequence[Path]) -> Iterator[tuple[Path, CheckResult]]:
    """Yield what is in each file, or what is wrong with it; a routine may use the stretches of the others."""
    stretches = library.stretches | _stretches_in(paths)
    for path in paths:
        try:
            yield path, _check(library, path, stretches)
        except InvalidFileError as refused:
            yield path, refused


def _check(library: Library, path: Path, stretches: Mapping[str, Stretch]) -> Stretch | Routine:
    """Return the stretch or routine in a file. Raises InvalidFileError with every fault of it."""
    table = read_table(path)
    made: Stretch | Routine
    if _is_routine(table):
        made, origins = read_routine(table, stretches, library.coaching), library.routine_files
    else:
        made, origins = read_stretch(table), library.stretch_files
    first = origins.get(made.id)
    if first is not None and _stands_before(first, path, library):
        report_duplicate_id(table, made.id, first)
        table.raise_if_faulty()
    return made


def _stands_before(first: Path, path: Path, library: Library) -> bool:
    """Whether the file of the library at `first` is used instead: it is ours, or lies in the same folder.

    A file that lies elsewhere may be about to take the place of one's own.
    """
    if first.resolve() == path.resolve():
        return False
    return library.is_bundled(first) or first.resolve().parent == path.resolve().parent


def _stretches_in(paths: Sequence[Path]) -> dict[str, Stretch]:
    """Return the stretches of those files that hold a good one."""
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
