"""The command `list`: every routine."""

import argparse
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, print_json
from stretchcoach.cli.parsing import Parser, add_json
from stretchcoach.i18n import _
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("list", description=_("List every routine: id, title, minutes, needs."))
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    from stretchcoach.terminal import plan

    with app_context() as (app, _shutdown):
        entries = with_minutes(app)
    if options.json:
        print_json([plan.routine_as_json(routine, minutes) for routine, minutes in entries])
    else:
        plan.print_table(plan.routine_table(entries))
    return True


def with_minutes(app: AppContext) -> list[tuple[Routine, int]]:
    """Return every routine with the minutes that it takes."""
    return [
        (routine, app.sessions.minutes(routine, app.preferences.current))
        for routine in app.library.current.routines.values()
    ]
