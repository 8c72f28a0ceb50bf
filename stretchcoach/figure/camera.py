"""The camera: from where it looks at each stretch, and where a point of the world lies in its picture."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from stretchcoach.figure.geometry import Point
from stretchcoach.routine.pose import Camera


class ViewAngle(NamedTuple):
    """The angles from which a stretch is seen, in degrees.

    The working side is towards the camera, so that what matters is in front.
    """

    turn: float
    """How far the body is turned away from facing the camera."""
    elevation: float
    """How far the camera looks down."""


VIEW_ANGLES: Mapping[Camera, ViewAngle] = {
    Camera.SIDE: ViewAngle(-80, 13),
    Camera.THREE_QUARTER: ViewAngle(-60, 17),
    Camera.FRONT: ViewAngle(-14, 9),
    Camera.ABOVE: ViewAngle(-72, 62),
    Camera.FEET: ViewAngle(-40, 57),
}


class OrthographicProjection(NamedTuple):
    """A projection without perspective: vertical lines stay vertical, and near things look no larger than far ones."""

    cosine: float
    sine: float
    mirrored: bool
    """Whether this is the picture of the right side, which is the mirror image of the left."""

    @classmethod
    def looking_down(cls, degrees: float, *, mirrored: bool) -> "OrthographicProjection":
        """Return the projection of a camera that looks down by this angle."""
        angle = math.radians(degrees)
        return cls(math.cos(angle), math.sin(angle), mirrored)

    def __call__(self, point: Point) -> tuple[float, float, float]:
        """Return how far `point` is to the right, up, and towards the camera, in metres."""
        x, y, z = point
        right = -x if self.mirrored else x
        return (right, z * self.cosine + y * self.sine, z * self.sine - y * self.cosine)
