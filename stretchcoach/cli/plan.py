"""The command `plan`: the compiled timeline of a routine."""

import argparse
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, print_json, write_notices
from stretchcoach.cli.parsing import Parser, add_json, add_routine
from stretchcoach.cli.session_options import add_session_options, with_session_options
from stretchcoach.i18n import _

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("plan", description=_("Show what happens and what is said, second by second."))
    add_routine(parser)
    add_session_options(parser)
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    from stretchcoach.terminal import plan

    with app_context() as (app, _shutdown):
        routine = app.library.find(options.routine)
        timeline, notices = app.sessions.plan(routine, with_session_options(app.preferences.current, options))
        write_notices(*notices)
    if options.json:
        print_json(plan.timeline_as_json(timeline))
    else:
        plan.print_table(plan.timeline_table(timeline))
    return True
