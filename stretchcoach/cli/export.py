"""The command `export`: a session as a sound file."""

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, raise_if_requested, write_notices
from stretchcoach.cli.parsing import Parser, add_routine, add_sound_file
from stretchcoach.cli.session_options import add_session_options, with_session_options
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.settings.choices import BreathSoundKind
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.sounds import OURS

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands
    from pathlib import Path


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("export", description=_("Write a session to a sound file."))
    add_routine(parser)
    add_session_options(parser)
    add_sound_file(parser)
    parser.add_argument(
        "--background",
        metavar="NAME|FILE|DIR",
        help=_("none, {names}, or music of your own").format(names=", ".join(OURS)),
    )
    parser.add_argument("--breath-sound", choices=[kind.value for kind in BreathSoundKind])
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from stretchcoach.window.figure.picture_file import cover_of

    file: Path = options.file
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with app_context() as (app, shutdown):
        routine = app.library.find(options.routine)
        preferences = _with_sound_options(app.preferences.current, options)
        with bar:
            task = bar.add_task(file.name, total=1.0)

            def show_progress(share: float) -> None:
                raise_if_requested(shutdown)
                bar.update(task, completed=share)

            notices = app.sessions.export(
                routine,
                preferences,
                file,
                cover=cover_of(routine),
                overwrite=options.force,
                progress=show_progress,
            )
        write_notices(*notices, Notice(_("{file} is written.").format(file=file)))
    return True


def _with_sound_options(saved: Preferences, options: argparse.Namespace) -> Preferences:
    preferences = with_session_options(saved, options)
    if options.background is not None:
        preferences = replace(preferences, background=options.background)
    if options.breath_sound is not None:
        preferences = replace(preferences, breath_sound=BreathSoundKind(options.breath_sound))
    return preferences
