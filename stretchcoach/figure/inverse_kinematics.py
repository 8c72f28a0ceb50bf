"""Inverse kinematics of two bones: a leg whose foot stays, or an arm whose hand holds on."""

import math
from typing import NamedTuple

from stretchcoach.figure.geometry import (
    DOWN,
    Point,
    Rotation,
    compose,
    length_squared,
    rotate,
    rotation_between,
    subtract,
    transform,
)

_SOFT_FROM = 0.985
"""The share of its full length from which a limb yields, so that it never snaps straight."""
_SOFTNESS = 0.015
"""The share of its full length over which it yields. Near the end the middle joint moves far for little."""
_EPSILON = 1e-9
_MICROMETRE = 1e-6


class TwoBones(NamedTuple):
    """Two bones with a hinge between them."""

    first: float
    """The length of the bone at the root, in metres."""
    second: float
    """The length of the other bone, in metres."""
    bends: Point
    """The direction in which the middle joint goes when the limb bends, in the frame of the first bone."""


def reach(
    root: Point, upper: Rotation, lower: Rotation, limb: TwoBones, target: Point
) -> tuple[Rotation, Rotation, Point, Point]:
    """Bring the end of two bones to `target`, or as near as they can reach. They bend in the plane they bent in before.

    `upper` and `lower` are the rotations of the bones before. Return their rotations after, the middle joint and the
    end.
    """
    first, second, bends = limb
    middle = transform(upper, (0.0, 0.0, -first), root)
    end = transform(lower, (0.0, 0.0, -second), middle)
    way = subtract(target, root)
    distance = math.sqrt(length_squared(way))
    if distance < _MICROMETRE or length_squared(subtract(target, end)) < _MICROMETRE * _MICROMETRE:
        return upper, lower, middle, end
    distance_before = math.sqrt(length_squared(subtract(end, root)))
    reached = _soft_distance(distance, distance_before, first + second, abs(first - second))
    # Swing both bones towards the target, then open or close the angle between them in its own plane.
    swing = rotation_between(subtract(end, root), way)
    upper, lower = compose(swing, upper), compose(swing, lower)
    along = (way[0] / distance, way[1] / distance, way[2] / distance)
    to_middle = rotate(upper, (0.0, 0.0, -first))
    out = _perpendicular(to_middle, along) or _perpendicular(rotate(upper, bends), along) or bends
    cosine = (first * first + reached * reached - second * second) / (2 * first * reached)
    cosine = max(-1.0, min(1.0, cosine))
    sine = math.sqrt(1.0 - cosine * cosine)
    bent = tuple(first * (cosine * a + sine * o) for a, o in zip(along, out, strict=True))
    new_middle = (root[0] + bent[0], root[1] + bent[1], root[2] + bent[2])
    new_end = (root[0] + reached * along[0], root[1] + reached * along[1], root[2] + reached * along[2])
    upper = compose(rotation_between(to_middle, subtract(new_middle, root)), upper)
    lower = compose(rotation_between(rotate(lower, DOWN), subtract(new_end, new_middle)), lower)
    return upper, lower, new_middle, new_end


def swivel_to_height(root: Point, middle: Point, end: Point, height: float) -> Rotation | None:
    """Return the swivel about the line from root to end that lifts the middle joint to `height`, or as near as it gets.

    Return None if the joint is as high already, or if the limb is straight.
    """
    if height - middle[2] < _EPSILON:
        return None
    along = _direction(subtract(end, root))
    out = None if along is None else _perpendicular(subtract(middle, root), along)
    if along is None or out is None:
        return None
    across = along[0] * out[1] - along[1] * out[0]
    steepest = math.hypot(out[2], across)
    way = subtract(middle, root)
    radius = out[0] * way[0] + out[1] * way[1] + out[2] * way[2]
    lift = height - middle[2] + radius * out[2]
    from_top = math.atan2(across, out[2])
    wanted = math.acos(max(-1.0, min(1.0, lift / max(_EPSILON, radius * steepest))))
    half = (from_top - math.copysign(wanted, from_top)) / 2
    sine = math.sin(half)
    return (math.cos(half), sine * along[0], sine * along[1], sine * along[2])


def _direction(vector: Point) -> Point | None:
    """Return `vector` with length 1; None if it is too short to have a direction."""
    x, y, z = vector
    length = math.sqrt(x * x + y * y + z * z)
    return None if length < _MICROMETRE else (x / length, y / length, z / length)


def _perpendicular(vector: Point, along: Point) -> Point | None:
    """Return the part of `vector` at right angles to `along`, with length 1; None if it is too short."""
    dot = vector[0] * along[0] + vector[1] * along[1] + vector[2] * along[2]
    return _direction((vector[0] - dot * along[0], vector[1] - dot * along[1], vector[2] - dot * along[2]))


def _soft_distance(distance: float, before: float, longest: float, shortest: float) -> float:
    """Return how far the limb reaches for a target at `distance`, by soft inverse kinematics.

    Near its full length the limb approaches it exponentially. A limb that was straighter before may stay so.
    """
    free = max(_SOFT_FROM * longest, before)
    if distance > free:
        return free + (longest - free) * (1.0 - math.exp(-(distance - free) / (_SOFTNESS * longest)))
    return max(distance, shortest + _MICROMETRE)
