"""Everything a person can set, as one immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_type_hints

from stretchcoach.settings.groups.breath import BreathPreferences
from stretchcoach.settings.groups.sound import SoundPreferences
from stretchcoach.settings.groups.stretching import StretchingPreferences
from stretchcoach.settings.groups.voice import VoicePreferences
from stretchcoach.settings.groups.window import WindowPreferences
from stretchcoach.settings.setting import Group, Setting


@dataclass(frozen=True)
class Preferences(StretchingPreferences, BreathPreferences, VoicePreferences, SoundPreferences, WindowPreferences):
    """Everything a person can set. Raises OutOfRangeError, naming the setting and its range."""

    def __post_init__(self) -> None:
        for name, setting in SETTINGS.items():
            setting.check(getattr(self, name))


def _declared() -> dict[str, Setting]:
    hints = get_type_hints(Preferences, include_extras=True)
    settings: dict[str, Setting] = {name: hint.__metadata__[0] for name, hint in hints.items()}
    return {name: one for group in Group for name, one in settings.items() if one.group is group}


SETTINGS: Mapping[str, Setting] = MappingProxyType(_declared())
"""The declaration of every field of Preferences, in the order of the dialog."""
