"""All stretches and routines that a person has: ours and their own."""

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
    """No routine or stretch has that id; the nearest one is named."""


@dataclass(frozen=True)
class Library:
    """Stretches and routines by id, the files they are from, the coaching lines, and what was refused on the way."""

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

        `commands` could have been meant as well. Raises UnknownNameError, or InvalidFileError for a file with faults.
        """
        if name in self.routines:
            return self.routines[name]
        if _is_path(name):
            return self.read_routine_file(Path(name))
        near = closest_match(name.lower(), [*self.routines, *commands])
        if near in commands:
            remedy = _("Did you mean: stretchcoach {command}?").format(command=near)
        else:
            remedy = _("Did you mean {id}?").format(id=near) if near else _("See all with: stretchcoach list")
        raise UnknownNameError(_("There is no routine {name!r}.").format(name=name), remedy)

    def find_stretch(self, name: str) -> Stretch:
        """Return the stretch with the id `name`, or from the file at that path.

        Raises UnknownNameError or InvalidFileError.
        """
        if name in self.stretches:
            return self.stretches[name]
        if _is_path(name):
            return read_stretch(read_table(Path(name)))
        near = closest_match(name.lower(), self.stretches)
        remedy = _("Did you mean {id}?").format(id=near) if near else _known(self.stretches)
        raise UnknownNameError(_("There is no stretch {name!r}.").format(name=name), remedy)

    def read_routine_file(self, path: Path) -> Routine:
        """Return the routine in the file at `path`, of any folder. Raises InvalidFileError."""
        routine = read_routine(read_table(path), self.stretches, self.coaching)
        return replace(routine, file=str(path.resolve()))


def load_library(folders: Iterable[Path], language: str = "") -> Library:
    """Read all files in `stretches/` and `routines/` of each folder, translated into `language` if they are.

    The first folder is the bundled one, which also holds `coaching.toml`. A damaged file is left out and kept in
    `invalid_files`, and so is a second file with the same id, in the order of the folders and of the files' names.
    Raises InvalidFileError only for damaged coaching lines.
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
    """Note that another file has the id of this one."""
    table.add_fault("id", f"is {name!r}, which {first} has already, and that one is used; choose another id")


def _read_all(
    folders: LibraryFolders, kind: str, read: Callable[[Table], N], invalid_files: list[InvalidFileError]
) -> tuple[dict[str, N], dict[str, Path]]:
    """Read all files of a kind; return what they hold and where each is from, by its id."""
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
    """Read the files at `paths`; an id that one of them or an `earlier` file has is taken."""
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


def _known(ids: Iterable[str]) -> str:
    return _("There are: {ids}.").format(ids=", ".join(ids))
