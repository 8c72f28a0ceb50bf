"""The library in use: loaded from our data and the person's, and loaded again when a file has changed."""

from collections.abc import Callable, Collection
from pathlib import Path

from stretchcoach.messages import Notice
from stretchcoach.routine.library import Library, load_library
from stretchcoach.routine.routine import Routine

Subscriber = Callable[[Library], None]


class LibraryService:
    """Holds the current library, and tells subscribers when it was loaded again."""

    def __init__(self, folders: Collection[Path], language: str = "") -> None:
        """`folders` and `language` are those of `load_library`."""
        self._current = load_library(folders, language)
        self._subscribers: list[Subscriber] = []
        self._named: set[str] = set()
        """The names, files and titles that were asked for and are not in the library."""

    @property
    def current(self) -> Library:
        """The library in use. It never changes; a newer one takes its place."""
        return self._current

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is wrong with the files in it, one notice a file."""
        return tuple(refused.summary for refused in self._current.invalid_files)

    def reload(self) -> None:
        """Load the library again if a file has changed, and tell the subscribers. Waits for the disk."""
        if self._current.has_changed_files():
            self._replace(self._current.reloaded())

    def use_language(self, language: str) -> None:
        """Load the library with its translations into a language, and tell the subscribers. Waits for the disk."""
        if language != self._current.folders.language:
            self._replace(load_library(self._current.folders.paths, language))

    def subscribe(self, subscriber: Subscriber) -> None:
        """Call `subscriber` with every library that takes the place of this one."""
        self._subscribers.append(subscriber)

    def _replace(self, library: Library) -> None:
        self._current = library
        for subscriber in tuple(self._subscribers):
            subscriber(library)

    def find(self, name: str, commands: Collection[str] = ()) -> Routine:
        """Return the routine with the id `name`, or from the file at that path.

        `commands` are names that may have been meant. Raises UnknownNameError or InvalidFileError.
        """
        library = self._current
        if name not in library.routines:
            self._named |= {name, Path(name).name}
        routine = library.find(name, commands)
        if name in self._named:
            self._named |= {routine.id, routine.title}
        return routine

    def is_bundled(self, routine: Routine) -> bool:
        """Return whether a routine came with the program."""
        library = self._current
        file = library.routine_files.get(routine.id)
        return file is not None and library.is_bundled(file) and library.routines[routine.id] is routine

    @property
    def private_words(self) -> frozenset[str]:
        """Titles, ids and file names of the person's own, which don't belong in a log."""
        library = self._current
        words = set(self._named)
        for items, files in (
            (library.routines, library.routine_files),
            (library.stretches, library.stretch_files),
        ):
            for name, file in files.items():
                if not library.is_bundled(file):
                    words |= {name, items[name].title, file.name}
        words |= {refused.faults[0].path.name for refused in library.invalid_files}
        return frozenset(words)
