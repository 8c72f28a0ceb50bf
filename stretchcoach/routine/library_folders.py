"""The folders of a library: which files are in them, and the state of these files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from stretchcoach.files.fault import Fault, InvalidFileError, RefusalReason

_TEXT_ENDING = ".toml.txt"
"""The ending that some text editors add where the system hides endings."""
_KINDS = ("stretches", "routines")
_COACHING = "coaching.toml"


class FileState(NamedTuple):
    """The size and time of a file, to notice a change without reading it."""

    path: Path
    size: int
    modified_ns: int


@dataclass(frozen=True)
class LibraryFolders:
    """The bundled data folder and then the user's own, each with `stretches/` and `routines/`.

    A folder named after a language, such as `de/`, may hold translations of its neighbours: `de/stretches/`,
    `de/routines/` and, in the bundled folder, `de/coaching.toml`. A translated file takes the place of the file with
    the same id.
    """

    paths: tuple[Path, ...]
    language: str = ""
    """The name of the translations' folder; empty for English."""

    @property
    def bundled(self) -> Path:
        """The folder that comes with the program."""
        return self.paths[0]

    @property
    def coaching_file(self) -> Path:
        """The file of the general coaching lines."""
        translated = self.bundled / self.language / _COACHING
        return translated if translated.exists() else self.bundled / _COACHING

    def versions(self, folder: Path) -> tuple[Path, ...]:
        """Return `folder`, then the folder of its translations if a language is chosen."""
        return (folder, folder / self.language) if self.language else (folder,)

    def state(self) -> frozenset[FileState]:
        """Return the state of every file that the library is read from."""
        found = {_state_of(version / _COACHING) for version in self.versions(self.bundled)}
        for folder in self.paths:
            for version in self.versions(folder):
                for kind in _KINDS:
                    found |= {_state_of(path) for path in _visible_files(version / kind)}
        return frozenset(found)


def list_files(folder: Path, invalid_files: list[InvalidFileError]) -> list[Path]:
    """Return the TOML files of `folder`, sorted by name.

    Add to `invalid_files` the folder itself if it cannot be read, and each file whose name ends in `.toml.txt`.
    """
    try:
        paths = sorted(_entries(folder))
    except OSError as error:
        message = f"can't be read ({error.strerror}); check its permissions"
        invalid_files.append(InvalidFileError((Fault(folder, 1, "folder", message),), RefusalReason.UNREADABLE))
        return []
    for path in paths:
        if path.name.lower().endswith(_TEXT_ENDING):
            message = f"ends in .txt, so it is not used; rename it to {path.name[: -len('.txt')]}"
            invalid_files.append(InvalidFileError((Fault(path, 1, "file", message),), RefusalReason.MISNAMED))
    return [path for path in paths if path.suffix.lower() == ".toml"]


def _entries(folder: Path) -> Iterator[Path]:
    """Yield what `folder` holds, without hidden files: those belong to an editor or to the system."""
    try:
        yield from (path for path in folder.iterdir() if not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return


def _visible_files(folder: Path) -> list[Path]:
    try:
        return [path for path in _entries(folder) if path.name.lower().endswith((".toml", _TEXT_ENDING))]
    except OSError:
        return [folder]


def _state_of(path: Path) -> FileState:
    try:
        about = path.stat()
    except OSError:
        return FileState(path, -1, -1)
    return FileState(path, about.st_size, about.st_mtime_ns)
