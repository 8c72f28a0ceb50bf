"""All stretches and routines that a person has: ours and their own."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from stretchcoach.files.fault import Refused
from stretchcoach.files.nearest import nearest
from stretchcoach.files.reading import read_table
from stretchcoach.files.table import Table
from stretchcoach.language import _
from stretchcoach.notice import Trouble
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


class Unknown(Trouble):
    """No routine or stretch has that id; the nearest one is named."""


class Library(NamedTuple):
    """Stretches and routines by id, the coaching lines, and what was refused on the way."""

    stretches: dict[str, Stretch]
    routines: dict[str, Routine]
    coaching: Coaching
    refused: tuple[Refused, ...] = ()

    def find(self, name: str) -> Routine:
        """Return the routine with the id `name`, or the one in the file at that path.

        Raises Unknown, or Refused for a file with faults.
        """
        if name in self.routines:
            return self.routines[name]
        if _is_path(name):
            return self.read_routine_file(Path(name))
        near = nearest(name.lower(), self.routines)
        remedy = _("Did you mean {id}?").format(id=near) if near else _("See all with: stretchcoach list")
        raise Unknown(_("There is no routine {name!r}.").format(name=name), remedy)

    def find_stretch(self, name: str) -> Stretch:
        """Return the stretch with the id `name`, or the one in the file at that path. Raises Unknown, or Refused."""
        if name in self.stretches:
            return self.stretches[name]
        if _is_path(name):
            return read_stretch(read_table(Path(name)))
        near = nearest(name.lower(), self.stretches)
        remedy = _("Did you mean {id}?").format(id=near) if near else _known(self.stretches)
        raise Unknown(_("There is no stretch {name!r}.").format(name=name), remedy)

    def read_routine_file(self, path: Path) -> Routine:
        """Return the routine in the file at `path`, of any folder. Raises Refused."""
        return read_routine(read_table(path), self.stretches, self.coaching)

    def check_file(self, path: Path) -> None:
        """Raise Refused with every fault of a stretch or routine file."""
        table = read_table(path)
        if _is_routine(table):
            read_routine(table, self.stretches, self.coaching)
        else:
            read_stretch(table)


def load_library(folders: Iterable[Path]) -> Library:
    """Read all files in `stretches/` and `routines/` of each folder; the first folder holds `coaching.toml`.

    A damaged file is left out and kept in `refused`, and so is a second file with the same id. Raises
    Refused only where our own coaching lines are damaged.
    """
    folders = tuple(folders)
    coaching = read_coaching(read_table(folders[0] / "coaching.toml"))
    refused: list[Refused] = []
    stretches = _read_all((folder / "stretches" for folder in folders), read_stretch, refused)
    routines = _read_all(
        (folder / "routines" for folder in folders),
        lambda table: read_routine(table, stretches, coaching),
        refused,
    )
    in_order = sorted(routines.values(), key=lambda routine: (routine.order, routine.title))
    return Library(stretches, {routine.id: routine for routine in in_order}, coaching, tuple(refused))


def _read_all(folders: Iterable[Path], read: Callable[[Table], N], refused: list[Refused]) -> dict[str, N]:
    found: dict[str, N] = {}
    origin: dict[str, Path] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        try:
            table = read_table(path)
            item = read(table)
            if item.id in found:
                table.wrong("id", f"is {item.id!r}, which {origin[item.id]} has already; choose another id")
                table.refuse_if_faulty()
        except Refused as error:
            refused.append(error)
        else:
            found[item.id] = item
            origin[item.id] = path
    return found


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or any(mark in name for mark in "/\\")


def _known(ids: Iterable[str]) -> str:
    return _("There are: {ids}.").format(ids=", ".join(ids))


def _is_routine(table: Table) -> bool:
    return any(key in table.keys for key in ("blocks", "summary"))
