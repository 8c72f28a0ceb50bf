"""The command line: what was asked for, and how it ended."""

import contextlib
import errno
import io
import os
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn, TextIO

from stretchcoach import compose
from stretchcoach.desktop.shutdown import INTERRUPTED
from stretchcoach.diagnostics.crash_report import report_crash
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import UnknownNameError
from stretchcoach.routine.pose import Pose
from stretchcoach.settings.choices import Theme

if TYPE_CHECKING:
    import argparse

DONE, FAILED, WRONG_USAGE = 0, 1, 2
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF})
"""The output is a full disk, a terminal that has been closed, or nothing that can be written to."""


def run() -> NoReturn:
    """Run the command line of this process, and end it with the right status."""
    threading.excepthook = _report_from_thread
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a title may hold letters that this terminal cannot show
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for; return the exit status."""
    try:
        done = _do(arguments)
        sys.stdout.flush()
    except UserFacingError as trouble:
        _say(str(trouble))
        return WRONG_USAGE if isinstance(trouble, UnknownNameError) else FAILED
    except compose.Interrupted:
        return INTERRUPTED
    except BrokenPipeError:
        # The program that read our output has ended.
        _discard(sys.stdout)
        return DONE
    except Exception as error:  # noqa: BLE001 - a bug's traceback belongs in the log, not before a person
        _say(_unexpected(error))
        return FAILED
    return DONE if done else FAILED


def _say(text: str) -> None:
    """Write a line to standard error, which may be closed by now."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        _discard(sys.stderr)


def _discard(stream: TextIO) -> None:
    """Let the null device take what is still to be written: Python flushes once more at its end, and would complain."""
    with contextlib.suppress(OSError, ValueError):  # a stream without a descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report_from_thread(told: threading.ExceptHookArgs) -> None:
    """Report a bug in a thread. What the thread was doing is lost; the rest goes on."""
    if isinstance(told.exc_value, Exception):
        _say(report_crash(told.exc_value, UserFolders.of_user().log))


def _do(arguments: Sequence[str]) -> bool:
    if not arguments:
        return compose.open_face(None, start=False)
    from stretchcoach import options  # argparse is slow to load, and the plain start does without

    match arguments:
        case ["list", *rest]:
            asked = options.list_parser().parse_args(rest)
            done = compose.show_list(as_json=asked.json)
        case ["plan", *rest]:
            asked = options.plan_parser().parse_args(rest)
            done = compose.show_plan(asked.routine, options.Overrides(asked), as_json=asked.json)
        case ["play", *rest]:
            asked = options.play_parser().parse_args(rest)
            done = compose.play(
                asked.routine,
                options.Overrides(asked),
                speed=asked.speed,
                mute=asked.mute,
                log_level=asked.log_level,
            )
        case ["check", *rest]:
            done = compose.check(options.check_parser().parse_args(rest).files)
        case ["picture", *rest]:
            asked = options.picture_parser().parse_args(rest)
            look = compose.Look(Pose(asked.pose), Side(asked.side), Theme(asked.theme), asked.size)
            done = compose.write_picture(asked.stretch, asked.file, look)
        case ["voices" | "say" | "export" as command, *rest]:
            done = _do_with_sound(command, rest)
        case ["journal", *rest]:
            done = _do_with_journal(options.journal_parser().parse_args(rest))
        case _:
            parser = options.window_parser()
            asked = parser.parse_args(arguments)
            if asked.start and asked.routine is None:
                parser.error(_("--start wants a ROUTINE to start"))
            done = compose.open_face(asked.routine, start=asked.start, log_level=asked.log_level)
    return done


def _do_with_sound(command: str, arguments: Sequence[str]) -> bool:
    from stretchcoach import options

    match command:
        case "voices":
            return compose.show_voices(as_json=options.voices_parser().parse_args(arguments).json)
        case "say":
            asked = options.say_parser().parse_args(arguments)
            return compose.say(asked.text, asked.file, options.VoiceOverrides(asked), overwrite=asked.force)
        case _:
            asked = options.export_parser().parse_args(arguments)
            return compose.export_sound(asked.routine, asked.file, options.SoundOverrides(asked), overwrite=asked.force)


def _do_with_journal(asked: "argparse.Namespace") -> bool:
    match asked.act:
        case "export":
            return compose.export_journal(asked.file)
        case "import":
            return compose.import_journal(asked.file, dry_run=asked.dry_run)
        case "check":
            return compose.check_journal()
        case _:
            return compose.show_journal(asked.since, as_json=asked.json)


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _UNWRITABLE:
        _discard(sys.stdout)
        return _("The output can't be written ({why}).").format(why=error.strerror)
    return report_crash(error, UserFolders.of_user().log)
