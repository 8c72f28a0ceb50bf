"""Spoken lines kept in the user's cache folder, by engine, voice, rate and text."""

import contextlib
import hashlib
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

_SHAPE = "1"
"""Changes with the way in which lines are trimmed and stored."""
_ENGINE = {"darwin": "nsss", "win32": "sapi5"}.get(sys.platform, "espeak")
_MOST_BYTES = 128 * 1024 * 1024
"""About 2,000 lines. What was not used for longest goes first."""


class LineCache:
    """A folder of FLAC files. Where the folder cannot be written, a temporary one takes its place."""

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

    def find(self, text: str, voice: str | None, rate: int) -> Path | None:
        """Return the file of a line that was spoken before."""
        path = self._path(text, voice, rate)
        if not path.exists():
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return path

    def find_or_keep(self, text: str, voice: str | None, rate: int, render: Callable[[Path], None]) -> Path:
        """Return the file of a line; one that is new is written by `render`, once, however many threads ask for it.

        It is kept once it is whole. Raises what `render` raises.
        """
        path = self._path(text, voice, rate)
        if known := self.find(text, voice, rate):
            return known
        with self._rendering:
            if known := self.find(text, voice, rate):
                return known
            unfinished = path.with_suffix(f".{os.getpid()}.part")
            try:
                render(unfinished)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
        return path

    def prune(self, most_bytes: int = _MOST_BYTES) -> None:
        """Forget the lines that were not used for longest, until the rest fits."""
        with contextlib.suppress(OSError):  # another window may be pruning as well
            by_age = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            total = 0
            for path in by_age:
                total += path.stat().st_size
                if total > most_bytes:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove what was only kept for this run."""
        if self._temporary is not None:
            self._temporary.cleanup()

    def _path(self, text: str, voice: str | None, rate: int) -> Path:
        key = "\0".join((_SHAPE, _ENGINE, voice or "", str(rate), text))
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.flac"
