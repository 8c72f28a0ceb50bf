"""The command line: what was asked for, and how it ended."""

import errno
import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from stretchcoach import compose
from stretchcoach.crash import report_crash
from stretchcoach.language import _
from stretchcoach.notice import Trouble
from stretchcoach.routine.library import Unknown
from stretchcoach.routine.pose import Pose
from stretchcoach.settings.choices import Side, Theme
from stretchcoach.studio import Folders

if TYPE_CHECKING:
    import argparse

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})
"""A disk that takes no more of our output."""


def run() -> NoReturn:
    """Run the command line of this process, and end it with the right status."""
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a title may hold letters that this terminal cannot show
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for; return the exit status."""
    try:
        done = _do(arguments)
        sys.stdout.flush()
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return WRONG_USAGE if isinstance(trouble, Unknown) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has left. Python flushes once more when it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - a bug's traceback belongs in the log, not before a person
        sys.stderr.write(f"{_unexpected(error)}\n")
        return FAILED
    return DONE if done else FAILED


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
        case ["journal", *rest]:
            done = _do_with_journal(options.journal_parser().parse_args(rest))
        case _:
            parser = options.window_parser()
            asked = parser.parse_args(arguments)
            if asked.start and asked.routine is None:
                parser.error(_("--start wants a ROUTINE to start"))
            done = compose.open_face(asked.routine, start=asked.start, log_level=asked.log_level)
    return done


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
    if isinstance(error, OSError) and error.errno in _FULL:
        return _("The output can't be written ({why}).").format(why=error.strerror)
    return report_crash(error, Folders.of_user().log)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Let SIGTERM stop a session as Ctrl+C does: cleanly."""
    raise KeyboardInterrupt
