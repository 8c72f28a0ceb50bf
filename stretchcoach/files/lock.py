"""A lock between programs: whoever holds it is alone with a file of the person's, and it ends with its program."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stretchcoach.i18n import _

_LOOK_SECONDS = 0.05


@contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock at `path`, a file that stays empty. Raises OSError where another program has it for so long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + seconds
        while not _taken(handle):
            if time.monotonic() > end:
                raise TimeoutError(None, _("another program is at it"))
            time.sleep(_LOOK_SECONDS)
        yield
    finally:
        os.close(handle)  # gives the lock back


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
