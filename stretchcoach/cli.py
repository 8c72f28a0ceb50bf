"""The command line: what was asked for, and how it ended."""

import argparse
import errno
import io
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import NoReturn

from stretchcoach import __version__, compose
from stretchcoach.crash import report_crash
from stretchcoach.language import _
from stretchcoach.notice import Trouble
from stretchcoach.routine.library import UnknownRoutine
from stretchcoach.settings.breath import Breath
from stretchcoach.settings.choices import Detail, Side
from stretchcoach.settings.hold import Hold
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.ranges import REPS, Range
from stretchcoach.studio import Folders

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
SPEED = Range(1, 100, 1, "times")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})
"""A disk that takes no more of our output."""
_COMMANDS = """\
commands:
  list [--json]                    every routine: id, title, minutes, needs
  plan ROUTINE [--json] [OPTIONS]  the compiled timeline
  play ROUTINE [OPTIONS] [--speed N] [--mute]
                                   coach in the terminal, with the voice
  check FILE ...                   check routine and stretch files

ROUTINE is an id, or the path of a routine file; `stretchcoach plan --help` shows the OPTIONS.
"""


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
        return WRONG_USAGE if isinstance(trouble, UnknownRoutine) else FAILED
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
    match arguments:
        case ["list", *rest]:
            asked = _parser_of_list().parse_args(rest)
            return compose.show_list(as_json=asked.json)
        case ["plan", *rest]:
            asked = _parser_of_plan().parse_args(rest)
            return compose.show_plan(asked.routine, _Overrides(asked), as_json=asked.json)
        case ["play", *rest]:
            asked = _parser_of_play().parse_args(rest)
            return compose.play(asked.routine, _Overrides(asked), speed=asked.speed, mute=asked.mute)
        case ["check", *rest]:
            return compose.check(_parser_of_check().parse_args(rest).files)
        case _:
            parser = _parser()
            asked = parser.parse_args(arguments)
            if asked.start and asked.routine is None:
                parser.error(_("--start wants a ROUTINE to start"))
            return compose.open_face(asked.routine, start=asked.start)


class _Overrides:
    """The preferences of this run: what the options say goes before what was saved."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked

    def __call__(self, saved: Preferences) -> Preferences:
        """Return `saved` with the options of this run put over it."""
        asked = self._asked
        preferences = saved
        if asked.hold is not None:
            preferences = replace(preferences, hold=asked.hold, holds=MappingProxyType({}))
        if asked.reps is not None:
            preferences = replace(preferences, reps=asked.reps)
        if asked.breath is not None:
            breath: Breath = asked.breath
            preferences = replace(
                preferences,
                inhale_seconds=breath.inhale,
                exhale_seconds=breath.exhale,
                pause_seconds=breath.pause,
            )
        if asked.first_side is not None:
            preferences = replace(preferences, first_side=Side(asked.first_side))
        if asked.detail is not None:
            preferences = replace(preferences, detail=Detail(asked.detail))
        return preferences


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stretchcoach",
        description=_("Leads you through a stretch by voice, breath and picture."),
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("routine", metavar="ROUTINE", nargs="?", help=_("open the window at this routine"))
    parser.add_argument("--start", action="store_true", help=_("begin it at once"))
    parser.add_argument("--version", action="version", version=f"stretchcoach {__version__}")
    return parser


def _parser_of_list() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stretchcoach list", description=_("Shows every routine."))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    return parser


def _parser_of_plan() -> argparse.ArgumentParser:
    parser = _routine_parser("plan", _("Shows what happens and what is said, second by second."))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    return parser


def _parser_of_play() -> argparse.ArgumentParser:
    parser = _routine_parser("play", _("Coaches in the terminal, with the voice."))
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help=_("so many times faster than life, {range}; above 2 the voice stays silent").format(range=SPEED),
    )
    parser.add_argument("--mute", action="store_true", help=_("without any sound"))
    return parser


def _parser_of_check() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stretchcoach check", description=_("Checks routine and stretch files, and names every fault.")
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    return parser


def _routine_parser(command: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"stretchcoach {command}", description=description)
    parser.add_argument("routine", metavar="ROUTINE", help=_("an id, or the path of a routine file"))
    options = parser.add_argument_group(_("options of this run, before your saved settings"))
    options.add_argument("--hold", type=_hold, metavar="30s|5b", help=_("every hold, in seconds or in breaths"))
    options.add_argument("--reps", type=_reps, metavar="N", help=_("warm-up reps, {range}").format(range=REPS))
    options.add_argument("--breath", type=_breath, metavar="IN/OUT[/PAUSE]", help=_("the breath's pace, in seconds"))
    options.add_argument("--first-side", choices=[Side.LEFT.value, Side.RIGHT.value])
    options.add_argument("--detail", choices=[detail.value for detail in Detail])
    return parser


def _hold(text: str) -> Hold:
    try:
        return Hold.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _breath(text: str) -> Breath:
    try:
        return Breath.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _reps(text: str) -> int:
    try:
        reps = int(text)
        REPS.check(_("The number of reps"), reps)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_wrong_number(text, REPS)) from error
    return reps


def _speed(text: str) -> float:
    try:
        speed = float(text)
        SPEED.check(_("The speed"), speed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_wrong_number(text, SPEED)) from error
    return speed


def _wrong_number(text: str, within: Range) -> str:
    return _("{text!r} cannot be; it can be {range}").format(text=text, range=within)


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _FULL:
        return _("The output can't be written ({why}).").format(why=error.strerror)
    return report_crash(error, Folders.of_user().log)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Let SIGTERM stop a session as Ctrl+C does: cleanly."""
    raise KeyboardInterrupt
