"""What is kept of a run for whoever looks for a fault: its log, and a report of each crash."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.diagnostics.crash_report import CrashReport, write_crash_report

if TYPE_CHECKING:
    from stretchcoach.diagnostics.log import RunLog


class Diagnostics:
    """The records of one run, in `folder`. The log begins when it is wanted: loading it costs a start its time."""

    def __init__(
        self, folder: Path, face: str, level: str | None, private_words: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """`face` is the name of the log; `level` and `private_words` are as a Log takes them."""
        self.folder = folder
        self.level = level
        self._file = folder / f"{face}.log"
        self._private_words = private_words
        self._log: RunLog | None = None

    def start_log(self) -> None:
        """Begin the log, where that has not been done."""
        if self._log is None:
            from stretchcoach.diagnostics.log import RunLog

            self._log = RunLog(self._file, self.level, self._private_words)

    @property
    def is_logging(self) -> bool:
        """Whether the log has begun."""
        return self._log is not None

    def write_crash_report(self, error: BaseException) -> CrashReport:
        """Keep a report of a bug, with what was logged last."""
        return write_crash_report(error, self.folder, self._log.last_lines if self._log is not None else ())

    def close(self) -> None:
        """End the log."""
        if self._log is not None:
            self._log.close()
            self._log = None
