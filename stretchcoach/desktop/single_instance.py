"""One window for each user: the first start holds a lock, and a second one hands over its request and ends."""

import os
import zlib
from contextlib import suppress
from pathlib import Path

import platformdirs
from PySide6.QtCore import QDeadlineTimer, QLockFile

from stretchcoach.desktop.launch_request import LaunchRequest
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError

_TIMEOUT_MS = 10_000
"""Milliseconds that a second start waits for a first that is still loading on a busy machine, or is closing."""
_RETRY_MS = 100


def instance_folder() -> Path:
    """Return the folder in which the starts of one user find each other. It need not exist.

    The runtime folder of the login comes first, because several machines may share a home.
    """
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(runtime) / "stretchcoach"
    return platformdirs.user_state_path("stretchcoach", appauthor=False)


class SingleInstance:
    """The lock of a user's one window. If no lock can be written, every start opens its own window.

    Loads only QtCore, because every start takes the lock before it draws its first frame.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # the lock does not expire while its process lives

    @property
    def address(self) -> str | None:
        """The address at which to listen for other starts, or None without a lock: no start would connect."""
        if not self._lock.isLocked():
            return None
        return self._socket

    def acquire_or_hand_over(self, request: LaunchRequest) -> bool:
        """Become the one instance and return True, or hand `request` to the running one and return False.

        May take seconds. Raises UserFacingError if the running instance does not answer.
        """
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._acquire(0) or self._hand_over_or_acquire(request)

    def close(self) -> None:
        """Release the lock, so that the next start becomes the one instance."""
        self._lock.unlock()

    @property
    def _socket(self) -> str:
        if os.name == "posix":
            return str(self._folder / "window")
        return f"stretchcoach-{zlib.crc32(str(self._folder).encode()):08x}"  # Windows' named pipes have no folder

    def _acquire(self, timeout_ms: int) -> bool:
        """Return False if another instance holds the lock. A lock that can't be written counts as acquired."""
        return self._lock.tryLock(timeout_ms) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def _hand_over_or_acquire(self, request: LaunchRequest) -> bool:
        # Loads QtNetwork, which a first start does not need.
        from stretchcoach.desktop.launch_server import send_launch_request

        deadline = QDeadlineTimer(_TIMEOUT_MS)
        while not deadline.hasExpired():
            if send_launch_request(self._socket, request, deadline.remainingTime()):
                return False
            if self._acquire(_RETRY_MS):
                return True
        # After a crash, another program may have the process id in the lock file. The file is removed only if no
        # process holds it open.
        if self._lock.removeStaleLockFile() and self._acquire(0):
            return True
        raise UserFacingError(
            _("Stretch Coach is already open, but it isn't responding."),
            _("Close its window or end process {number}, then start it again.").format(number=_process_id(self._lock)),
        )


def _process_id(lock: QLockFile) -> int:
    """Return the id of the process that holds a lock."""
    process_id, _host, _program = lock.getLockInfo()
    return process_id
