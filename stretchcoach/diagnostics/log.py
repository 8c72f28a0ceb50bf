"""The log of one run, for anyone who later looks for the cause of a fault."""

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
from stretchcoach.diagnostics.limits import DEFAULT_LOG_LEVEL, MAX_LOG_BYTES, OLDER_LOGS, RECENT_LINES

_ROOT = logging.getLogger("stretchcoach")
_log = logging.getLogger(__name__)


class RunLog:
    """The log of one run: a rotating file, and standard error as well if a level was asked for.

    The latest lines are also kept in memory for a crash report, from level info upwards whatever the level is.

    The log holds nothing private, because a person may send it to someone who helps. No module logs a text that a
    person wrote or a line that is spoken, and only our own routines are logged, by their ids. Anything private that
    still gets in, through a message of Qt or a traceback, is redacted here: the home folder becomes `~`, and each of
    the words that `private_words` returns becomes `…`. Those are the titles, ids and file names of the person's own
    routines, and the name of their voice.
    """

    def __init__(
        self, file: Path, level: str | None = None, private_words: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """`level` is one of LOG_LEVELS, or None for the default level without standard error."""
        formatter = _RedactingFormatter(private_words)
        threshold = getattr(logging, (level or DEFAULT_LOG_LEVEL).upper())
        self._recent = _RecentLinesHandler()
        self._recent.setLevel(logging.INFO)
        self._handlers: list[logging.Handler] = [self._recent]
        with contextlib.suppress(OSError):  # as in _BestEffortFileHandler
            file.parent.mkdir(parents=True, exist_ok=True)
        self._handlers.append(_BestEffortFileHandler(file))
        if level is not None:
            self._handlers.append(logging.StreamHandler(sys.stderr))
        for handler in self._handlers:
            handler.setFormatter(formatter)
            if handler is not self._recent:
                handler.setLevel(threshold)
            _ROOT.addHandler(handler)
        _ROOT.setLevel(min(threshold, logging.INFO))
        _log.info("Stretch Coach %s, Python %s, %s", __version__, platform.python_version(), platform.platform())

    @property
    def recent_lines(self) -> tuple[str, ...]:
        """The latest lines, the newest last."""
        return tuple(self._recent.lines)

    def close(self) -> None:
        """Stop logging, and close the file."""
        for handler in self._handlers:
            _ROOT.removeHandler(handler)
            handler.close()


class _RecentLinesHandler(logging.Handler):
    """Keeps the latest lines in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=RECENT_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Add a line."""
        self.lines.append(self.format(record))


class _BestEffortFileHandler(RotatingFileHandler):
    """Writes to a file that it opens with the first line. Drops lines that can't be written, without a word."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            file,
            maxBytes=MAX_LOG_BYTES,
            backupCount=OLDER_LOGS,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the line."""

    def close(self) -> None:
        """Close the file, and drop lines that still can't be written."""
        with contextlib.suppress(OSError):
            super().close()


class _RedactingFormatter(logging.Formatter):
    """Formats a line with its time in UTC, its level and its module, and redacts what is private."""

    converter = time.gmtime  # type: ignore[assignment]  # as the documentation of logging recommends

    def __init__(self, private_words: Callable[[], Iterable[str]]) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self._private_words = private_words

    def format(self, record: logging.LogRecord) -> str:
        """Return the redacted line."""
        return redacted(super().format(record), self._private_words())


def redacted(text: str, private_words: Iterable[str] = ()) -> str:
    """Return `text` with the home folder as `~` and each of the words as `…`, the longest word first."""
    with contextlib.suppress(RuntimeError):  # there is no home folder
        home = Path.home()
        if home != home.parent:
            text = re.sub(rf"{re.escape(str(home))}(?=[/\\]|\b)", "~", text)
    for word in sorted(private_words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", text)
    return text
