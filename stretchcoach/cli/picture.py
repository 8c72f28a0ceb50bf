"""The command `picture`: a picture of a stretch in one of its poses."""

import argparse
from typing import TYPE_CHECKING

from stretchcoach.cli.context import app_context
from stretchcoach.cli.parsing import Parser, file_ending_in, integer_within
from stretchcoach.domain.ranges import Range
from stretchcoach.domain.side import Side
from stretchcoach.i18n import _
from stretchcoach.messages import UserFacingError
from stretchcoach.routine.pose import Pose
from stretchcoach.settings.choices import Theme

if TYPE_CHECKING:
    from argparse import _SubParsersAction as Commands
    from pathlib import Path

_PIXELS = Range(16, 4096, 1, "pixels")


def add_parser(commands: "Commands[Parser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("picture", description=_("Write a picture of a stretch."))
    parser.add_argument("stretch", metavar="STRETCH", help=_("an id, or the path of a stretch file"))
    parser.add_argument(
        "file", metavar="OUT", type=file_ending_in(".png", ".svg"), help=_("a file that ends in .png or .svg")
    )
    parser.add_argument("--pose", choices=[pose.value for pose in Pose], default=Pose.DEEP.value)
    parser.add_argument("--side", choices=[Side.LEFT.value, Side.RIGHT.value], default=Side.LEFT.value)
    parser.add_argument(
        "--size",
        type=integer_within(_PIXELS),
        metavar="N",
        default=600,
        help=_("width and height, {range}").format(range=_PIXELS),
    )
    parser.add_argument("--theme", choices=[Theme.LIGHT.value, Theme.DARK.value], default=Theme.LIGHT.value)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> bool:
    from stretchcoach.figure.picture import picture
    from stretchcoach.figure.staging import stage
    from stretchcoach.window.figure import picture_file

    file: Path = options.file
    with app_context() as (app, _shutdown):
        stretch = app.library.current.find_stretch(options.stretch)
        if stretch.figure is None:
            raise UserFacingError(
                _("{title} has no poses to draw.").format(title=stretch.title),
                _("Add a [figure] to its file."),
            )
        drawn = picture(stage(stretch.figure)[Pose(options.pose)], Side(options.side)).fitted
        try:
            picture_file.write_picture(drawn, file, size=options.size, theme=Theme(options.theme), title=stretch.title)
        except OSError as error:
            raise UserFacingError(
                _("The picture can't be written to {file} ({why}).").format(file=file, why=error.strerror),
                _("Choose a folder that you may write to."),
            ) from error
    return True
