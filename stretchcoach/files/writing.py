"""Writing a person's file so that a crash or a power cut leaves the old one or the new one, never half."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from stretchcoach.files.reading import FORMAT


def write_toml(path: Path, values: Mapping[str, object]) -> None:
    """Write a file of ours with `values`, which TOML can hold, to `path` as a whole. Raises OSError."""
    import tomli_w  # most starts write nothing

    write_atomically(path, tomli_w.dumps({"format": FORMAT, **values}).encode())


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` as a whole, making its folder when there is none. Raises OSError."""
    import tempfile  # slow to load, and most starts write nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def set_aside(path: Path) -> Path:
    """Rename the file at `path` to a name beside it that is still free, and return that name. Raises OSError."""
    number = 1
    while (kept := path.with_name(f"{path.stem}-unreadable-{number}{path.suffix}")).exists():
        number += 1
    return path.rename(kept)
