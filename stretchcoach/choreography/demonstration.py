"""The movement of one stretch as a short loop, outside of any session."""

from stretchcoach.domain.easing import ease
from stretchcoach.figure.blending import blend
from stretchcoach.figure.key_postures import KeyPostures
from stretchcoach.figure.posture import Posture
from stretchcoach.routine.pose import Pose

_MOVES = (
    (Pose.READY, Pose.INHALED, 3.0),
    (Pose.INHALED, Pose.EXHALED, 3.5),
    (Pose.EXHALED, Pose.DEEP, 3.0),
    (Pose.DEEP, Pose.DEEP, 2.0),
    (Pose.DEEP, Pose.READY, 3.5),
)
"""From which pose to which, and in how many seconds."""

DEMONSTRATION_SECONDS = sum(seconds for _start, _end, seconds in _MOVES)
"""The length of the loop."""


def demonstration_posture(stage: KeyPostures, seconds: float) -> Posture:
    """Return the posture `seconds` after the demonstration of a stretch began."""
    at = seconds % DEMONSTRATION_SECONDS
    for start, end, move_seconds in _MOVES:
        if at < move_seconds:
            return blend(stage[start], stage[end], ease(at / move_seconds))
        at -= move_seconds
    return stage[Pose.READY]
