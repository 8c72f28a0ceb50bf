"""The command without a name: open the window, or coach in the terminal where there is no display."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.cli.commands import COMMANDS
from stretchcoach.cli.context import app_context, terminal_log, write_notices
from stretchcoach.desktop import display
from stretchcoach.desktop.launch_request import LaunchRequest
from stretchcoach.diagnostics.diagnostics import Diagnostics
from stretchcoach.i18n import _
from stretchcoach.paths import UserFolders
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext

if TYPE_CHECKING:
    import argparse

    from stretchcoach.desktop.shutdown import ShutdownListener

_DEFAULT_ROUTINE = "seated-hamstring"
"""The routine that is played where there is no display, and nobody who could choose one."""


def add_arguments(parser: "argparse.ArgumentParser") -> None:
    """Declare the arguments of a start without a command."""
    from stretchcoach.cli.parsing import add_log_level

    parser.add_argument("routine", metavar="ROUTINE", nargs="?", help=_("open the window at this routine"))
    parser.add_argument("--start", action="store_true", help=_("start it at once"))
    add_log_level(parser)

    def run(options: "argparse.Namespace") -> bool:
        if options.start and options.routine is None:
            parser.error(_("--start needs a ROUTINE to start"))
        return open_window(options.routine, start=options.start, log_level=options.log_level)

    parser.set_defaults(run=run)


def open_window(routine: str | None, *, start: bool, log_level: str | None = None) -> bool:
    """Open the window, or coach in the terminal where there is no display; return whether all went well."""
    missing = display.display_problem()
    if missing is None:
        return _run_window(routine, start=start, log_level=log_level)
    from stretchcoach.cli.terminal_session import coach_in_terminal

    with app_context() as (app, shutdown), terminal_log(app, log_level):
        named = None if routine is None else app.library.find(routine, COMMANDS)
        write_notices(missing)
        chosen = named or _choose(app, shutdown)
        return chosen is not None and coach_in_terminal(app, chosen, app.preferences.current, shutdown)


def _run_window(routine: str | None, *, start: bool, log_level: str | None) -> bool:
    from stretchcoach.desktop.single_instance import SingleInstance, instance_folder

    folders = UserFolders.of_user()
    app = AppContext(folders)
    with closing(app), closing(SingleInstance(instance_folder())) as instance:
        chosen = None if routine is None else app.library.find(routine, COMMANDS)
        if not instance.acquire_or_hand_over(LaunchRequest(_name_for_others(app, routine, chosen), start)):
            return True
        from stretchcoach.window.shell.app import run_window

        records = Diagnostics(folders.log, "window", log_level, lambda: app.private_words)
        with closing(records):
            return run_window(app, chosen, start=start, instance=instance, records=records)


def _name_for_others(app: AppContext, name: str | None, chosen: Routine | None) -> str | None:
    """Return a name by which a running window, in another folder and with another library, finds the routine."""
    if name is None or chosen is None:
        return None
    if app.library.current.routines.get(name) is not chosen:
        return str(Path(name).absolute())
    file = app.library.current.routine_files[name]
    return name if app.library.current.is_bundled(file) else str(file)


def _choose(app: AppContext, shutdown: "ShutdownListener") -> Routine | None:
    """Ask for a routine in the terminal; return None where nobody answers."""
    from stretchcoach.cli.list_routines import with_minutes
    from stretchcoach.terminal.choosing import choose
    from stretchcoach.terminal.keyboard import line_reader
    from stretchcoach.terminal.printer import Printer

    if not sys.stdin.isatty():
        return app.library.find(_DEFAULT_ROUTINE)
    return choose(with_minutes(app), Printer(), line_reader(sys.stdin, lambda: shutdown.is_requested))
