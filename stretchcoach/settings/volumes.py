"""Making a part of the sound louder or quieter, by the steps of its setting."""

from dataclasses import replace
from typing import Any

from stretchcoach.settings.preferences import SETTINGS, Preferences


def turned(preferences: Preferences, setting: str, steps: int) -> Preferences:
    """Return preferences with the volume `setting` turned up by so many steps, or down, within its range."""
    within = SETTINGS[setting].within
    if within is None:
        raise ValueError(f"{setting} is not a volume")
    volume = getattr(preferences, setting) + steps * within.step
    changed: dict[str, Any] = {setting: int(min(max(volume, within.least), within.most))}
    return replace(preferences, **changed)
