"""All stretches and routines that a person has: ours and their own."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from stretchcoach.files.fault import Cause, Fault, InvalidFileError
from stretchcoach.files.nearest import nearest
from stretchcoach.files.reading import read_table
from stretchcoach.files.table import Table
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.coaching_file import read_coaching
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

    stretches: dict[str, Stretch]
    routines: dict[str, Routine]
    coaching: Coaching
    refused: tuple[InvalidFileError, ...] = ()
    stretch_files: Mapping[str, Path] = field(default_factory=dict)
    routine_files: Mapping[str, Path] = field(default_factory=dict)
    our_folder: Path | None = None

    def is_ours(self, path: Path) -> bool:
        """Whether the file at `path` came with the program."""
        return self.our_folder is not None and path.is_relative_to(self.our_folder)

    def find(self, name: str, commands: Collection[str] = ()) -> Routine:
        """Return the routine with the id `name`, or the one in the file at that path.

        `commands` could have been meant as well. Raises UnknownNameError, or InvalidFileError for a file with faults.
        """
        if name in self.routines:
            return self.routines[name]
        if _is_path(name):
            return self.read_routine_file(Path(name))
        near = nearest(name.lower(), [*self.routines, *commands])
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
        near = nearest(name.lower(), self.stretches)
        remedy = _("Did you mean {id}?").format(id=near) if near else _known(self.stretches)
        raise UnknownNameError(_("There is no stretch {name!r}.").format(name=name), remedy)

    def read_routine_file(self, path: Path) -> Routine:
        """Return the routine in the file at `path`, of any folder. Raises InvalidFileError."""
        routine = read_routine(read_table(path), self.stretches, self.coaching)
        return replace(routine, file=str(path.resolve()))


def load_library(folders: Iterable[Path]) -> Library:
    """Read all files in `stretches/` and `routines/` of each folder; the first folder holds `coaching.toml`.

    A damaged file is left out and kept in `refused`, and so is a second file with the same id, in the order of
    the folders and of the files' names. Raises InvalidFileError only where our own coaching lines are damaged.
    """
    folders = tuple(folders)
    coaching = read_coaching(read_table(folders[0] / "coaching.toml"))
    refused: list[InvalidFileError] = []
    stretches, stretch_files = _read_all((folder / "stretches" for folder in folders), read_stretch, refused)
    routines, routine_files = _read_all(
        (folder / "routines" for folder in folders),
        lambda table: read_routine(table, stretches, coaching),
        refused,
    )
    in_order = sorted(routines.values(), key=lambda routine: (routine.order, routine.title))
    by_id = {routine.id: routine for routine in in_order}
    return Library(stretches, by_id, coaching, tuple(refused), stretch_files, routine_files, folders[0])


def id_is_taken(table: Table, name: str, first: Path) -> None:
    """Note that another file has the id of this one."""
    table.wrong("id", f"is {name!r}, which {first} has already, and that one is used; choose another id")


def _read_all(
    folders: Iterable[Path], read: Callable[[Table], N], refused: list[InvalidFileError]
) -> tuple[dict[str, N], dict[str, Path]]:
    """Read all files; return what they hold and where each is from, by its id."""
    found: dict[str, N] = {}
    origin: dict[str, Path] = {}
    for path in (path for folder in folders for path in _files_in(folder, refused)):
        try:
            table = read_table(path)
            item = read(table)
            if item.id in found:
                id_is_taken(table, item.id, origin[item.id])
                table.refuse_if_faulty()
        except InvalidFileError as error:
            refused.append(error)
        else:
            found[item.id] = item
            origin[item.id] = path
    return found, origin


def _files_in(folder: Path, refused: list[InvalidFileError]) -> list[Path]:
    """Return the TOML files of a folder. Hidden ones are an editor's or a system's own, and no one is told of them."""
    try:
        names = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        wrong = f"cannot be read ({error.strerror}); check its permissions"
        refused.append(InvalidFileError((Fault(folder, 1, "folder", wrong),), Cause.UNREADABLE))
        return []
    for path in names:
        if path.name.lower().endswith(_TEXT_ENDING):
            wrong = f"ends in .txt, so it is not used; name it {path.name[: -len('.txt')]}"
            refused.append(InvalidFileError((Fault(path, 1, "file", wrong),), Cause.MISNAMED))
    return [path for path in names if path.suffix.lower() == ".toml"]


_TEXT_ENDING = ".toml.txt"
"""What a text editor makes of a name where endings that are known are not shown."""


def _is_path(name: str) -> bool:
    return name.lower().endswith(".toml") or any(mark in name for mark in "/\\")


def _known(ids: Iterable[str]) -> str:
    return _("There are: {ids}.").format(ids=", ".join(ids))
