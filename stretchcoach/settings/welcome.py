"""Whether the welcome has been shown, in `welcomed.toml` in the user's config folder.

This is not a preference, so it has a file of its own.
"""

from pathlib import Path

from stretchcoach.files.atomic_writing import write_toml
from stretchcoach.files.fault import InvalidFileError, RefusalReason
from stretchcoach.files.toml_reading import read_table
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError


class WelcomeFile:
    """The file at `path` that records whether the welcome has been shown."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def was_seen(self) -> bool:
        """Return whether the welcome has been shown.

        A faulty or missing file means no: seeing the welcome twice does no harm. A file that can't be read right now,
        or that a later version wrote, means yes: someone has used the program here, and their file must stay.
        """
        try:
            return read_table(self._path).boolean("welcomed", default=False)
        except InvalidFileError as refused:
            return refused.reason in (RefusalReason.UNREADABLE, RefusalReason.NEWER_FORMAT)

    def mark_seen(self) -> None:
        """Record that the welcome has been shown. Raises UserFacingError."""
        try:
            write_toml(self._path, {"welcomed": True})
        except OSError as error:
            raise UserFacingError(
                _("Stretch Coach can't remember that it welcomed you: {path} can't be written ({why}).").format(
                    path=self._path, why=error.strerror
                ),
                _("You will see the welcome again next time. Make that folder writable, or free some disk space."),
            ) from error
