"""What the command line understands: one parser for each command, and what the options change."""

import argparse
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from stretchcoach import __version__
from stretchcoach.domain.breath import Breath
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import RATE, REPS, Range
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.routine.pose import Pose
from stretchcoach.settings.choices import BreathSoundKind, Detail, Theme
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.sounds import OURS, SOUND_ENDINGS

T = TypeVar("T")

SPEED = Range(1, 100, 1, "times")
PIXELS = Range(16, 4096, 1, "pixels")
_ENDINGS = ", ".join(SOUND_ENDINGS)
_COMMANDS = """\
commands:
  list [--json]                    every routine: id, title, minutes, needs
  plan ROUTINE [--json] [OPTIONS]  the compiled timeline
  play ROUTINE [OPTIONS] [--speed N] [--mute] [--log-level LEVEL]
                                   coach in the terminal, with the voice
  check FILE ...                   check routine and stretch files
  picture STRETCH OUT.png|OUT.svg [--pose P] [--side S] [--size N] [--theme T]
                                   write a picture of a stretch
  voices [--json]                  every voice: id, name, language, kind
  say TEXT [FILE] [--voice ID] [--rate N] [--force]
                                   say a line, or write it to FILE
  export ROUTINE FILE [OPTIONS] [--background NAME|FILE|DIR] [--breath-sound off|tone|air] [--force]
                                   the session as sound: .flac .wav .mp3 .ogg .opus
  journal [--json] [--since DATE]  what was done
  journal export FILE.json|FILE.csv, journal import FILE.json [--dry-run], journal check

ROUTINE is an id, or the path of a routine file; `stretchcoach plan --help` shows the OPTIONS.
"""


class _Parser(argparse.ArgumentParser):
    """A parser that takes options by their whole names: a script that shortens them breaks with the next option."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)


class Overrides:
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


class SoundOverrides(Overrides):
    """The same for `export`, with what is heard beside the voice."""

    def __call__(self, saved: Preferences) -> Preferences:
        """Return `saved` with the options of this run put over it."""
        preferences = super().__call__(saved)
        if self._asked.background is not None:
            preferences = replace(preferences, background=self._asked.background)
        if self._asked.breath_sound is not None:
            preferences = replace(preferences, breath_sound=BreathSoundKind(self._asked.breath_sound))
        return preferences


class VoiceOverrides:
    """The voice and rate of `say`."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked

    def __call__(self, saved: Preferences) -> Preferences:
        """Return `saved` with the options of this run put over it."""
        voice, rate = self._asked.voice, self._asked.rate
        return replace(saved, voice=saved.voice if voice is None else voice, rate=saved.rate if rate is None else rate)


def window_parser() -> argparse.ArgumentParser:
    """`stretchcoach [ROUTINE [--start]]`."""
    parser = _Parser(
        prog="stretchcoach",
        description=_("Leads you through a stretch by voice, breath and picture."),
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("routine", metavar="ROUTINE", nargs="?", help=_("open the window at this routine"))
    parser.add_argument("--start", action="store_true", help=_("begin it at once"))
    _add_log_level(parser)
    parser.add_argument("--version", action="version", version=f"stretchcoach {__version__}")
    return parser


def list_parser() -> argparse.ArgumentParser:
    """`stretchcoach list`."""
    parser = _Parser(prog="stretchcoach list", description=_("Shows every routine."))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    return parser


def plan_parser() -> argparse.ArgumentParser:
    """`stretchcoach plan`."""
    parser = _routine_parser("plan", _("Shows what happens and what is said, second by second."))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    return parser


def play_parser() -> argparse.ArgumentParser:
    """`stretchcoach play`."""
    parser = _routine_parser("play", _("Coaches in the terminal, with the voice."))
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help=_("so many times faster than life, {range}; above 2 the voice stays silent").format(range=SPEED),
    )
    parser.add_argument("--mute", action="store_true", help=_("without any sound"))
    _add_log_level(parser)
    return parser


def check_parser() -> argparse.ArgumentParser:
    """`stretchcoach check`."""
    parser = _Parser(
        prog="stretchcoach check", description=_("Checks routine and stretch files, and names every fault.")
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    return parser


def picture_parser() -> argparse.ArgumentParser:
    """`stretchcoach picture`."""
    parser = _Parser(prog="stretchcoach picture", description=_("Writes a picture of a stretch."))
    parser.add_argument("stretch", metavar="STRETCH", help=_("an id, or the path of a stretch file"))
    parser.add_argument("file", metavar="OUT", type=_picture_file, help=_("a file that ends in .png or .svg"))
    parser.add_argument("--pose", choices=[pose.value for pose in Pose], default=Pose.DEEP.value)
    parser.add_argument("--side", choices=[Side.LEFT.value, Side.RIGHT.value], default=Side.LEFT.value)
    parser.add_argument(
        "--size",
        type=_whole(PIXELS),
        metavar="N",
        default=600,
        help=_("width and height, {range}").format(range=PIXELS),
    )
    parser.add_argument("--theme", choices=[Theme.LIGHT.value, Theme.DARK.value], default=Theme.LIGHT.value)
    return parser


def voices_parser() -> argparse.ArgumentParser:
    """`stretchcoach voices`."""
    parser = _Parser(prog="stretchcoach voices", description=_("Shows every voice of this computer, the best first."))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    return parser


def say_parser() -> argparse.ArgumentParser:
    """`stretchcoach say`."""
    parser = _Parser(prog="stretchcoach say", description=_("Says a line, or writes it to a file."))
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=_sound_file,
        help=_("one that ends in {endings}").format(endings=_ENDINGS),
    )
    parser.add_argument("--voice", metavar="ID", help=_("one of `stretchcoach voices`"))
    parser.add_argument("--rate", type=_whole(RATE), metavar="N", help=_("words a minute, {range}").format(range=RATE))
    _add_force(parser)
    return parser


def export_parser() -> argparse.ArgumentParser:
    """`stretchcoach export`."""
    parser = _routine_parser("export", _("Writes a session as sound, to be heard anywhere."))
    parser.add_argument(
        "file", metavar="FILE", type=_sound_file, help=_("one that ends in {endings}").format(endings=_ENDINGS)
    )
    parser.add_argument(
        "--background",
        metavar="NAME|FILE|DIR",
        help=_("none, {names}, or music of yours").format(names=", ".join(OURS)),
    )
    parser.add_argument("--breath-sound", choices=[kind.value for kind in BreathSoundKind])
    _add_force(parser)
    return parser


def _add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help=_("write over a file that is already there"))


def journal_parser() -> argparse.ArgumentParser:
    """`stretchcoach journal`, alone or with what is to be done with it."""
    parser = _Parser(prog="stretchcoach journal", description=_("Shows what was done, the latest first."))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.add_argument("--since", type=_day, metavar="DATE", help=_("from that day on, like 2026-03-29"))
    acts = parser.add_subparsers(dest="act", metavar="export | import | check")
    out = acts.add_parser("export", help=_("write everything to a file"))
    out.add_argument("file", metavar="FILE", type=_export_file, help=_("a file that ends in .json or .csv"))
    into = acts.add_parser("import", help=_("add what another journal has; nothing is written over"))
    into.add_argument("file", metavar="FILE", type=Path, help=_("what `journal export` wrote as .json"))
    into.add_argument("--dry-run", action="store_true", help=_("only say what would be added"))
    acts.add_parser("check", help=_("look whether it is sound; if not, keep it aside and take the newest backup"))
    return parser


def _add_log_level(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--log-level",
        choices=(
            "debug",
            "info",
            "warning",
            "error",
        ),  # stretchcoach.diagnostics.log has them, and loads more than a start needs
        metavar="LEVEL",
        help=_("log from here upwards, here as well as into the log file: debug, info, warning or error"),
    )


def _routine_parser(command: str, description: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"stretchcoach {command}", description=description)
    parser.add_argument("routine", metavar="ROUTINE", help=_("an id, or the path of a routine file"))
    options = parser.add_argument_group(_("options of this run, before your saved settings"))
    options.add_argument(
        "--hold", type=_told_by(Hold.parse), metavar="30s|5b", help=_("every hold, in seconds or in breaths")
    )
    options.add_argument("--reps", type=_whole(REPS), metavar="N", help=_("warm-up reps, {range}").format(range=REPS))
    options.add_argument(
        "--breath", type=_told_by(Breath.parse), metavar="IN/OUT[/PAUSE]", help=_("the breath's pace, in seconds")
    )
    options.add_argument("--first-side", choices=[Side.LEFT.value, Side.RIGHT.value])
    options.add_argument("--detail", choices=[detail.value for detail in Detail])
    return parser


def _told_by(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Let argparse tell what `parse` says of a text that it refuses."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read


def _whole(within: Range) -> Callable[[str], int]:
    """Return what reads a whole number within a range."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(_wrong_number(text, within)) from error
        if number not in within:
            raise argparse.ArgumentTypeError(_wrong_number(text, within))
        return number

    return read


def _picture_file(text: str) -> Path:
    return _file_of_kind(text, ".png", ".svg")


def _export_file(text: str) -> Path:
    return _file_of_kind(text, ".json", ".csv")


def _sound_file(text: str) -> Path:
    file = Path(text)
    if file.suffix.lower() not in SOUND_ENDINGS:
        wrong = _("{text!r} does not end in {endings}").format(text=text, endings=_ENDINGS)
        raise argparse.ArgumentTypeError(wrong)
    return file


def _file_of_kind(text: str, one: str, other: str) -> Path:
    file = Path(text)
    if file.suffix.lower() not in (one, other):
        wrong = _("{text!r} ends in neither {one} nor {other}").format(text=text, one=one, other=other)
        raise argparse.ArgumentTypeError(wrong)
    return file


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        wrong = _("{text!r} is no day; write it like 2026-03-29").format(text=text)
        raise argparse.ArgumentTypeError(wrong) from error


def _speed(text: str) -> float:
    try:
        speed = float(text)
        SPEED.check(_("The speed"), speed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_wrong_number(text, SPEED)) from error
    return speed


def _wrong_number(text: str, within: Range) -> str:
    return _("{text!r} is out of range: choose {range}").format(text=text, range=within)
