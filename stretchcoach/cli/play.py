"""The command `play`: a session in the terminal, with the voice."""

import argparse
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, terminal_log
from stretchcoach.cli.parsing import Parser, add_log_level, add_routine, number_within
from stretchcoach.cli.session_options import add_session_options, with_session_options
from stretchcoach.domain.ranges import Range
from stretchcoach.i18n import _

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands

_SPEED = Range(1, 100, 1, "times")


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("play", description=_("Coach in the terminal, with the voice."))
    add_routine(parser)
    add_session_options(parser)
    parser.add_argument(
        "--speed",
        type=number_within(_SPEED),
        default=1.0,
        metavar="N",
        help=_("run faster than life, {range}; above 2 the voice stays silent").format(range=_SPEED),
    )
    parser.add_argument("--mute", action="store_true", help=_("play no sound"))
    add_log_level(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    from stretchcoach.cli.terminal_session import coach_in_terminal

    with app_context() as (app, shutdown), terminal_log(app, options.log_level):
        routine = app.library.find(options.routine)
        preferences = with_session_options(app.preferences.current, options)
        return coach_in_terminal(app, routine, preferences, shutdown, speed=options.speed, mute=options.mute)
