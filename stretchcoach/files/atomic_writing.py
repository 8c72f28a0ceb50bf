"""Writing a person's file so that a crash or a power cut leaves the old one or the new one, never half."""

import contextlib
import os
import shutil
import stat
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from stretchcoach.files.toml_reading import FORMAT


def write_toml(path: Path, values: Mapping[str, object]) -> None:
    """Write a file of ours with `values`, which TOML can hold, to `path` as a whole. Raises OSError."""
    import tomli_w  # most starts write nothing

    write_atomically(path, tomli_w.dumps({"format": FORMAT, **values}).encode())


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` as a whole, making its folder when there is none. Raises OSError.

    A symbolic link stays one: what it leads to is written. A file that is there keeps its permissions.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = temporary_path(target)
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # nothing is there yet, or the disk knows no permissions
            unfinished.chmod(stat.S_IMODE(target.stat().st_mode))
        unfinished.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def temporary_path(target: Path) -> Path:
    """Return a hidden name beside `target` for a file that is not whole yet."""
    return target.with_name(f".{target.name[:_LONGEST_NAME]}.{os.getpid()}-{os.urandom(4).hex()}.tmp")


_LONGEST_NAME = 60
"""Letters of a file's name that are kept in the name of the unfinished one, which would be too long otherwise."""


def set_aside(path: Path) -> Path:
    """Keep what is at `path` under a name beside it that is still free, and return that name. Raises OSError.

    A file is renamed. Of one that a symbolic link leads to, a copy is kept: both may be somebody's own arrangement.
    """
    free = (path.with_name(f"{path.stem}-unreadable-{number}{path.suffix}") for number in count(1))
    kept = next(name for name in free if not os.path.lexists(name))
    if path.is_symlink():
        return Path(shutil.copy2(path, kept))
    return path.rename(kept)
