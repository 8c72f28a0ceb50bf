"""A setting's declaration: the dialog, the settings file, the checks and the command line all follow from it."""

from enum import Enum, StrEnum
from typing import Any, NamedTuple

from stretchcoach.domain.ranges import OutOfRangeError, Range
from stretchcoach.i18n import _
from stretchcoach.settings.codecs import Codec

VOLUME = Range(0, 100, 5, "%")
"""The range of every volume."""


class Group(Enum):
    """A page of the settings."""

    DOSE = "dose"
    BREATH = "breath"
    VOICE = "voice"
    SOUND = "sound"
    WINDOW = "window"


class EditorKind(Enum):
    """The kind of control that edits a setting. The window maps each kind to a widget."""

    CHOICE = "choice"
    SWITCH = "switch"
    NUMBER = "number"
    WHOLE_NUMBER = "whole number"
    SLIDER = "slider"
    HOLD = "hold"
    HOLD_PER_STRETCH = "hold per stretch"
    VOICE = "voice"
    BACKGROUND = "background"


class Setting(NamedTuple):
    """The declaration of a setting. It annotates a field, whose default is the setting's default."""

    group: Group
    label: str
    """The setting's name in the dialog, marked with `N_`."""
    help: str
    """One or two sentences on what the setting does, marked with `N_`."""
    codec: Codec[Any]
    """Reads the setting from the settings file, and writes it there."""
    editor: EditorKind
    within: Range | None = None
    """The range of a number, with its unit."""
    choices: tuple[tuple[StrEnum, str], ...] = ()
    """The values to choose from, each with its label, marked with `N_`."""
    unset: str = ""
    """What an optional setting shows while it has no value, marked with `N_`."""
    slider_unit: str = ""
    """The unit shown beside a slider's value. Empty if the help names the unit."""

    def check(self, value: Any) -> None:
        """Raise OutOfRangeError, naming the setting and its range or choices, if `value` is not allowed."""
        if self.within is not None and value is not None:
            self.within.check(_(self.label), value)
        allowed = [choice for choice, _label in self.choices]
        if allowed and value not in allowed:
            raise OutOfRangeError(
                _("{name} is {value}; choose one of {choices}").format(
                    name=_(self.label), value=value, choices=", ".join(allowed)
                )
            )
