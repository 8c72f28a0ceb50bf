"""What is wrong in a file, said so that its author can mend it."""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

from stretchcoach.i18n import _n
from stretchcoach.messages import Notice, UserFacingError


class RefusalReason(Enum):
    """Why a file was refused."""

    FAULTY = "faulty"
    """What is in it is wrong."""
    MISSING = "missing"
    """There is no such file."""
    UNREADABLE = "unreadable"
    """The system does not let it be read, perhaps only now."""
    MISNAMED = "misnamed"
    """Its name keeps it from being used."""
    NEWER_FORMAT = "newer format"
    """A later version of the program wrote it."""


class Fault(NamedTuple):
    """One thing wrong in one place of a file."""

    path: Path
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        """`FILE:LINE: WHERE: WHAT IS WRONG, AND WHAT WOULD BE RIGHT`."""
        return f"{self.path}:{self.line}: {self.where}: {self.message}"


class InvalidFileError(UserFacingError):
    """A file that cannot be accepted, with every fault found in it."""

    def __init__(self, faults: tuple[Fault, ...], reason: RefusalReason = RefusalReason.FAULTY) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
        self.reason = reason

    @property
    def summary(self) -> Notice:
        """How many faults there are, for a face that has no room to name them; of a file that was not read, why."""
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
