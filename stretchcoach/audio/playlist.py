"""The tracks of a background that the person chose: a file, a folder, or a playlist."""

import contextlib
import os
import urllib.parse
import urllib.request
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

SUFFIXES = frozenset({".wav", ".flac", ".mp3", ".ogg", ".oga"})
_PLAYLISTS = frozenset({".m3u", ".m3u8"})
_MOST_TRACKS = 10_000
_MOST_ENTRIES = 200_000
"""The most entries that are read of a folder, music or not."""
_MOST_PLAYLIST_BYTES = 4 * 1024 * 1024


def find_tracks(path: Path) -> list[Path]:
    """Return the tracks of a file, a folder or a playlist, in order. Raises OSError if it cannot be read."""
    if path.is_dir():
        return list(islice(_in_folder(path), _MOST_TRACKS))
    if path.suffix.lower() in _PLAYLISTS:
        return list(islice(_in_playlist(path), _MOST_TRACKS))
    with path.open("rb"):
        return [path]


def _in_folder(folder: Path) -> Iterator[Path]:
    """Yield the sound files of a folder and its subfolders in order of their names, without hidden ones."""
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
    """Yield the files that a playlist names, without addresses on the web."""
    with playlist.open("rb") as file:
        text = file.read(_MOST_PLAYLIST_BYTES)
    try:
        lines = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        lines = text.decode("latin-1")  # the old encoding of .m3u files
    for line in map(str.strip, lines.splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.lower().startswith("file://"):
            with contextlib.suppress(ValueError):  # not a valid address
                yield Path(urllib.request.url2pathname(urllib.parse.urlsplit(line).path))
        elif "://" not in line:
            yield playlist.parent / line.replace("\\", os.sep)
