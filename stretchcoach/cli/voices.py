"""The command `voices`: every voice of this computer."""

import argparse
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context, print_json
from stretchcoach.cli.parsing import Parser, add_json
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError
from stretchcoach.services.app_context import AppContext

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands

    from stretchcoach.speech.engine import Voice


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("voices", description=_("List every voice of this computer, the one in use first."))
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    with app_context() as (app, _shutdown):
        found = _voices(app)
    if options.json:
        print_json([voice._asdict() for voice in found])
    else:
        _print_table(found)
    return True


def _voices(app: AppContext) -> "tuple[Voice, ...]":
    """Return the voices of this computer, the one in use first. Raises UserFacingError."""
    from stretchcoach.speech.catalogue import parse_voice
    from stretchcoach.speech.renderer import LineLostError, NoVoiceError

    saved = app.preferences.current.voice
    used = None if saved is None else str(parse_voice(saved))
    try:
        return tuple(sorted(app.speech.voices(), key=lambda voice: voice.id != used))
    except (LineLostError, NoVoiceError) as error:
        raise UserFacingError(
            _("No voice can be found on this computer: {why}.").format(why=error),
            _("Install espeak-ng, or a voice for your system."),
        ) from error


def _print_table(voices: "tuple[Voice, ...]") -> None:
    from stretchcoach.terminal import plan

    headings = (_("id"), _("name"), _("language"), _("kind"))
    kinds = {True: _("natural"), False: _("system")}
    rows = ((voice.id, voice.name, voice.language, kinds[voice.natural]) for voice in voices)
    plan.print_table(plan.plain_table(headings, rows))
