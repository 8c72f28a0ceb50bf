"""Messages to the user about trouble outside the program, such as a missing file."""

from typing import NamedTuple


class Notice(NamedTuple):
    """A sentence that says what is wrong, and one that says what the user can do about it."""

    what: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return both sentences as one line."""
        return f"{self.what} {self.remedy}".strip()


class UserFacingError(Exception):
    """An expected error from outside the program, with a notice for the user."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.notice = Notice(what, remedy)

    def __str__(self) -> str:
        """Return both sentences of the notice."""
        return str(self.notice)
