"""Whether the welcome has been shown, in `welcomed.toml` in the user's config folder.

This is not a preference, so it has a file of its own.
"""

from pathlib import Path

from stretchcoach.files.atomic_writing import write_toml
from stretchcoach.files.fault import InvalidFileError, RefusalReason
from stretchcoach.files.toml_reading import read_table
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError


def was_welcomed(path: Path) -> bool:
    """Return whether the file at `path` says that the welcome has been shown.

    A faulty or missing file means no: seeing the welcome twice does no harm. A file that can't be read right now, or
    that a later version wrote, means yes: someone has used the program here, and their file must not be overwritten.
    """
    try:
        return read_table(path).boolean("welcomed", default=False)
    except InvalidFileError as refused:
        return refused.reason in (RefusalReason.UNREADABLE, RefusalReason.NEWER_FORMAT)


def keep_welcomed(path: Path) -> None:
    """Record at `path` that the welcome has been shown. Raises UserFacingError."""
    try:
        write_toml(path, {"welcomed": True})
    except OSError as error:
        raise UserFacingError(
            _("Stretch Coach can't remember that it welcomed you: {path} can't be written ({why}).").format(
                path=path, why=error.strerror
            ),
            _("You will see the welcome again next time. Make that folder writable, or free some disk space."),
        ) from error
