"""The camera: where it stands for a stretch, and where a point of the stage is in its picture."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.figure.space import Point
from stretchcoach.routine.pose import Camera


class Standpoint(NamedTuple):
    """How far the body is turned from facing the camera, and how far the camera looks down, in degrees.

    The working side is towards the camera, so that what matters is in front.
    """

    turn: float
    elevation: float


STANDPOINTS: Mapping[Camera, Standpoint] = {
    Camera.SIDE: Standpoint(-80, 13),
    Camera.THREE_QUARTER: Standpoint(-60, 17),
    Camera.FRONT: Standpoint(-14, 9),
    Camera.ABOVE: Standpoint(-72, 62),
    Camera.FEET: Standpoint(-40, 57),
}


class Projection(NamedTuple):
    """A parallel projection: what stands straight stays straight, and nothing grows as it comes near."""

    cosine: float
    sine: float
    mirrored: bool
    """Whether the picture is that of the right side: the mirror image of the left."""

    @classmethod
    def looking_down(cls, degrees: float, *, mirrored: bool) -> "Projection":
        """A camera that looks down by so many degrees."""
        angle = math.radians(degrees)
        return cls(math.cos(angle), math.sin(angle), mirrored)

    def __call__(self, point: Point) -> tuple[float, float, float]:
        """Right, up and towards the camera, in metres."""
        x, y, z = point
        right = -x if self.mirrored else x
        return (right, z * self.cosine + y * self.sine, z * self.sine - y * self.cosine)
