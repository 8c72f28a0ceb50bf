"""Easing curves: how a movement begins and ends gently."""

import math


def ease(share: float) -> float:
    """Return the eased progress for a linear `share`: a half wave of the cosine, 0 up to 0 and 1 from 1 on."""
    return (1.0 - math.cos(math.pi * min(max(share, 0.0), 1.0))) / 2.0
