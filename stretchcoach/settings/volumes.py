"""Turning a part of the sound up or down, by the steps of its setting."""

from dataclasses import replace
from typing import Any

from stretchcoach.settings.preferences import SETTINGS, Preferences


def step_volume(preferences: Preferences, setting: str, steps: int) -> Preferences:
    """Return preferences with the volume `setting` turned up by `steps`, within its range. Negative steps turn it down.

    Raises ValueError for a setting that is not a number.
    """
    within = SETTINGS[setting].within
    if within is None:
        raise ValueError(f"{setting} is not a volume")
    volume = getattr(preferences, setting) + steps * within.step
    changed: dict[str, Any] = {setting: int(min(max(volume, within.least), within.most))}
    return replace(preferences, **changed)
