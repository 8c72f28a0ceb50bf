"""The commands: each name, and its module."""

from collections.abc import Mapping
from types import MappingProxyType

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "list": "stretchcoach.cli.list_routines",
        "plan": "stretchcoach.cli.plan",
        "play": "stretchcoach.cli.play",
        "check": "stretchcoach.cli.check",
        "picture": "stretchcoach.cli.picture",
        "voices": "stretchcoach.cli.voices",
        "say": "stretchcoach.cli.say",
        "export": "stretchcoach.cli.export",
        "journal": "stretchcoach.cli.journal",
    }
)
"""Each module has `add_parser(commands)`, which declares the command's options and the function that runs it."""
