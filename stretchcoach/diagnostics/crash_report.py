"""Crash reports: the traceback of a bug goes to its own file, and the person sees one calm sentence."""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from stretchcoach import __version__
from stretchcoach.diagnostics.limits import MAX_CRASH_REPORT_CHARACTERS, MAX_CRASH_REPORTS
from stretchcoach.i18n import _


class CrashReport(NamedTuple):
    """A report of a bug."""

    text: str
    file: Path | None
    """The file that has the report, or None if it could not be written."""


def report_crash(error: BaseException, folder: Path) -> str:
    """Write a report of `error` into `folder`, and return the sentence to show the person."""
    report = write_crash_report(error, folder)
    if report.file is not None:
        return _("Something went wrong that should not have; the details are in {path}.").format(path=report.file)
    return _("Something went wrong that should not have ({error}), and the log can't be written.").format(
        error=f"{type(error).__name__}: {error}"
    )


def write_crash_report(error: BaseException, folder: Path, recent_lines: Sequence[str] = ()) -> CrashReport:
    """Write a report of `error` into `folder`, with the latest lines of the log, and delete the oldest reports."""
    import datetime as dt  # needed only after a crash

    now = dt.datetime.now(tz=dt.UTC)
    text = _report_text(error, now.isoformat(timespec="seconds"), recent_lines)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"crash-{now:%Y%m%dT%H%M%S.%fZ}.txt"
        file.write_text(text, encoding="utf-8", errors="backslashreplace")
        for old in sorted(folder.glob("crash-*.txt"))[:-MAX_CRASH_REPORTS]:
            old.unlink(missing_ok=True)
        return CrashReport(text, file)
    return CrashReport(text, None)


def _report_text(error: BaseException, when: str, recent_lines: Sequence[str]) -> str:
    import platform  # as above
    import traceback

    qt = sys.modules.get("PySide6")
    versions = f"Python {platform.python_version()}" + (f", PySide6 {qt.__version__}" if qt else "")
    parts = [
        f"{when} Stretch Coach {__version__}, {versions}, {platform.platform()}",
        "".join(traceback.format_exception(error)),
    ]
    if recent_lines:
        parts.append("\n".join(["Before that:", *recent_lines, ""]))
    return _without_home("\n".join(parts))[:MAX_CRASH_REPORT_CHARACTERS]


def _without_home(text: str) -> str:
    """Return `text` with the home folder as `~`, because its path may contain the person's name."""
    with contextlib.suppress(RuntimeError):  # there is no home folder
        home = Path.home()
        if home != home.parent:
            return text.replace(f"{home}/", "~/").replace(f"{home}\\", "~\\")
    return text
