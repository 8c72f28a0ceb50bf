"""A timeline looked at frame by frame: where every joint is, and how its speed changes."""

import math
from collections.abc import Iterator
from functools import cache

from stretchcoach.choreography.choreography import Choreography
from stretchcoach.domain.side import Side
from stretchcoach.figure.arms import grip
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.proportions import PALM_ROUND
from stretchcoach.figure.skeleton import Skeleton
from stretchcoach.figure.solving import solve
from stretchcoach.figure.space import Point
from stretchcoach.figure.staging import Stage, stage
from stretchcoach.routine.pose import KeyPoses, Place
from stretchcoach.session.moment import Moment, moment_of
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import Timeline
from tests.strategies import library

FRAME = 1 / 60
"""Seconds between two pictures of a screen."""
AT_HAND = 0.025
"""In metres: nearer than this, a hand has what it holds."""
ACROSS = 0.09
"""The same of the hand that comes over from the other side of the body: it lies on the leg before it gets there."""
STRETCHES = tuple(library().stretches)
"""The ids of ours."""


@cache
def poses_of(stretch: str) -> KeyPoses:
    """The key poses of one of our stretches; it has some."""
    poses = library().stretches[stretch].figure
    assert poses is not None
    return poses


@cache
def staged(stretch: str) -> Stage:
    """One of our stretches on the stage, working side left."""
    return stage(poses_of(stretch))


def check_hands(posture: Posture) -> None:
    """Every hand is at what it holds, as far as the mat and its reach across the body let it."""
    skeleton = solve(posture)
    for hold, there in posture.holds.items():
        if hold.place is not Place.STRAP and there > 0.999:
            x, y, z = grip(skeleton, posture, hold)
            across = hold.hand != hold.leg and hold.place not in (Place.BELLY, Place.BROW)
            missing = math.dist(skeleton.joints[f"{hold.hand}.wrist"], (x, y, max(z, PALM_ROUND)))
            assert missing < (ACROSS if across else AT_HAND), hold


class Film:
    """The body along one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.choreography = Choreography(timeline)

    def moment_at(self, at: float) -> Moment:
        return moment_of(Session(self.timeline, State.RUNNING, at))

    def skeleton_at(self, at: float) -> tuple[Skeleton, Side]:
        """The body, and the side that works; all of our stretches have one."""
        found = self.choreography.posture_at(self.moment_at(at))
        assert found is not None
        posture, side = found
        return solve(posture), side

    def joints_at(self, at: float) -> dict[str, Point]:
        """Where the joints are on the stage, by left and right, whichever side works."""
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
        """By how many metres a second the speed of each joint changes from frame to frame; when, and which."""
        shown = [self.joints_at(start), self.joints_at(start + FRAME)]
        for number in range(2, frames):
            shown.append(self.joints_at(start + number * FRAME))
            one, two, three = shown[-3:]
            for joint, at in two.items():
                change = [
                    before - 2 * now + after for before, now, after in zip(one[joint], at, three[joint], strict=True)
                ]
                yield math.hypot(*change) / FRAME, start + number * FRAME, joint
