"""The entry point: finds the command, runs it, and turns what went wrong into one sentence and an exit status."""

import contextlib
import errno
import io
import os
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn, TextIO

from stretchcoach.cli.context import Interrupted
from stretchcoach.cli.open_window import open_window
from stretchcoach.desktop.shutdown import INTERRUPTED
from stretchcoach.diagnostics.crash_report import report_crash
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import UnknownNameError

DONE, FAILED, WRONG_USAGE = 0, 1, 2
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF})
"""Errors of an output on a full disk, in a closed terminal, or to nothing at all."""


def run() -> NoReturn:
    """Run the command line of this process, and exit with its status."""
    threading.excepthook = _report_from_thread
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a title may have letters that this terminal can't show
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; return the exit status."""
    try:
        done = _run_command(arguments)
        sys.stdout.flush()
    except UserFacingError as error:
        _write_error(str(error))
        return WRONG_USAGE if isinstance(error, UnknownNameError) else FAILED
    except Interrupted:
        return INTERRUPTED
    except BrokenPipeError:
        # The program that read our output has ended.
        _discard(sys.stdout)
        return DONE
    except Exception as error:  # noqa: BLE001 - the traceback of a bug belongs in the log, not on a person's screen
        _write_error(_explain_crash(error))
        return FAILED
    return DONE if done else FAILED


def _run_command(arguments: Sequence[str]) -> bool:
    if not arguments:
        return open_window(None, start=False)
    from stretchcoach.cli.parser import parse  # argparse is slow to load, and a plain start does without it

    options = parse(arguments)
    return bool(options.run(options))


def _write_error(text: str) -> None:
    """Write a line to standard error, which may be closed."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        _discard(sys.stderr)


def _discard(stream: TextIO) -> None:
    """Redirect `stream` to the null device: Python flushes it once more at exit, and would complain."""
    with contextlib.suppress(OSError, ValueError):  # a stream without a descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report_from_thread(failure: threading.ExceptHookArgs) -> None:
    """Report a bug in a thread. The thread's work is lost; the program goes on."""
    if isinstance(failure.exc_value, Exception):
        _write_error(report_crash(failure.exc_value, UserFolders.of_user().log))


def _explain_crash(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _UNWRITABLE:
        _discard(sys.stdout)
        return _("The output can't be written ({why}).").format(why=error.strerror)
    return report_crash(error, UserFolders.of_user().log)
