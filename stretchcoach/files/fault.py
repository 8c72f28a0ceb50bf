"""What is wrong in a file, said so that its author can mend it."""

from pathlib import Path
from typing import NamedTuple

from stretchcoach.notice import Trouble


class Fault(NamedTuple):
    """One thing wrong in one place of a file."""

    path: Path
    line: int
    where: str
    wrong: str

    def __str__(self) -> str:
        """`FILE:LINE: WHERE: WHAT IS WRONG, AND WHAT WOULD BE RIGHT`."""
        return f"{self.path}:{self.line}: {self.where}: {self.wrong}"


class Refused(Trouble):
    """A file that cannot be accepted, with every fault found in it."""

    def __init__(self, faults: tuple[Fault, ...], *, is_missing: bool = False) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
        self.is_missing = is_missing
        """Whether there is no such file at all."""
