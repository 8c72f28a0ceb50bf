"""Writing a file so that a crash or a power cut leaves the old content or the new, never half of it."""

import contextlib
import os
import shutil
import stat
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from stretchcoach.files.toml_reading import FORMAT


def write_toml(path: Path, values: Mapping[str, object]) -> None:
    """Write `values` and our `format` to a TOML file at `path`, atomically. Raises OSError."""
    import tomli_w  # most runs write nothing

    write_atomically(path, tomli_w.dumps({"format": FORMAT, **values}).encode())


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file at `path`, and create its folder if it is missing. Raises OSError.

    A symbolic link stays a link, and its target is replaced. An existing file keeps its permissions.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_path(target)
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # a new file, or a disk without permissions
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def temporary_path(target: Path) -> Path:
    """Return a hidden path beside `target` for the file while it is being written."""
    return target.with_name(f".{target.name[:_LONGEST_NAME]}.{os.getpid()}-{os.urandom(4).hex()}.tmp")


_LONGEST_NAME = 60
"""The characters of a file's name that its temporary name keeps, so that it does not get too long."""


def set_aside(path: Path) -> Path:
    """Keep the file at `path` under a free name beside it, and return that path. Raises OSError.

    The file is renamed. If `path` is a symbolic link, its target is copied instead: someone may rely on both.
    """
    free = (path.with_name(f"{path.stem}-unreadable-{number}{path.suffix}") for number in count(1))
    kept = next(name for name in free if not os.path.lexists(name))
    if path.is_symlink():
        return Path(shutil.copy2(path, kept))
    return path.rename(kept)
