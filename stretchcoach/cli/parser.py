"""The parser of the whole command line, put together from what each command declares."""

import argparse
import re
from collections.abc import Mapping, Sequence
from importlib import import_module

from stretchcoach import __version__
from stretchcoach.cli import open_window
from stretchcoach.cli.commands import COMMANDS
from stretchcoach.cli.parsing import Parser
from stretchcoach.i18n import _

_SUMMARY_COLUMN = 46
"""The column in which the summaries of the commands begin."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed options of a command line; its `run` takes them and returns whether all went well.

    Exits with a usage message where the arguments are wrong.
    """
    name, *rest = arguments
    if name in COMMANDS:
        return _command_parsers(name)[name].parse_args(rest)
    return _WindowParser().parse_args(arguments)


def _command_parsers(*names: str) -> Mapping[str, argparse.ArgumentParser]:
    commands = Parser(prog="stretchcoach").add_subparsers()
    for name in names:
        import_module(COMMANDS[name]).add_parser(commands)
    return commands.choices


class _WindowParser(Parser):
    """Parses `stretchcoach [ROUTINE [--start]]`; its help lists all commands."""

    def __init__(self) -> None:
        super().__init__(
            prog="stretchcoach", description=_("Guides you through a stretch by voice, breath and picture.")
        )
        open_window.add_arguments(self)
        self.add_argument("--version", action="version", version=f"stretchcoach {__version__}")

    def format_help(self) -> str:
        """Return the help of the window, then each command with what it does."""
        lines = [f"\n{_('commands:')}"]
        for parser in _command_parsers(*COMMANDS).values():
            usage = _short_usage(parser)
            lines.append(f"  {usage}".ljust(_SUMMARY_COLUMN) + str(parser.description))
        lines.append("\n" + _("ROUTINE is an id from `stretchcoach list`, or the path of a routine file."))
        lines.append(_("`stretchcoach COMMAND --help` shows the options of a command."))
        return super().format_help() + "\n".join(lines) + "\n"


def _short_usage(parser: argparse.ArgumentParser) -> str:
    """Return the usage of a command in one line, with `[OPTIONS]` in place of its options."""
    usage = " ".join(parser.format_usage().split()).split("stretchcoach ", 1)[1]
    arguments = re.sub(r" \[-[^ \]]+( [^ ]+)?\]", "", usage)
    arguments = re.sub(r"(\S+) \[\1 \.\.\.\]", r"\1 ...", arguments).replace("] ...", "]")
    return arguments if usage.count("[-") == 1 else f"{arguments} [OPTIONS]"
