"""The buses of the mix: voice, chimes, breath and background, each with a gain of its own."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from stretchcoach.settings.preferences import Preferences


class Bus(StrEnum):
    """A part of the mix with a gain of its own."""

    VOICE = "voice"
    CHIMES = "chimes"
    BREATH = "breath"
    BACKGROUND = "background"


UNITY: Mapping[Bus, float] = MappingProxyType(dict.fromkeys(Bus, 1.0))
"""A gain of 1 on every bus."""


def gains_of(preferences: Preferences) -> Mapping[Bus, float]:
    """Return the gain of each bus, from 0 to 1, for the volumes in the preferences."""
    return {
        Bus.VOICE: preferences.volume / 100,
        Bus.CHIMES: preferences.chimes_volume / 100,
        Bus.BREATH: preferences.breath_volume / 100,
        Bus.BACKGROUND: preferences.background_volume / 100,
    }
