"""How full the lungs are at an instant."""

from enum import StrEnum

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.easing import ease


class BreathPhase(StrEnum):
    """A part of a breath."""

    IN = "in"
    OUT = "out"
    PAUSE = "pause"


def fullness(at: float, breath: Breath) -> float:
    """How full the lungs are at `at` seconds into a breath: 0 empty, 1 full; smooth at both ends."""
    match phase(at, breath):
        case BreathPhase.IN:
            return ease(at / breath.inhale)
        case BreathPhase.OUT:
            return 1.0 - ease((at - breath.inhale) / breath.exhale)
        case BreathPhase.PAUSE:
            return 0.0


def phase(at: float, breath: Breath) -> BreathPhase:
    """Which part of a breath it is `at` seconds into it."""
    if at < breath.inhale:
        return BreathPhase.IN
    return BreathPhase.OUT if at < breath.inhale + breath.exhale else BreathPhase.PAUSE
