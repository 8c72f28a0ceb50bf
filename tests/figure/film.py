"""A timeline seen frame by frame: where every joint is, and how its speed changes."""

import math
from collections.abc import Iterator
from functools import cache

from stretchcoach.choreography.choreography import Choreography
from stretchcoach.domain.side import Side
from stretchcoach.figure.arms import grip_point
from stretchcoach.figure.geometry import Point
from stretchcoach.figure.key_postures import KeyPostures, key_postures
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.proportions import PALM_RADIUS
from stretchcoach.figure.skeleton import Skeleton
from stretchcoach.figure.solver import solve
from stretchcoach.routine.pose import KeyPoses, Place
from stretchcoach.session.moment import Moment, moment_of
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import Timeline
from tests.strategies import library

FRAME = 1 / 60
"""Seconds between two frames."""
AT_HAND = 0.025
"""The distance in metres within which a hand holds its place."""
ACROSS = 0.09
"""The same for a hand that reaches across the body, which touches the leg before it gets there."""
STRETCHES = tuple(library().stretches)
"""The ids of our own stretches."""


@cache
def poses_of(stretch: str) -> KeyPoses:
    """Return the key poses of one of our stretches, which must have some."""
    poses = library().stretches[stretch].figure
    assert poses is not None
    return poses


@cache
def staged(stretch: str) -> KeyPostures:
    """Return the postures of one of our stretches, with the working side on the left."""
    return key_postures(poses_of(stretch))


def check_hands(posture: Posture) -> None:
    """Check that every hand is where it holds, as far as the mat and the arm's length allow."""
    skeleton = solve(posture)
    for grip, weight in posture.grips.items():
        if grip.place is not Place.STRAP and weight > 0.999:
            x, y, z = grip_point(skeleton, posture, grip)
            across = grip.hand != grip.leg and grip.place not in (Place.BELLY, Place.BROW)
            missing = math.dist(skeleton.joints[f"{grip.hand}.wrist"], (x, y, max(z, PALM_RADIUS)))
            assert missing < (ACROSS if across else AT_HAND), grip


class Film:
    """The body in the course of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.choreography = Choreography(timeline)

    def moment_at(self, at: float) -> Moment:
        return moment_of(Session(self.timeline, State.RUNNING, at))

    def skeleton_at(self, at: float) -> tuple[Skeleton, Side]:
        """Return the body and the side that works. All of our stretches have a body."""
        found = self.choreography.posture_at(self.moment_at(at))
        assert found is not None
        posture, side = found
        return solve(posture), side

    def joints_at(self, at: float) -> dict[str, Point]:
        """Return the world positions of the joints, named left and right whichever side works."""
        skeleton, side = self.skeleton_at(at)
        if side is Side.LEFT:
            names, sign = {"working": "left", "other": "right"}, 1.0
        else:
            names, sign = {"working": "right", "other": "left"}, -1.0
        joints = {}
        for name, (x, y, z) in skeleton.joints.items():
            limb, dot, joint = name.partition(".")
            joints[f"{names.get(limb, limb)}{dot}{joint}"] = (sign * x, y, z)
        return joints

    def jumps(self, start: float, frames: int) -> Iterator[tuple[float, float, str]]:
        """Yield how much each joint's speed changes between frames, in metres a second, with the time and the joint."""
        shown = [self.joints_at(start), self.joints_at(start + FRAME)]
        for number in range(2, frames):
            shown.append(self.joints_at(start + number * FRAME))
            one, two, three = shown[-3:]
            for joint, at in two.items():
                change = [
                    before - 2 * now + after for before, now, after in zip(one[joint], at, three[joint], strict=True)
                ]
                yield math.hypot(*change) / FRAME, start + number * FRAME, joint
