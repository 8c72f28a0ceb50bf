"""What is on the stage beside the body: the mat and its shadow, the strap, a chair, a wall."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stretchcoach.figure.flesh import Cover
from stretchcoach.figure.posture import Mat, Posture
from stretchcoach.figure.skeleton import OUTWARD, Skeleton
from stretchcoach.figure.space import FRONT, Point, moved, turned
from stretchcoach.routine.pose import Place, Prop


class OnStage(NamedTuple):
    """A thing: the corners of an area, or of a line that is `thick` metres thick, and how much of it is there."""

    cover: Cover
    points: Sequence[Point]
    strength: float = 1.0
    thick: float = 0.0


_MAT_LENGTH, _MAT_WIDTH, _MAT_CORNER = 1.92, 0.66, 0.05
_STRAP_THICK = 0.016
_LOOSE = 0.14
"""In metres: what is left of the strap beyond the hand."""
_IN_FIST = 0.07
"""In metres: from the wrist to where a hand holds the strap."""
_UNDER_SOLE: Point = (0.085, 0.036, -0.068)
"""Where the strap comes up beside the foot."""
_WOOD = 0.034
_SEAT, _CHAIR_WIDTH, _CHAIR_DEEP = 0.45, 0.38, 0.38
_UNDER_HAND = 0.05
"""In metres: from the wrist down to the chair's back that the fingers are around."""
_HELD_AT = -0.1
"""In metres: so much of the chair's back is on the near side of the hand."""


def underneath(skeleton: Skeleton, posture: Posture) -> Iterator[OnStage]:
    """Yield the mat, and the shadow that the body throws on it."""
    yield OnStage(Cover.MAT, mat_corners(posture.mat))
    yield OnStage(Cover.SHADOW, _shadow(skeleton))


def behind(skeleton: Skeleton, posture: Posture) -> Iterator[OnStage]:
    """Yield the furniture that a hand stays on."""
    for contact, stay in posture.stays.items():
        if not contact.endswith(".hand"):
            continue
        root = skeleton.joints["root"]
        way = (stay.at[0] - root[0], stay.at[1] - root[1])
        if posture.props.get(Prop.CHAIR):
            yield from _chair(stay.at, way, posture.mat.heading, posture.props[Prop.CHAIR])
        if posture.props.get(Prop.WALL):
            far = math.hypot(*way) or 1.0
            yield from _wall(stay.at, (way[0] / far, way[1] / far), posture.props[Prop.WALL])


def strands(skeleton: Skeleton, posture: Posture) -> Iterator[tuple[str, OnStage]]:
    """Yield the strap between the working foot and each hand that holds it, with that hand's limb."""
    held = {hold: strength for hold, strength in posture.holds.items() if hold.place is Place.STRAP and strength}
    for hold, strength in held.items():
        turn, wrist = skeleton.bones[f"{hold.hand}.hand"], skeleton.joints[f"{hold.hand}.wrist"]
        hand = moved(turn, (0.0, 0.0, -_IN_FIST), wrist)
        own, across = _at_sole(skeleton, hold.leg, hold.hand)
        yield hold.hand, OnStage(Cover.STRAP, [*_loose_end(hand, own), hand, own], strength, _STRAP_THICK)
        # A hand alone holds both ends.
        alone = strength * (1.0 - max((there for other, there in held.items() if other != hold), default=0.0))
        if alone:
            yield hold.hand, OnStage(Cover.STRAP, [hand, across], alone, _STRAP_THICK)


def sling(skeleton: Skeleton, posture: Posture) -> Iterator[OnStage]:
    """Yield the strap under the sole of the working foot."""
    for hold, strength in posture.holds.items():
        if hold.place is Place.STRAP and strength:
            yield OnStage(Cover.STRAP, _at_sole(skeleton, hold.leg, hold.hand), strength, _STRAP_THICK)


def _at_sole(skeleton: Skeleton, leg: str, hand: str) -> tuple[Point, Point]:
    """Where the strap comes up on either side of a foot, first on the side of a hand."""
    foot, ankle = skeleton.bones[f"{leg}.foot"], skeleton.joints[f"{leg}.ankle"]
    x, wide, z = _UNDER_SOLE
    wide *= OUTWARD[hand]
    return moved(foot, (x, wide, z), ankle), moved(foot, (x, -wide, z), ankle)


def _loose_end(hand: Point, foot: Point) -> Iterator[Point]:
    """What is left of the strap beyond the hand: it hangs, and what reaches the mat lies on it."""
    hanging = min(_LOOSE, max(0.0, hand[2] - _STRAP_THICK))
    lying = (_LOOSE - hanging) / max(_LOOSE, math.hypot(hand[0] - foot[0], hand[1] - foot[1]))
    x, y, z = hand[0], hand[1], hand[2] - hanging
    yield (x + lying * (hand[0] - foot[0]), y + lying * (hand[1] - foot[1]), z)
    yield (x, y, z)


def mat_under(skeleton: Skeleton, lying: bool) -> Mat:
    """Lay the mat under a body: along it where it lies, else the way it faces."""
    joints = skeleton.joints
    names = ("crown", "working.toes", "other.toes", "root")
    xs, ys = ([joints[name][axis] for name in names] for axis in (0, 1))
    x, y, _z = turned(skeleton.bones["pelvis"], (0.0, 0.0, 1.0) if lying else FRONT)
    return Mat((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, math.degrees(math.atan2(y, x)))


def mat_corners(mat: Mat) -> list[Point]:
    """Return the outline of a mat with round corners."""
    c, s = math.cos(math.radians(mat.heading)), math.sin(math.radians(mat.heading))
    corners = []
    for i in range(24):
        angle = math.tau * (i + 0.5) / 24
        along = math.copysign(_MAT_LENGTH / 2 - _MAT_CORNER, math.cos(angle)) + _MAT_CORNER * math.cos(angle)
        across = math.copysign(_MAT_WIDTH / 2 - _MAT_CORNER, math.sin(angle)) + _MAT_CORNER * math.sin(angle)
        corners.append((mat.x + along * c - across * s, mat.y + along * s + across * c, 0.0))
    return corners


def _shadow(skeleton: Skeleton) -> list[Point]:
    """Return a circle on the mat under the trunk, the larger the higher it is."""
    x, y, z = skeleton.joints["spine2"]
    wide = 0.19 + 0.04 * z
    return [(x + wide * math.cos(math.tau * i / 36), y + wide * math.sin(math.tau * i / 36), 0.001) for i in range(36)]


def _chair(hand: Point, way: tuple[float, float], heading: float, strength: float) -> Iterator[OnStage]:
    """A chair that stands as the mat lies, beside the person: a hand is on its back, and the seat is in front of it."""
    ahead, aside = math.cos(math.radians(heading)), math.sin(math.radians(heading))
    out = math.copysign(1.0, aside * way[0] - ahead * way[1])
    top = hand[2] - _UNDER_HAND

    def at(along: float, across: float, height: float) -> Point:
        across = out * (across + _HELD_AT)
        return (hand[0] + along * ahead + across * aside, hand[1] + along * aside - across * ahead, height)

    def rod(*ends: Point, thick: float = _WOOD) -> OnStage:
        return OnStage(Cover.FURNITURE, ends, strength, thick)

    for across in (_CHAIR_WIDTH, 0.0):
        yield rod(at(-0.04, across, 0.0), at(0.0, across, _SEAT), at(-0.06, across, top))
        yield rod(at(_CHAIR_DEEP, across, _SEAT), at(_CHAIR_DEEP + 0.02, across, 0.0))
    corners = [
        at(along * _CHAIR_DEEP, across * _CHAIR_WIDTH, _SEAT) for along, across in ((0, 0), (1, 0), (1, 1), (0, 1))
    ]
    yield OnStage(Cover.FURNITURE, corners, strength)
    yield rod(*corners, corners[0])
    yield rod(at(-0.06, 0.0, top), at(-0.06, _CHAIR_WIDTH, top), thick=1.5 * _WOOD)
    yield rod(at(-0.035, 0.0, top - 0.2), at(-0.035, _CHAIR_WIDTH, top - 0.2))


def _wall(hand: Point, away: tuple[float, float], strength: float) -> Iterator[OnStage]:
    """A stretch of wall behind the hand."""
    x, y = hand[0] + 0.04 * away[0], hand[1] + 0.04 * away[1]
    corners = [(-0.6, 0.0), (0.6, 0.0), (0.6, 2.0), (-0.6, 2.0)]
    points = [(x - across * away[1], y + across * away[0], height) for across, height in corners]
    yield OnStage(Cover.FURNITURE, points, strength)
