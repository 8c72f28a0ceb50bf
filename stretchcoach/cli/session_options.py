"""The options that override a person's saved preferences for one run."""

import argparse
from dataclasses import replace
from types import MappingProxyType

from stretchcoach.cli.parsing import integer_within, parsed_by
from stretchcoach.domain.breath import Breath
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import REPS
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.preferences import Preferences


def add_session_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of a session: hold, reps, breath, first side and detail."""
    options = parser.add_argument_group(_("options for this run, in place of your saved settings"))
    options.add_argument(
        "--hold", type=parsed_by(Hold.parse), metavar="30s|5b", help=_("every hold, in seconds or in breaths")
    )
    options.add_argument(
        "--reps", type=integer_within(REPS), metavar="N", help=_("warm-up reps, {range}").format(range=REPS)
    )
    options.add_argument(
        "--breath", type=parsed_by(Breath.parse), metavar="IN/OUT[/PAUSE]", help=_("the pace of the breath, in seconds")
    )
    options.add_argument("--first-side", type=str, choices=[Side.LEFT.value, Side.RIGHT.value])
    options.add_argument("--detail", choices=[detail.value for detail in Detail])


def with_session_options(saved: Preferences, options: argparse.Namespace) -> Preferences:
    """Return `saved` with the options of this run in place of it."""
    preferences = saved
    if options.hold is not None:
        preferences = replace(preferences, hold=options.hold, holds=MappingProxyType({}))
    if options.reps is not None:
        preferences = replace(preferences, reps=options.reps)
    if options.breath is not None:
        breath: Breath = options.breath
        preferences = replace(
            preferences,
            inhale_seconds=breath.inhale,
            exhale_seconds=breath.exhale,
            pause_seconds=breath.pause,
        )
    if options.first_side is not None:
        preferences = replace(preferences, first_side=Side(options.first_side))
    if options.detail is not None:
        preferences = replace(preferences, detail=Detail(options.detail))
    return preferences
