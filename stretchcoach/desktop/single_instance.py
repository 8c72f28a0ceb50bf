"""One window for one person: the first start holds a lock, a second one hands over what it was asked for and ends."""

import os
import zlib
from contextlib import suppress
from pathlib import Path

import platformdirs
from PySide6.QtCore import QDeadlineTimer, QLockFile

from stretchcoach.desktop.launch_request import LaunchRequest
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError

_PATIENCE_MS = 10_000
"""How long a second start waits for a first that is still loading on a busy machine, or just closing."""
_RETRY_MS = 100


def instance_folder() -> Path:
    """Return the folder in which two starts of one person find each other, there or not.

    The folder of this login comes first: a home may be shared by several machines.
    """
    if login := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(login) / "stretchcoach"
    return platformdirs.user_state_path("stretchcoach", appauthor=False)


class SingleInstance:
    """The right to be the window of one person. Where no lock can be kept, every start is a window of its own.

    Loads Qt's core alone, because every start takes the lock before its first picture.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # held for as long as the window is there, not for some seconds

    @property
    def address(self) -> str | None:
        """Where the first one listens for others; None for a window that none will ever come to."""
        if not self._lock.isLocked():
            return None
        return self._socket

    def acquire_or_hand_over(self, request: LaunchRequest) -> bool:
        """Be the one window, and say so; or hand `request` to the one that is there already, which may take seconds.

        Raises UserFacingError where that one does not answer.
        """
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._take(0) or self._take_after_handing_over(request)

    def close(self) -> None:
        """Let the next start be the one window."""
        self._lock.unlock()

    @property
    def _socket(self) -> str:
        if os.name == "posix":
            return str(self._folder / "window")
        return f"stretchcoach-{zlib.crc32(str(self._folder).encode()):08x}"  # a pipe of Windows has no folder

    def _take(self, milliseconds: int) -> bool:
        """Be the first, unless another one is; also where the lock cannot be written at all."""
        return self._lock.tryLock(milliseconds) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def _take_after_handing_over(self, request: LaunchRequest) -> bool:
        # Loads Qt's network, which a first start does without.
        from stretchcoach.desktop.launch_server import send_launch_request

        patience = QDeadlineTimer(_PATIENCE_MS)
        while not patience.hasExpired():
            if send_launch_request(self._socket, request, patience.remainingTime()):
                return False
            if self._take(_RETRY_MS):
                return True
        # After a crash another program may have the number of ours by now; only we hold the file itself.
        if self._lock.removeStaleLockFile() and self._take(0):
            return True
        raise UserFacingError(
            _("Stretch Coach is open already, and it does not answer."),
            _("Close its window, or end process {number}, and start it again.").format(number=_number(self._lock)),
        )


def _number(lock: QLockFile) -> int:
    """Return the number of the process that holds a lock."""
    number, _machine, _program = lock.getLockInfo()
    return number
