"""The diagnostics of one run: its log, and a report of each crash."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.diagnostics.crash_report import CrashReport, write_crash_report

if TYPE_CHECKING:
    from stretchcoach.diagnostics.log import RunLog


class Diagnostics:
    """The log and the crash reports of one run, in `folder`.

    The log starts on demand, because loading `logging` delays the first frame.
    """

    def __init__(
        self, folder: Path, name: str, level: str | None, private_words: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """`name` is the stem of the log's file name. `level` and `private_words` are those of RunLog."""
        self.folder = folder
        self.level = level
        self._file = folder / f"{name}.log"
        self._private_words = private_words
        self._log: RunLog | None = None

    def start_log(self) -> None:
        """Start the log, if it is not running yet."""
        if self._log is None:
            from stretchcoach.diagnostics.log import RunLog

            self._log = RunLog(self._file, self.level, self._private_words)

    @property
    def is_logging(self) -> bool:
        """Whether the log is running."""
        return self._log is not None

    def write_crash_report(self, error: BaseException) -> CrashReport:
        """Write a report of a bug, with the latest lines of the log."""
        return write_crash_report(error, self.folder, self._log.recent_lines if self._log is not None else ())

    def close(self) -> None:
        """Stop the log."""
        if self._log is not None:
            self._log.close()
            self._log = None
