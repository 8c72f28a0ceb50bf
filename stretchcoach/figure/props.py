"""Props: the mat and its shadow, the strap, a chair, a wall."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stretchcoach.figure.geometry import FRONT, Point, rotate, transform
from stretchcoach.figure.posture import Mat, Posture
from stretchcoach.figure.skeleton import OUTWARD, Skeleton
from stretchcoach.figure.volumes import Material
from stretchcoach.routine.pose import Place, Prop


class PropPart(NamedTuple):
    """A flat area or a line in the world."""

    material: Material
    points: Sequence[Point]
    """The corners of the area or of the line."""
    opacity: float = 1.0
    """How much of it is visible, from 0 to 1."""
    thickness: float = 0.0
    """The thickness of a line in metres; 0 for an area."""


_MAT_LENGTH, _MAT_WIDTH, _MAT_CORNER = 1.92, 0.66, 0.05
_STRAP_THICKNESS = 0.016
_LOOSE_END = 0.14
"""The length in metres of the strap beyond the hand."""
_IN_FIST = 0.07
"""The distance in metres from the wrist to where the hand holds the strap."""
_BESIDE_SOLE: Point = (0.085, 0.036, -0.068)
"""Where the strap comes up beside the foot, in the frame of the foot."""
_WOOD = 0.034
_SEAT_HEIGHT, _CHAIR_WIDTH, _CHAIR_DEPTH = 0.45, 0.38, 0.38
_BELOW_WRIST = 0.05
"""The distance in metres from the wrist down to the chair back that the fingers are around."""
_HAND_OVERHANG = -0.1
"""The offset in metres across the chair, which puts so much of its back on the near side of the hand."""


def mat_and_shadow(skeleton: Skeleton, posture: Posture) -> Iterator[PropPart]:
    """Yield the mat, and the shadow that the body casts on it."""
    yield PropPart(Material.MAT, mat_corners(posture.mat))
    yield PropPart(Material.SHADOW, _shadow(skeleton))


def furniture(skeleton: Skeleton, posture: Posture) -> Iterator[PropPart]:
    """Yield the furniture on which a hand stays."""
    for name, contact in posture.contacts.items():
        if not name.endswith(".hand"):
            continue
        root = skeleton.joints["root"]
        way = (contact.at[0] - root[0], contact.at[1] - root[1])
        if posture.props.get(Prop.CHAIR):
            yield from _chair(contact.at, way, posture.mat.heading, posture.props[Prop.CHAIR])
        if posture.props.get(Prop.WALL):
            distance = math.hypot(*way) or 1.0
            yield from _wall(contact.at, (way[0] / distance, way[1] / distance), posture.props[Prop.WALL])


def strap_to_hands(skeleton: Skeleton, posture: Posture) -> Iterator[tuple[str, PropPart]]:
    """Yield the strap between the working foot and each hand that holds it, with that hand's limb."""
    grips = {grip: weight for grip, weight in posture.grips.items() if grip.place is Place.STRAP and weight}
    for grip, weight in grips.items():
        rotation, wrist = skeleton.bones[f"{grip.hand}.hand"], skeleton.joints[f"{grip.hand}.wrist"]
        hand = transform(rotation, (0.0, 0.0, -_IN_FIST), wrist)
        near, far = _beside_sole(skeleton, grip.leg, grip.hand)
        points = [*_loose_end(hand, near), hand, near]
        yield grip.hand, PropPart(Material.STRAP, points, weight, _STRAP_THICKNESS)
        # If only one hand holds the strap, it holds both ends.
        alone = weight * (1.0 - max((others for other, others in grips.items() if other != grip), default=0.0))
        if alone:
            yield grip.hand, PropPart(Material.STRAP, [hand, far], alone, _STRAP_THICKNESS)


def strap_under_foot(skeleton: Skeleton, posture: Posture) -> Iterator[PropPart]:
    """Yield the strap under the sole of the working foot."""
    for grip, weight in posture.grips.items():
        if grip.place is Place.STRAP and weight:
            yield PropPart(Material.STRAP, _beside_sole(skeleton, grip.leg, grip.hand), weight, _STRAP_THICKNESS)


def _beside_sole(skeleton: Skeleton, leg: str, hand: str) -> tuple[Point, Point]:
    """Return where the strap comes up on either side of a foot, on the side of the hand first."""
    foot, ankle = skeleton.bones[f"{leg}.foot"], skeleton.joints[f"{leg}.ankle"]
    x, out, z = _BESIDE_SOLE
    out *= OUTWARD[hand]
    return transform(foot, (x, out, z), ankle), transform(foot, (x, -out, z), ankle)


def _loose_end(hand: Point, foot: Point) -> Iterator[Point]:
    """Yield the corners of the strap beyond the hand. It hangs down, and any length that reaches the mat lies on it."""
    hanging = min(_LOOSE_END, max(0.0, hand[2] - _STRAP_THICKNESS))
    lying = (_LOOSE_END - hanging) / max(_LOOSE_END, math.hypot(hand[0] - foot[0], hand[1] - foot[1]))
    x, y, z = hand[0], hand[1], hand[2] - hanging
    yield (x + lying * (hand[0] - foot[0]), y + lying * (hand[1] - foot[1]), z)
    yield (x, y, z)


def mat_under(skeleton: Skeleton, *, lying: bool) -> Mat:
    """Return the mat under a body: along a lying body, or else in the direction that the body faces."""
    joints = skeleton.joints
    names = ("crown", "working.toes", "other.toes", "root")
    xs, ys = ([joints[name][axis] for name in names] for axis in (0, 1))
    x, y, _z = rotate(skeleton.bones["pelvis"], (0.0, 0.0, 1.0) if lying else FRONT)
    return Mat((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, math.degrees(math.atan2(y, x)))


def mat_corners(mat: Mat) -> list[Point]:
    """Return the outline of a mat with rounded corners."""
    c, s = math.cos(math.radians(mat.heading)), math.sin(math.radians(mat.heading))
    corners = []
    for i in range(24):
        angle = math.tau * (i + 0.5) / 24
        along = math.copysign(_MAT_LENGTH / 2 - _MAT_CORNER, math.cos(angle)) + _MAT_CORNER * math.cos(angle)
        across = math.copysign(_MAT_WIDTH / 2 - _MAT_CORNER, math.sin(angle)) + _MAT_CORNER * math.sin(angle)
        corners.append((mat.x + along * c - across * s, mat.y + along * s + across * c, 0.0))
    return corners


def _shadow(skeleton: Skeleton) -> list[Point]:
    """Return a circle on the mat under the trunk. It grows with the trunk's height."""
    x, y, z = skeleton.joints["spine2"]
    radius = 0.19 + 0.04 * z
    angles = [math.tau * i / 36 for i in range(36)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle), 0.001) for angle in angles]


def _chair(hand: Point, way: tuple[float, float], heading: float, opacity: float) -> Iterator[PropPart]:
    """Yield a chair beside the person, parallel to the mat. A hand is on its back, and the seat is in front of that."""
    ahead, aside = math.cos(math.radians(heading)), math.sin(math.radians(heading))
    out = math.copysign(1.0, aside * way[0] - ahead * way[1])
    top = hand[2] - _BELOW_WRIST

    def at(along: float, across: float, height: float) -> Point:
        across = out * (across + _HAND_OVERHANG)
        return (hand[0] + along * ahead + across * aside, hand[1] + along * aside - across * ahead, height)

    def rod(*ends: Point, thickness: float = _WOOD) -> PropPart:
        return PropPart(Material.FURNITURE, ends, opacity, thickness)

    for across in (_CHAIR_WIDTH, 0.0):
        yield rod(at(-0.04, across, 0.0), at(0.0, across, _SEAT_HEIGHT), at(-0.06, across, top))
        yield rod(at(_CHAIR_DEPTH, across, _SEAT_HEIGHT), at(_CHAIR_DEPTH + 0.02, across, 0.0))
    corners = [
        at(along * _CHAIR_DEPTH, across * _CHAIR_WIDTH, _SEAT_HEIGHT)
        for along, across in ((0, 0), (1, 0), (1, 1), (0, 1))
    ]
    yield PropPart(Material.FURNITURE, corners, opacity)
    yield rod(*corners, corners[0])
    yield rod(at(-0.06, 0.0, top), at(-0.06, _CHAIR_WIDTH, top), thickness=1.5 * _WOOD)
    yield rod(at(-0.035, 0.0, top - 0.2), at(-0.035, _CHAIR_WIDTH, top - 0.2))


def _wall(hand: Point, away: tuple[float, float], opacity: float) -> Iterator[PropPart]:
    """Yield a piece of wall behind the hand."""
    x, y = hand[0] + 0.04 * away[0], hand[1] + 0.04 * away[1]
    corners = [(-0.6, 0.0), (0.6, 0.0), (0.6, 2.0), (-0.6, 2.0)]
    points = [(x - across * away[1], y + across * away[0], height) for across, height in corners]
    yield PropPart(Material.FURNITURE, points, opacity)
