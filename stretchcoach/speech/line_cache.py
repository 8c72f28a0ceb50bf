"""Rendered lines, kept in the user's cache folder."""

import contextlib
import hashlib
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

_FORMAT = "2"
"""Increase this whenever lines are mastered or stored differently."""
_LIMIT_BYTES = 256 * 1024 * 1024
"""The most that is kept: about 2,500 lines."""


class LineSpec(NamedTuple):
    """Everything that decides how a line sounds."""

    engine: str
    version: str
    """The version of the engine."""
    voice: str
    """The engine's own name for the voice; empty for the engine's own choice."""
    rate: int
    """The rate in words a minute."""
    text: str
    """The text as the engine gets it."""

    @property
    def request(self) -> dict[str, Any]:
        """The fields of a request to the worker."""
        return {"engine": self.engine, "voice": self.voice, "rate": self.rate, "text": self.text}


class LineCache:
    """A folder of FLAC files. If it is not writable, a temporary folder takes its place."""

    def __init__(self, folder: Path) -> None:
        self._rendering = threading.Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._folder = folder / "lines"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder):
                pass
        except OSError:
            self._temporary = tempfile.TemporaryDirectory(prefix="stretchcoach-lines-")
            self._folder = Path(self._temporary.name)

    def find(self, line: LineSpec) -> Path | None:
        """Return the file of a line; None if it has not been rendered."""
        path = self._path(line)
        if not path.exists():
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return path

    def find_or_render(self, line: LineSpec, render: Callable[[LineSpec, Path], None]) -> Path:
        """Return the file of a line. `render` writes a new line, once, even if several threads ask for it.

        Raises what `render` raises.
        """
        path = self._path(line)
        if known := self.find(line):
            return known
        with self._rendering:
            if known := self.find(line):
                return known
            unfinished = path.with_suffix(f".{os.getpid()}.part")
            try:
                render(line, unfinished)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
        return path

    def prune(self) -> None:
        """Delete the least recently used lines until the rest fits the limit."""
        with contextlib.suppress(OSError):  # another process may be pruning too
            by_age = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            total = 0
            for path in by_age:
                total += path.stat().st_size
                if total > _LIMIT_BYTES:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the temporary folder, if there is one."""
        if self._temporary is not None:
            self._temporary.cleanup()

    def _path(self, line: LineSpec) -> Path:
        key = "\0".join((_FORMAT, *map(str, line)))
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.flac"
