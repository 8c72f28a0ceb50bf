"""Faults in a file, described so that its author can fix them."""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

from stretchcoach.i18n import _n
from stretchcoach.messages import Notice, UserFacingError


class RefusalReason(Enum):
    """Why a file was refused."""

    FAULTY = "faulty"
    """Its content has faults."""
    MISSING = "missing"
    """There is no such file."""
    UNREADABLE = "unreadable"
    """The operating system refused to read it, perhaps only for now."""
    MISNAMED = "misnamed"
    """Its name has the wrong ending."""
    NEWER_FORMAT = "newer format"
    """A newer version of the program wrote it."""


class Fault(NamedTuple):
    """One fault, at one place in a file."""

    path: Path
    line: int
    """The line number, counted from 1."""
    where: str
    """The key, such as `inhale[2].full`, or `file` for the file as a whole."""
    message: str
    """What is wrong and what would be right."""

    def __str__(self) -> str:
        """Return `FILE:LINE: WHERE: WHAT IS WRONG, AND WHAT WOULD BE RIGHT`."""
        return f"{self.path}:{self.line}: {self.where}: {self.message}"


class InvalidFileError(UserFacingError):
    """Raised for a file that is refused, with every fault found in it."""

    def __init__(self, faults: tuple[Fault, ...], reason: RefusalReason = RefusalReason.FAULTY) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
        self.reason = reason

    @property
    def summary(self) -> Notice:
        """A short notice: how many faults the file has or, if it was not read at all, why."""
        path, count = self.faults[0].path, len(self.faults)
        if self.reason in (RefusalReason.UNREADABLE, RefusalReason.MISNAMED):
            return Notice(f"{path.name} {self.faults[0].message}.")
        shown = f'"{path}"' if " " in str(path) else path
        return Notice(
            _n(
                "{file} has {n} fault and is left out.",
                "{file} has {n} faults and is left out.",
                count,
            ).format(file=path.name, n=count),
            _n(
                "See it with: stretchcoach check {path}",
                "See them with: stretchcoach check {path}",
                count,
            ).format(path=shown),
        )
