"""A lock between processes, which ends with the process that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stretchcoach.i18n import _


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock file at `path`, which stays empty.

    Raises TimeoutError if another process has held it for `timeout` seconds, and OSError if it can't be locked.
    """
    from filelock import FileLock, Timeout  # slow to load, and not needed before the first frame

    path.parent.mkdir(parents=True, exist_ok=True)
    # Without flock the library could only create a marker file, which a killed process would leave behind.
    lock = FileLock(path, timeout, mode=0o600, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise TimeoutError(None, _("another program is using it")) from None
    try:
        yield
    finally:
        lock.release()
