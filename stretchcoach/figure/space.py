"""Points and turns in space, as plain tuples: a picture needs a hundred of them, and no array library at start.

Axes of the stage: x to the right of the picture, y away from who looks, z up. Axes of the body: x to its front, y to
its left, z to its crown. Lengths are in metres. A turn is a unit quaternion (w, x, y, z).
"""

import math

Point = tuple[float, float, float]
Turn = tuple[float, float, float, float]

NO_TURN: Turn = (1.0, 0.0, 0.0, 0.0)
_NOTHING = 1e-9
FRONT: Point = (1.0, 0.0, 0.0)
BACK: Point = (-1.0, 0.0, 0.0)
DOWN: Point = (0.0, 0.0, -1.0)


def about_x(degrees: float) -> Turn:
    """A turn about x: from y to z."""
    half = math.radians(degrees) / 2
    return (math.cos(half), math.sin(half), 0.0, 0.0)


def about_y(degrees: float) -> Turn:
    """A turn about y: from z to x."""
    half = math.radians(degrees) / 2
    return (math.cos(half), 0.0, math.sin(half), 0.0)


def about_z(degrees: float) -> Turn:
    """A turn about z: from x to y."""
    half = math.radians(degrees) / 2
    return (math.cos(half), 0.0, 0.0, math.sin(half))


def then(outer: Turn, inner: Turn) -> Turn:
    """The turn `inner`, made within the frame that `outer` has turned."""
    a, b, c, d = outer
    e, f, g, h = inner
    return (
        a * e - b * f - c * g - d * h,
        a * f + b * e + c * h - d * g,
        a * g - b * h + c * e + d * f,
        a * h + b * g - c * f + d * e,
    )


def within(outer: Turn, turn: Turn) -> Turn:
    """How `turn` stands in the frame that `outer` has turned: the reverse of `then`."""
    return then((outer[0], -outer[1], -outer[2], -outer[3]), turn)


def turned(turn: Turn, point: Point) -> Point:
    """`point`, turned about the origin."""
    w, x, y, z = turn
    px, py, pz = point
    tx, ty, tz = 2 * (y * pz - z * py), 2 * (z * px - x * pz), 2 * (x * py - y * px)
    return (px + w * tx + y * tz - z * ty, py + w * ty + z * tx - x * tz, pz + w * tz + x * ty - y * tx)


def moved(turn: Turn, offset: Point, origin: Point) -> Point:
    """Where `offset` of a frame that stands at `origin` lies."""
    x, y, z = turned(turn, offset)
    return (origin[0] + x, origin[1] + y, origin[2] + z)


def between(one: Point, other: Point) -> Turn:
    """The shortest turn that takes the direction `one` to `other`, neither of length 0."""
    cx = one[1] * other[2] - one[2] * other[1]
    cy = one[2] * other[0] - one[0] * other[2]
    cz = one[0] * other[1] - one[1] * other[0]
    dot = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    w = math.sqrt(length_squared(one) * length_squared(other)) + dot
    if w < _NOTHING:  # opposite: any half turn across will do
        return unit((0.0, -one[2], 0.0, one[0])) if one[0] or one[2] else about_x(180)
    return unit((w, cx, cy, cz))


def unit(turn: Turn) -> Turn:
    """`turn` as a unit quaternion."""
    length = math.sqrt(turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2] + turn[3] * turn[3])
    return (turn[0] / length, turn[1] / length, turn[2] / length, turn[3] / length)


def blended(one: Turn, other: Turn, weight: float) -> Turn:
    """The turn `weight` of the shorter way from `one` to `other`."""
    if weight <= 0.0 or one == other:
        return one
    dot = one[0] * other[0] + one[1] * other[1] + one[2] * other[2] + one[3] * other[3]
    w = weight if dot >= 0 else -weight
    v = 1.0 - weight
    return unit(
        (v * one[0] + w * other[0], v * one[1] + w * other[1], v * one[2] + w * other[2], v * one[3] + w * other[3])
    )


def between_points(one: Point, other: Point, weight: float) -> Point:
    """The point `weight` of the way from `one` to `other`."""
    v = 1.0 - weight
    return (v * one[0] + weight * other[0], v * one[1] + weight * other[1], v * one[2] + weight * other[2])


def minus(one: Point, other: Point) -> Point:
    """The way from `other` to `one`."""
    return (one[0] - other[0], one[1] - other[1], one[2] - other[2])


def length_squared(way: Point) -> float:
    """The square of a length."""
    return way[0] * way[0] + way[1] * way[1] + way[2] * way[2]


def rolled(one: Turn, other: Turn, weight: float) -> Turn:
    """How a lying body stands `weight` of the way from `one` to `other`, rolling along the floor."""
    heading, roll = _lying(one)
    heading_to, roll_to = _lying(other)
    heading += weight * _shortest(heading_to - heading)
    roll += weight * _shortest(roll_to - roll)
    return then(then(about_z(heading), _ON_BACK), about_z(roll))


_ON_BACK = then(about_z(180), about_y(-90))
"""Lying on the back, the crown to the right of the picture."""


def _lying(turn: Turn) -> tuple[float, float]:
    """Which way the crown of a lying body points, and how far it has rolled from its back; in degrees."""
    crown, front = turned(turn, (0.0, 0.0, 1.0)), turned(turn, FRONT)
    heading = math.atan2(crown[1], crown[0])
    left = front[0] * math.sin(heading) - front[1] * math.cos(heading)
    return math.degrees(heading), math.degrees(math.atan2(left, front[2]))


def _shortest(degrees: float) -> float:
    return (degrees + 180.0) % 360.0 - 180.0
