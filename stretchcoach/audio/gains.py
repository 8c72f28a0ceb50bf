"""The gains of the buses, from what the person set."""

from collections.abc import Mapping

from stretchcoach.audio.mixer import Bus
from stretchcoach.settings.preferences import Preferences


def gains_of(preferences: Preferences) -> Mapping[Bus, float]:
    """Return the gain of each bus, from 0 to 1."""
    return {
        Bus.VOICE: preferences.volume / 100,
        Bus.CHIMES: preferences.chimes_volume / 100,
        Bus.BREATH: preferences.breath_volume / 100,
        Bus.BACKGROUND: preferences.background_volume / 100,
    }
