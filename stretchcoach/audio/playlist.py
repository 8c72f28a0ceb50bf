"""Which sound files a person means: one of ours, a file, a folder, or a playlist."""

import contextlib
import os
import urllib.parse
import urllib.request
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from stretchcoach.resources import ASSETS

SUFFIXES = frozenset({".wav", ".flac", ".mp3", ".ogg", ".oga"})
_PLAYLISTS = frozenset({".m3u", ".m3u8"})
_MOST_TRACKS = 10_000
_MOST_ENTRIES = 200_000
"""Files that are looked at in a folder, music or not."""
_LARGEST_PLAYLIST = 4 * 1024 * 1024
"""In bytes."""


def our_background(name: str) -> Path:
    """Return the file of one of our backgrounds."""
    return ASSETS / "sounds" / "backgrounds" / f"{name}.ogg"


def find_tracks(path: Path) -> list[Path]:
    """Return the tracks of a file, a folder or a playlist, in order. Raises OSError if it cannot be read."""
    if path.is_dir():
        return list(islice(_in_folder(path), _MOST_TRACKS))
    if path.suffix.lower() in _PLAYLISTS:
        return list(islice(_in_playlist(path), _MOST_TRACKS))
    with path.open("rb"):
        return [path]


def _in_folder(folder: Path) -> Iterator[Path]:
    """Yield the sound files of a folder and its subfolders by name, without hidden ones."""
    seen = 0
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(files) + 1
        if seen > _MOST_ENTRIES:
            return
        for name in sorted(files):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                yield Path(parent, name)


def _in_playlist(playlist: Path) -> Iterator[Path]:
    """Yield the files that a playlist names; what it names on the web is left out."""
    with playlist.open("rb") as file:
        text = file.read(_LARGEST_PLAYLIST)
    try:
        lines = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        lines = text.decode("latin-1")  # what .m3u files were written in
    for line in map(str.strip, lines.splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.lower().startswith("file://"):
            with contextlib.suppress(ValueError):  # what follows is no address
                yield Path(urllib.request.url2pathname(urllib.parse.urlsplit(line).path))
        elif "://" not in line:
            yield playlist.parent / line.replace("\\", os.sep)
