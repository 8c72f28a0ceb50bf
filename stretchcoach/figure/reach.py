"""Two bones that reach for a place: a leg whose foot stays, an arm whose hand holds on."""

import math
from typing import NamedTuple

from stretchcoach.figure.space import DOWN, Point, Turn, between, length_squared, minus, moved, then, turned

_GIVES_WAY = 0.985
"""From this share of its length on a limb gives way, so that it never snaps straight."""
_SLACK = 0.015
"""The share of its length over which it does so: the joint between moves much for little near the end."""


class Limb(NamedTuple):
    """Two bones: how long they are in metres, and to which side the joint between them goes when they bend."""

    first: float
    second: float
    bends: Point


def reach(root: Point, upper: Turn, lower: Turn, limb: Limb, target: Point) -> tuple[Turn, Turn, Point, Point]:
    """Bring the end of two bones to `target`, or as near as they are long, and bend where they bent before.

    `upper` and `lower` are the bones' turns without reaching; the result has them, the joint between and the end.
    """
    first, second, bends = limb
    middle = moved(upper, (0.0, 0.0, -first), root)
    end = moved(lower, (0.0, 0.0, -second), middle)
    way = minus(target, root)
    distance = math.sqrt(length_squared(way))
    if distance < 1e-6 or length_squared(minus(target, end)) < 1e-12:  # noqa: PLR2004 - a micrometre
        return upper, lower, middle, end
    unreached = math.sqrt(length_squared(minus(end, root)))
    within = _within_reach(distance, unreached, first + second, abs(first - second))
    # Swing both bones towards the target, then open or close the angle between them in its own plane.
    swing = between(minus(end, root), way)
    upper, lower = then(swing, upper), then(swing, lower)
    along = (way[0] / distance, way[1] / distance, way[2] / distance)
    to_middle = turned(upper, (0.0, 0.0, -first))
    out = _across(to_middle, along) or _across(turned(upper, bends), along) or bends
    cosine = (first * first + within * within - second * second) / (2 * first * within)
    cosine = max(-1.0, min(1.0, cosine))
    sine = math.sqrt(1.0 - cosine * cosine)
    bent = tuple(first * (cosine * a + sine * o) for a, o in zip(along, out, strict=True))
    new_middle = (root[0] + bent[0], root[1] + bent[1], root[2] + bent[2])
    new_end = (root[0] + within * along[0], root[1] + within * along[1], root[2] + within * along[2])
    upper = then(between(to_middle, minus(new_middle, root)), upper)
    lower = then(between(turned(lower, DOWN), minus(new_end, new_middle)), lower)
    return upper, lower, new_middle, new_end


def swivelled(root: Point, middle: Point, end: Point, height: float) -> Turn | None:
    """The turn about the line from root to end that lifts the joint between to `height`, or as near as it gets.

    None where it is as high already, or where the limb is straight.
    """
    if height - middle[2] < 1e-9:  # noqa: PLR2004 - next to nothing
        return None
    along = _unit(minus(end, root))
    out = None if along is None else _across(minus(middle, root), along)
    if along is None or out is None:
        return None
    across = along[0] * out[1] - along[1] * out[0]
    steepest = math.hypot(out[2], across)
    way = minus(middle, root)
    radius = out[0] * way[0] + out[1] * way[1] + out[2] * way[2]
    lift = height - middle[2] + radius * out[2]
    from_top = math.atan2(across, out[2])
    wanted = math.acos(max(-1.0, min(1.0, lift / max(1e-9, radius * steepest))))
    half = (from_top - math.copysign(wanted, from_top)) / 2
    sine = math.sin(half)
    return (math.cos(half), sine * along[0], sine * along[1], sine * along[2])


def _unit(way: Point) -> Point | None:
    """`way` with length 1; None where there is none to speak of."""
    x, y, z = way
    length = math.sqrt(x * x + y * y + z * z)
    return None if length < 1e-6 else (x / length, y / length, z / length)  # noqa: PLR2004 - a micrometre


def _across(way: Point, along: Point) -> Point | None:
    """The part of `way` at right angles to `along`, of length 1; None where there is none to speak of."""
    dot = way[0] * along[0] + way[1] * along[1] + way[2] * along[2]
    return _unit((way[0] - dot * along[0], way[1] - dot * along[1], way[2] - dot * along[2]))


def _within_reach(distance: float, unreached: float, longest: float, shortest: float) -> float:
    """`distance`, or what the limb can do of it; a limb that is longer without reaching may stay so."""
    free = max(_GIVES_WAY * longest, unreached)
    if distance > free:
        return free + (longest - free) * (1.0 - math.exp(-(distance - free) / (_SLACK * longest)))
    return max(distance, shortest + 1e-6)
