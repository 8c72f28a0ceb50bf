"""The command `say`: say a line, or write it to a sound file."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, write_notices
from stretchcoach.cli.parsing import Parser, add_sound_file, integer_within
from stretchcoach.domain.ranges import RATE
from stretchcoach.i18n import _
from stretchcoach.settings.preferences import Preferences

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("say", description=_("Say a line, or write it to a sound file."))
    parser.add_argument("text", metavar="TEXT")
    add_sound_file(parser, optional=True)
    parser.add_argument("--voice", metavar="ID", help=_("an id from `stretchcoach voices`"))
    parser.add_argument(
        "--rate", type=integer_within(RATE), metavar="N", help=_("words a minute, {range}").format(range=RATE)
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    with app_context() as (app, _shutdown):
        preferences = _with_voice_options(app.preferences.current, options)
        if options.file is None:
            notices = app.speech.say(preferences, options.text)
        else:
            notices = app.speech.write_line(preferences, options.text, options.file, overwrite=options.force)
        write_notices(*notices)
    return True


def _with_voice_options(saved: Preferences, options: argparse.Namespace) -> Preferences:
    voice = saved.voice if options.voice is None else options.voice
    rate = saved.rate if options.rate is None else options.rate
    return replace(saved, voice=voice, rate=rate)
