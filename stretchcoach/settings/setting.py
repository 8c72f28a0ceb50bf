"""What a setting is, declared once beside its field: the dialog, the checks and the docs follow from it."""

from enum import Enum, StrEnum
from typing import NamedTuple

from stretchcoach.domain.ranges import Range


class Group(Enum):
    """The page of the settings that a setting stands on."""

    DOSE = "dose"
    BREATH = "breath"
    VOICE = "voice"
    SOUND = "sound"
    WINDOW = "window"


class Setting(NamedTuple):
    """A setting's label and help (marked with `N_`), its group, and what it may be."""

    group: Group
    label: str
    help: str
    within: Range | None = None
    choices: tuple[tuple[StrEnum, str], ...] = ()
    unset: str = ""
    """What an optional setting without a value means to the person."""
