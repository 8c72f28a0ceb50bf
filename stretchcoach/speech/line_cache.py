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
"""Changes with the way in which lines are mastered and stored."""
_LIMIT_BYTES = 256 * 1024 * 1024
"""About 2,500 lines."""


class SpokenLine(NamedTuple):
    """A line in one voice: all that decides how it sounds."""

    engine: str
    version: str
    """Of the engine."""
    voice: str
    """Within the engine; empty for its own choice."""
    rate: int
    """Words a minute."""
    text: str
    """As the engine is given it."""

    @property
    def request(self) -> dict[str, Any]:
        """What the worker is asked to render."""
        return {"engine": self.engine, "voice": self.voice, "rate": self.rate, "text": self.text}


class LineCache:
    """A folder of FLAC files. If the folder cannot be written, a temporary one takes its place."""

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

    def find(self, line: SpokenLine) -> Path | None:
        """Return the file of a line that was rendered before."""
        path = self._path(line)
        if not path.exists():
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return path

    def find_or_render(self, line: SpokenLine, render: Callable[[SpokenLine, Path], None]) -> Path:
        """Return the file of a line; a new one is written by `render`, once, however many threads ask for it.

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

    def prune(self, limit_bytes: int = _LIMIT_BYTES) -> None:
        """Forget the lines that were not used for longest, until the rest fits."""
        with contextlib.suppress(OSError):  # another window may be pruning as well
            by_age = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            total = 0
            for path in by_age:
                total += path.stat().st_size
                if total > limit_bytes:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove what was only kept for this run."""
        if self._temporary is not None:
            self._temporary.cleanup()

    def _path(self, line: SpokenLine) -> Path:
        key = "\0".join((_FORMAT, *map(str, line)))
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.flac"
