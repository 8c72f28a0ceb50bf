"""What is on the stage beside the body: the mat and its shadow, the strap, a chair, a wall."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stretchcoach.figure.flesh import Cover
from stretchcoach.figure.posture import Mat, Posture
from stretchcoach.figure.skeleton import Skeleton
from stretchcoach.figure.space import FRONT, Point, moved, turned
from stretchcoach.routine.pose import Place, Prop


class OnStage(NamedTuple):
    """A thing: the corners of an area, or of a line that is `thick` metres thick, and how much of it is there."""

    cover: Cover
    points: Sequence[Point]
    strength: float = 1.0
    thick: float = 0.0


_MAT_LENGTH, _MAT_WIDTH, _MAT_CORNER = 1.78, 0.64, 0.05
_STRAP_THICK = 0.016
_LOOSE = 0.16
"""In metres: what hangs down from the hand."""
_UNDER_SOLE: Point = (0.09, 0.0, -0.068)
_WOOD = 0.034
_SEAT = 0.45


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
        far = math.hypot(stay.at[0] - root[0], stay.at[1] - root[1]) or 1.0
        away = ((stay.at[0] - root[0]) / far, (stay.at[1] - root[1]) / far)
        if posture.props.get(Prop.CHAIR):
            yield from _chair(stay.at, away, posture.props[Prop.CHAIR])
        if posture.props.get(Prop.WALL):
            yield from _wall(stay.at, away, posture.props[Prop.WALL])


def strap(skeleton: Skeleton, posture: Posture) -> Iterator[OnStage]:
    """Yield the strap from each hand that holds it around the sole of the working foot."""
    for hold, strength in posture.holds.items():
        if hold.place is not Place.STRAP or not strength:
            continue
        foot, ankle = skeleton.bones[f"{hold.leg}.foot"], skeleton.joints[f"{hold.leg}.ankle"]
        hand = moved(skeleton.bones[f"{hold.hand}.hand"], (0.0, 0.0, -0.07), skeleton.joints[f"{hold.hand}.wrist"])
        sole, inner, outer = (moved(foot, (*_UNDER_SOLE[:1], y, _UNDER_SOLE[2]), ankle) for y in (0.0, 0.036, -0.036))
        end = (hand[0], hand[1], max(hand[2] - _LOOSE, 0.01))
        yield OnStage(Cover.STRAP, [end, hand, sole], strength, _STRAP_THICK)
        yield OnStage(Cover.STRAP, [inner, outer], strength, _STRAP_THICK)


def mat_under(skeleton: Skeleton, lying: bool) -> Mat:
    """Lay the mat under a body: along it where it lies, else the way it faces."""
    joints = skeleton.joints
    names = ("crown", "working.ankle", "other.ankle", "root")
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
    """Return an ellipse on the mat under the trunk, the larger and fainter the higher it is."""
    x, y, z = skeleton.joints["spine2"]
    wide = 0.26 + 0.10 * z
    return [(x + wide * math.cos(math.tau * i / 24), y + wide * math.sin(math.tau * i / 24), 0.001) for i in range(24)]


def _chair(hand: Point, away: tuple[float, float], strength: float) -> Iterator[OnStage]:
    """Its back to the person, under the hand; the seat beyond."""
    top = hand[2] - 0.03
    ax, ay = away

    def at(along: float, across: float, height: float) -> Point:
        return (hand[0] + along * ax - across * ay, hand[1] + along * ay + across * ax, height)

    for across in (0.2, -0.2):
        yield OnStage(Cover.FURNITURE, [at(0.0, across, top), at(0.04, across, 0.0)], strength, _WOOD)
        yield OnStage(Cover.FURNITURE, [at(0.42, across, _SEAT), at(0.44, across, 0.0)], strength, _WOOD)
    seat = [at(0.0, 0.2, _SEAT), at(0.42, 0.2, _SEAT), at(0.42, -0.2, _SEAT), at(0.0, -0.2, _SEAT), at(0.0, 0.2, _SEAT)]
    yield OnStage(Cover.FURNITURE, seat, strength, _WOOD)
    for height in (top, top - 0.16):
        yield OnStage(Cover.FURNITURE, [at(0.0, 0.2, height), at(0.0, -0.2, height)], strength, _WOOD)


def _wall(hand: Point, away: tuple[float, float], strength: float) -> Iterator[OnStage]:
    """A stretch of wall behind the hand."""
    x, y = hand[0] + 0.04 * away[0], hand[1] + 0.04 * away[1]
    corners = [(-0.6, 0.0), (0.6, 0.0), (0.6, 2.0), (-0.6, 2.0)]
    points = [(x - across * away[1], y + across * away[0], height) for across, height in corners]
    yield OnStage(Cover.FURNITURE, points, strength)
