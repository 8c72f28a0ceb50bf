"""How full the lungs are during a breath."""

from enum import StrEnum

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.easing import ease


class BreathPhase(StrEnum):
    """A phase of a breath."""

    IN = "in"
    OUT = "out"
    PAUSE = "pause"


def fullness(at: float, breath: Breath) -> float:
    """Return how full the lungs are `at` seconds into a breath, from 0 (empty) to 1 (full).

    The value changes smoothly at both ends.
    """
    match breath_phase(at, breath):
        case BreathPhase.IN:
            return ease(at / breath.inhale)
        case BreathPhase.OUT:
            return 1.0 - ease((at - breath.inhale) / breath.exhale)
        case BreathPhase.PAUSE:
            return 0.0


def breath_phase(at: float, breath: Breath) -> BreathPhase:
    """Return the phase of a breath `at` seconds into it."""
    if at < breath.inhale:
        return BreathPhase.IN
    return BreathPhase.OUT if at < breath.inhale + breath.exhale else BreathPhase.PAUSE
