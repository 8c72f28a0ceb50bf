"""Easing curves: they let a movement start and end gently."""

import math


def ease(share: float) -> float:
    """Return the eased progress for a linear `share` from 0 to 1, along half a cosine wave.

    The progress is 0 below this interval and 1 above it.
    """
    return (1.0 - math.cos(math.pi * min(max(share, 0.0), 1.0))) / 2.0
