"""Whether a person has been welcomed: `welcomed.toml` in their config folder. No setting, so no part of those."""

from pathlib import Path

from stretchcoach.files.atomic_writing import write_toml
from stretchcoach.files.fault import InvalidFileError, RefusalReason
from stretchcoach.files.toml_reading import read_table
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError


def was_welcomed(path: Path) -> bool:
    """Return what is kept at `path`.

    A file that says nothing of it means no: seeing the welcome twice does no harm. One that cannot be read now, or that
    a later version wrote, means yes: somebody has been here, and what it says is not to be written over.
    """
    try:
        return read_table(path).boolean("welcomed", default=False)
    except InvalidFileError as refused:
        return refused.reason in (RefusalReason.UNREADABLE, RefusalReason.NEWER_FORMAT)


def keep_welcomed(path: Path) -> None:
    """Keep at `path` that the person has been welcomed. Raises UserFacingError."""
    try:
        write_toml(path, {"welcomed": True})
    except OSError as error:
        raise UserFacingError(
            _("Your welcome can't be kept: {path} cannot be written ({why}).").format(path=path, why=error.strerror),
            _("It is shown again next time. Allow writing to that folder, or free some disk space."),
        ) from error
