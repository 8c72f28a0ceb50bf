"""Bugs: the traceback goes to a file of its own, and the person gets a calm sentence."""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from stretchcoach import __version__
from stretchcoach.i18n import _

_KEPT = 10
"""So many reports are kept, the newest ones."""
_LARGEST = 256 * 1024
"""Letters of one report; what is longer is a runaway recursion or text."""


class CrashReport(NamedTuple):
    """What is known of a bug, and the file that it was written to, if it could be."""

    text: str
    file: Path | None


def report_crash(error: BaseException, folder: Path) -> str:
    """Keep a report of `error` in `folder`; return what to tell the person."""
    report = write_crash_report(error, folder)
    if report.file is not None:
        return _("Something went wrong that should not have; the details are in {path}.").format(path=report.file)
    return _("Something went wrong that should not have ({error}), and the log can't be written.").format(
        error=f"{type(error).__name__}: {error}"
    )


def write_crash_report(error: BaseException, folder: Path, last_lines: Sequence[str] = ()) -> CrashReport:
    """Write what is known of `error`, with the last lines of the log, into `folder`; the oldest reports go."""
    import datetime as dt  # a start without a bug does without

    now = dt.datetime.now(tz=dt.UTC)
    text = _described(error, now.isoformat(timespec="seconds"), last_lines)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"crash-{now:%Y%m%dT%H%M%S.%fZ}.txt"
        file.write_text(text, encoding="utf-8", errors="backslashreplace")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
        return CrashReport(text, file)
    return CrashReport(text, None)


def _described(error: BaseException, when: str, last_lines: Sequence[str]) -> str:
    import platform  # a start without a bug does without
    import traceback

    qt = sys.modules.get("PySide6")
    versions = f"Python {platform.python_version()}" + (f", PySide6 {qt.__version__}" if qt else "")
    parts = [
        f"{when} Stretch Coach {__version__}, {versions}, {platform.platform()}",
        "".join(traceback.format_exception(error)),
    ]
    if last_lines:
        parts.append("\n".join(["Before that:", *last_lines, ""]))
    return _without_home("\n".join(parts))[:_LARGEST]


def _without_home(text: str) -> str:
    """Return `text` with `~` for the home folder, whose name may be the person's."""
    with contextlib.suppress(RuntimeError):  # no home at all
        home = Path.home()
        if home != home.parent:
            return text.replace(f"{home}/", "~/").replace(f"{home}\\", "~\\")
    return text
