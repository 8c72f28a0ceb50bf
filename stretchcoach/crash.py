"""Bugs: the traceback goes to a log, and the person gets a calm sentence."""

import contextlib
from pathlib import Path

from stretchcoach import __version__
from stretchcoach.language import _

_LARGEST_BYTES = 512 * 1024


def report_crash(error: BaseException, folder: Path) -> str:
    """Append the traceback of `error` to `crash.log` in `folder`; return what to tell the person."""
    import datetime as dt  # noqa: PLC0415 - a start without a bug does without
    import traceback  # noqa: PLC0415 - as above

    file = folder / "crash.log"
    when = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    report = f"{when} Stretch Coach {__version__}\n{''.join(traceback.format_exception(error))}\n"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGEST_BYTES:
            file.replace(file.with_suffix(".old.log"))
        with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(report)
        return _("Something went wrong that should not have; the details are in {path}.").format(path=file)
    return _("Something went wrong that should not have ({error}), and the log can't be written.").format(
        error=f"{type(error).__name__}: {error}"
    )
