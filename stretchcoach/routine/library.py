"""The library of stretches and routines: those that come with the program and the user's own."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from stretchcoach.files.fault import InvalidFileError
from stretchcoach.files.suggestions import closest_match
from stretchcoach.files.table import Table
from stretchcoach.files.toml_reading import read_table
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.coaching_file import read_coaching
from stretchcoach.routine.library_folders import FileState, LibraryFolders, list_files
from stretchcoach.routine.routine import Routine
from stretchcoach.routine.routine_file import read_routine
from stretchcoach.routine.stretch import Stretch
from stretchcoach.routine.stretch_file import read_stretch


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


class UnknownNameError(UserFacingError):
    """Raised for an id that no routine or stretch has. The notice suggests the closest one."""


@dataclass(frozen=True)
class Library:
    """Stretches and routines by id, with their files, the coaching lines, and the files that were left out."""

    folders: LibraryFolders
    stretches: dict[str, Stretch]
    routines: dict[str, Routine]
    coaching: Coaching
    invalid_files: tuple[InvalidFileError, ...]
    """The files that were left out, each with its faults."""
    stretch_files: Mapping[str, Path]
    routine_files: Mapping[str, Path]
    state: frozenset[FileState] = field(repr=False, compare=False)
    """The state of all files when they were read."""

    def is_bundled(self, path: Path) -> bool:
        """Return whether the file at `path` came with the program."""
        return path.is_relative_to(self.folders.bundled)

    def has_changed_files(self) -> bool:
        """Return whether a file was added, removed or written since the library was read."""
        return self.folders.state() != self.state

    def reloaded(self) -> "Library":
        """Return the library as its files are now. Raises InvalidFileError as `load_library` does."""
        return load_library(self.folders.paths, self.folders.language)

    def find(self, name: str, commands: Collection[str] = ()) -> Routine:
        """Return the routine with the id `name`, or the one in the file at that path.

        `commands` are suggested too if the name is unknown. Raises UnknownNameError, or InvalidFileError for a file
        with faults.
        """
        if name in self.routines:
            return self.routines[name]
        if _is_path(name):
            return self.read_routine_file(Path(name))
        match = closest_match(name.lower(), [*self.routines, *commands])
        if match in commands:
            remedy = _("Did you mean: stretchcoach {command}?").format(command=match)
        else:
            remedy = _("Did you mean {id}?").format(id=match) if match else _("List them all with: stretchcoach list")
        raise UnknownNameError(_("There is no routine {name!r}.").format(name=name), remedy)

    def find_stretch(self, name: str) -> Stretch:
        """Return the stretch with the id `name`, or from the file at that path.

        Raises UnknownNameError or InvalidFileError.
        """
        if name in self.stretches:
            return self.stretches[name]
        if _is_path(name):
            return read_stretch(read_table(Path(name)))
        match = closest_match(name.lower(), self.stretches)
        remedy = _("Did you mean {id}?").format(id=match) if match else _list_ids(self.stretches)
        raise UnknownNameError(_("There is no stretch {name!r}.").format(name=name), remedy)

    def read_routine_file(self, path: Path) -> Routine:
        """Return the routine in the file at `path`, in any folder. Raises InvalidFileError."""
        routine = read_routine(read_table(path), self.stretches, self.coaching)
        return replace(routine, file=str(path.resolve()))


def load_library(folders: Iterable[Path], language: str = "") -> Library:
    """Read the stretches and routines of all `folders`, and use their translations into `language` where there are any.

    The first folder is the bundled one, which also holds `coaching.toml`. A file with faults is left out and listed in
    `invalid_files`. So is a second file with the same id: earlier folders come first, then earlier file names. Raises
    InvalidFileError only for faults in the coaching lines.
    """
    places = LibraryFolders(tuple(folders), language)
    state = places.state()  # before reading, so that a file that changes meanwhile is noticed
    coaching = read_coaching(read_table(places.coaching_file))
    invalid_files: list[InvalidFileError] = []
    stretches, stretch_files = _read_all(places, "stretches", read_stretch, invalid_files)
    routines, routine_files = _read_all(
        places, "routines", lambda table: read_routine(table, stretches, coaching), invalid_files
    )
    in_order = sorted(routines.values(), key=lambda routine: (routine.order, routine.title))
    by_id = {routine.id: routine for routine in in_order}
    return Library(places, stretches, by_id, coaching, tuple(invalid_files), stretch_files, routine_files, state)


def report_duplicate_id(table: Table, name: str, first: Path) -> None:
    """Add a fault: another file already has the id."""
    table.add_fault("id", f"is {name!r}, which {first} already has, so this file is not used; choose another id")


def _read_all(
    folders: LibraryFolders, kind: str, read: Callable[[Table], N], invalid_files: list[InvalidFileError]
) -> tuple[dict[str, N], dict[str, Path]]:
    """Read all files of a kind; return the items and their files by id."""
    found: dict[str, N] = {}
    origins: dict[str, Path] = {}
    for folder in folders.paths:
        earlier = dict(origins)
        for version in folders.versions(folder):
            paths = list_files(version / kind, invalid_files)
            items, files = _read_files(paths, earlier, read, invalid_files)
            found |= items
            origins |= files
    return found, origins


def _read_files(
    paths: Iterable[Path],
    earlier: Mapping[str, Path],
    read: Callable[[Table], N],
    invalid_files: list[InvalidFileError],
) -> tuple[dict[str, N], dict[str, Path]]:
    """Read the files at `paths`, and refuse an id that one of them or an `earlier` file has."""
    found: dict[str, N] = {}
    origins: dict[str, Path] = {}
    for path in paths:
        try:
            table = read_table(path)
            item = read(table)
            if first := origins.get(item.id) or earlier.get(item.id):
                report_duplicate_id(table, item.id, first)
                table.raise_if_faulty()
        except InvalidFileError as error:
            invalid_files.append(error)
        else:
            found[item.id] = item
            origins[item.id] = path
    return found, origins


def _is_path(name: str) -> bool:
    return name.lower().endswith(".toml") or any(mark in name for mark in "/\\")


def _list_ids(ids: Iterable[str]) -> str:
    return _("Choose from: {ids}.").format(ids=", ".join(ids))
