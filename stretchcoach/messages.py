"""What a person is told when something outside the program went wrong."""

from typing import NamedTuple


class Notice(NamedTuple):
    """A sentence that says what is wrong, and one that says what would help."""

    what: str
    remedy: str = ""

    def __str__(self) -> str:
        """Both sentences as one line."""
        return f"{self.what} {self.remedy}".strip()


class UserFacingError(Exception):
    """Expected trouble from outside the program, carrying the notice for the person."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.notice = Notice(what, remedy)

    def __str__(self) -> str:
        """Both sentences of the notice."""
        return str(self.notice)
