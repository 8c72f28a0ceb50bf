"""Vectors and rotations in three dimensions, as plain tuples.

A picture needs only about a hundred of them, so no array library has to be loaded at the start.

World axes: x points to the right of the picture, y away from the viewer, z up. Body axes: x points to the body's front,
y to its left, z to its crown. Lengths are in metres. A rotation is a unit quaternion (w, x, y, z).
"""

import math

Point = tuple[float, float, float]
Rotation = tuple[float, float, float, float]

IDENTITY: Rotation = (1.0, 0.0, 0.0, 0.0)
"""The rotation that changes nothing."""
_EPSILON = 1e-9
FRONT: Point = (1.0, 0.0, 0.0)
BACK: Point = (-1.0, 0.0, 0.0)
DOWN: Point = (0.0, 0.0, -1.0)


def about_x(degrees: float) -> Rotation:
    """Return a rotation about x, which takes y towards z."""
    half = math.radians(degrees) / 2
    return (math.cos(half), math.sin(half), 0.0, 0.0)


def about_y(degrees: float) -> Rotation:
    """Return a rotation about y, which takes z towards x."""
    half = math.radians(degrees) / 2
    return (math.cos(half), 0.0, math.sin(half), 0.0)


def about_z(degrees: float) -> Rotation:
    """Return a rotation about z, which takes x towards y."""
    half = math.radians(degrees) / 2
    return (math.cos(half), 0.0, 0.0, math.sin(half))


def compose(outer: Rotation, inner: Rotation) -> Rotation:
    """Return the quaternion product: `inner`, carried out in the frame that `outer` has rotated."""
    a, b, c, d = outer
    e, f, g, h = inner
    return (
        a * e - b * f - c * g - d * h,
        a * f + b * e + c * h - d * g,
        a * g - b * h + c * e + d * f,
        a * h + b * g - c * f + d * e,
    )


def relative_to(outer: Rotation, rotation: Rotation) -> Rotation:
    """Return `rotation` as seen from the frame that `outer` has rotated. This is the inverse of `compose`."""
    return compose((outer[0], -outer[1], -outer[2], -outer[3]), rotation)


def rotate(rotation: Rotation, point: Point) -> Point:
    """Return `point` rotated about the origin."""
    w, x, y, z = rotation
    px, py, pz = point
    tx, ty, tz = 2 * (y * pz - z * py), 2 * (z * px - x * pz), 2 * (x * py - y * px)
    return (px + w * tx + y * tz - z * ty, py + w * ty + z * tx - x * tz, pz + w * tz + x * ty - y * tx)


def transform(rotation: Rotation, offset: Point, origin: Point) -> Point:
    """Return the world position of `offset`, given in a frame with this rotation and origin."""
    x, y, z = rotate(rotation, offset)
    return (origin[0] + x, origin[1] + y, origin[2] + z)


def rotation_between(one: Point, other: Point) -> Rotation:
    """Return the shortest rotation from the direction `one` to the direction `other`. Neither may have length 0."""
    cx = one[1] * other[2] - one[2] * other[1]
    cy = one[2] * other[0] - one[0] * other[2]
    cz = one[0] * other[1] - one[1] * other[0]
    dot = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    w = math.sqrt(length_squared(one) * length_squared(other)) + dot
    if w < _EPSILON:  # opposite directions: any half turn across them will do
        return normalize((0.0, -one[2], 0.0, one[0])) if one[0] or one[2] else about_x(180)
    return normalize((w, cx, cy, cz))


def normalize(rotation: Rotation) -> Rotation:
    """Return `rotation` as a unit quaternion."""
    length = math.sqrt(
        rotation[0] * rotation[0] + rotation[1] * rotation[1] + rotation[2] * rotation[2] + rotation[3] * rotation[3]
    )
    return (rotation[0] / length, rotation[1] / length, rotation[2] / length, rotation[3] / length)


def nlerp(one: Rotation, other: Rotation, weight: float) -> Rotation:
    """Return the normalized linear interpolation from `one` to `other`, along the shorter arc."""
    if weight <= 0.0 or one == other:
        return one
    dot = one[0] * other[0] + one[1] * other[1] + one[2] * other[2] + one[3] * other[3]
    w = weight if dot >= 0 else -weight
    v = 1.0 - weight
    return normalize(
        (v * one[0] + w * other[0], v * one[1] + w * other[1], v * one[2] + w * other[2], v * one[3] + w * other[3])
    )


def lerp(one: Point, other: Point, weight: float) -> Point:
    """Return the linear interpolation from the point `one` to the point `other`."""
    v = 1.0 - weight
    return (v * one[0] + weight * other[0], v * one[1] + weight * other[1], v * one[2] + weight * other[2])


def subtract(one: Point, other: Point) -> Point:
    """Return the vector from `other` to `one`."""
    return (one[0] - other[0], one[1] - other[1], one[2] - other[2])


def length_squared(vector: Point) -> float:
    """Return the square of a vector's length."""
    return vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]
