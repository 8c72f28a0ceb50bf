"""The log: what the program notes about itself, for whoever looks for a fault later."""

import contextlib
import logging
import platform
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from stretchcoach import __version__

LEVELS = ("debug", "info", "warning", "error")
USUAL_LEVEL = "warning"
LARGEST_BYTES = 256 * 1024
OLDER_FILES = 2
_LAST_LINES = 60
"""How much of what came before a crash its report tells."""

_OURS = logging.getLogger("stretchcoach")
_log = logging.getLogger(__name__)


class RunLog:
    """One run's log: a file that is turned over before it grows large, and standard error where that was asked for.

    The last lines, from info upwards whatever the level is, are kept in memory for the report of a crash.

    What is private stays out of it: it may be sent to someone who helps. No module logs what a person wrote or a line
    that is spoken, and routines are logged by their id, those of ours alone. Whatever slips through all the same, in a
    message of Qt or in a traceback, is masked here: the home folder is `~`, and any of the words that `private_words`
    returns is `…`: titles, ids and file names of the person's own routines, and the voice that they chose.
    """

    def __init__(
        self, file: Path, level: str | None = None, private_words: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """`level` is one of LEVELS, or None for the usual one without standard error."""
        form = _Form(private_words)
        chosen = getattr(logging, (level or USUAL_LEVEL).upper())
        self._last = _LastLines()
        self._last.setLevel(logging.INFO)
        self._handlers: list[logging.Handler] = [self._last]
        with contextlib.suppress(OSError):  # a folder that cannot be written is no trouble; nor is it below
            file.parent.mkdir(parents=True, exist_ok=True)
        self._handlers.append(_QuietFile(file))
        if level is not None:
            self._handlers.append(logging.StreamHandler(sys.stderr))
        for handler in self._handlers:
            handler.setFormatter(form)
            if handler is not self._last:
                handler.setLevel(chosen)
            _OURS.addHandler(handler)
        _OURS.setLevel(min(chosen, logging.INFO))
        _log.info("Stretch Coach %s, Python %s, %s", __version__, platform.python_version(), platform.platform())

    @property
    def last_lines(self) -> tuple[str, ...]:
        """What was logged last, the newest at the end."""
        return tuple(self._last.lines)

    def close(self) -> None:
        """Log nothing more."""
        for handler in self._handlers:
            _OURS.removeHandler(handler)
            handler.close()


class _LastLines(logging.Handler):
    """Keeps the last lines in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LAST_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one more."""
        self.lines.append(self.format(record))


class _QuietFile(RotatingFileHandler):
    """A file, opened with its first line, that may not be writable: a log makes no trouble of that."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            file,
            maxBytes=LARGEST_BYTES,
            backupCount=OLDER_FILES,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )

    def handleError(self, record: logging.LogRecord) -> None:
        """Go on without this line."""

    def close(self) -> None:
        """Close the file; what still cannot be written is lost."""
        with contextlib.suppress(OSError):
            super().close()


class _Form(logging.Formatter):
    """A line with its time in UTC, its level and its module, and nothing private in it."""

    converter = time.gmtime  # type: ignore[assignment]  # as the documentation of logging says

    def __init__(self, private_words: Callable[[], Iterable[str]]) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self._private_words = private_words

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, masked."""
        return redacted(super().format(record), self._private_words())


def redacted(text: str, private_words: Iterable[str] = ()) -> str:
    """Return `text` with `~` for the home folder and `…` for each of the words, the longest first."""
    with contextlib.suppress(RuntimeError):  # no home at all
        home = Path.home()
        if home != home.parent:
            text = re.sub(rf"{re.escape(str(home))}(?=[/\\]|\b)", "~", text)
    for word in sorted(private_words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", text)
    return text
