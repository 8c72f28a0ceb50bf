"""A picture of a posture: shapes in the order in which they are painted, for whoever can fill a shape."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.figure.camera import Projection
from stretchcoach.figure.flesh import Ball, Cover, Part, Piece, pieces
from stretchcoach.figure.posture import Frame, Posture
from stretchcoach.figure.props import OnStage, behind, sling, strands, underneath
from stretchcoach.figure.skeleton import Skeleton
from stretchcoach.figure.solving import solve
from stretchcoach.figure.space import Point

Circle = tuple[float, float, float]
"""Right, up, radius; in metres."""

_BESIDE = 0.11
"""In metres: limbs that are farther by less than this lie beside the others, and are no dimmer."""
_FARTHEST = 0.13
"""In metres: farther by so much more, they are as dim as any."""
_ASKANCE, _TURNING = 0.24, 0.06
"""Of 1, which is looked straight at: what is turned away further is not seen, and it appears over so much of a turn."""
_AIR = 0.04
"""In metres: around a body that is looked at as near as can be."""
_CLOSEST = 1.3
"""In metres: so wide is what is seen of it at least, or a folded body would seem a giant among others."""
_CORNERS = 24
_DIRECTIONS = [(math.cos(math.tau * i / _CORNERS), math.sin(math.tau * i / _CORNERS)) for i in range(_CORNERS)]


class Shape(NamedTuple):
    """What has one colour: hulls of circles with one rim around them all, an area, or a line."""

    cover: Cover
    hulls: tuple[tuple[Circle, ...], ...] = ()
    """Each is what a thread around its circles encloses."""
    points: tuple[tuple[float, float], ...] = ()
    """The corners of an area, or of a line that is `thick`."""
    thick: float = 0.0
    far: float = 0.0
    """How dim it is: 0 near, 1 far."""
    joints: tuple[Circle, ...] = ()
    """Those of its circles at which it goes on into another shape, without a rim."""
    strength: float = 1.0
    """How much of it is there, 0 to 1."""


class Picture(NamedTuple):
    """Shapes from back to front, and what of the stage is to be seen; in metres."""

    shapes: tuple[Shape, ...]
    centre: tuple[float, float]
    width: float
    height: float
    side: Side
    """The one that works, left or right."""

    @property
    def fitted(self) -> "Picture":
        """The same, with no more of the stage to be seen than what is in this one picture."""
        return self._around(self.shapes)

    @property
    def closer(self) -> "Picture":
        """The same as near as can be: the mat may go on beyond what is to be seen."""
        near = self._around(shape for shape in self.shapes if shape.cover is not Cover.MAT)
        return near._replace(width=max(near.width + 2 * _AIR, _CLOSEST), height=near.height + 2 * _AIR)

    def _around(self, shapes: Iterable[Shape]) -> "Picture":
        xs: list[float] = []
        ys: list[float] = []
        for shape in shapes:
            for x, y, reach in (*chain(*shape.hulls), *((x, y, shape.thick / 2) for x, y in shape.points)):
                xs += (x - reach, x + reach)
                ys += (y - reach, y + reach)
        centre = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        return self._replace(centre=centre, width=max(xs) - min(xs), height=max(ys) - min(ys))


def picture(posture: Posture, side: Side) -> Picture:
    """Return the picture of `posture`; the right side's is the mirror image of the left's."""
    skeleton = solve(posture)
    frame: Frame = posture.frame
    mirrored = side is Side.RIGHT
    project = Projection.looking_down(frame.elevation, mirrored=mirrored)
    shapes = (
        *_props(underneath(skeleton, posture), project),
        *_props(behind(skeleton, posture), project),
        *_body(skeleton, posture, project),
        *_props(sling(skeleton, posture), project),
    )
    x, y = frame.centre
    return Picture(shapes, (-x if mirrored else x, y), frame.width, frame.height, side)


def hull(circles: Sequence[Circle]) -> list[tuple[float, float]]:
    """Return what a thread around some circles encloses, as a polygon."""
    corners = []
    for c, s in _DIRECTIONS:
        farthest, corner = -math.inf, (0.0, 0.0)
        for x, y, r in circles:
            if (reach := x * c + y * s + r) > farthest:
                farthest = reach
                corner = (x + r * c, y + r * s)
        corners.append(corner)
    return corners


def _body(skeleton: Skeleton, posture: Posture, project: Projection) -> Iterator[Shape]:
    """Yield the body, the farther piece first; what a hand holds lies within its fist."""
    held = [*strands(skeleton, posture)]
    for piece in sorted(pieces(skeleton, posture), key=lambda piece: _nearness(piece, project)):
        far = _farness(skeleton, piece.limb, project) if piece.limb else 0.0
        if piece.is_hand:
            yield from _props((thing for limb, thing in held if limb == piece.limb), project)
        for part in piece.parts:
            shape = _shape(part, far, project)
            if shape.strength:
                yield shape


def _shape(part: Part, far: float, project: Projection) -> Shape:
    return Shape(
        part.cover,
        tuple(tuple(_circle(ball, project) for ball in volume) for volume in part.volumes),
        far=far,
        joints=tuple(_circle(ball, project) for ball in part.joints),
        strength=part.strength if part.facing is None else part.strength * _seen(part.facing, project),
    )


def _seen(facing: Point, project: Projection) -> float:
    """How much of what faces this way is seen: nothing from behind or from the side, and soon all of it."""
    return min(1.0, max(0.0, (project(facing)[2] - _ASKANCE) / _TURNING))


def _farness(skeleton: Skeleton, limb: str, project: Projection) -> float:
    """How much farther from the camera the limbs of this side begin than those of the other."""
    joints = skeleton.joints
    here = project(joints[f"{limb}.shoulder"])[2] + project(joints[f"{limb}.hip"])[2]
    middle = project(joints["spine6"])[2] + project(joints["root"])[2]
    return min(1.0, max(0.0, (middle - here - _BESIDE) / _FARTHEST))


def _nearness(piece: Piece, project: Projection) -> float:
    balls = [ball for part in piece.parts if part.facing is None for volume in part.volumes for ball in volume]
    return sum(project(centre)[2] for centre, _radius in balls) / len(balls) + piece.forward


def _circle(ball: Ball, project: Projection) -> Circle:
    x, y, _near = project(ball[0])
    return (x, y, ball[1])


def _props(things: Iterable[OnStage], project: Projection) -> Iterator[Shape]:
    for thing in things:
        yield Shape(
            thing.cover,
            points=tuple(_flat(point, project) for point in thing.points),
            thick=thing.thick,
            strength=thing.strength,
        )


def _flat(point: Point, project: Projection) -> tuple[float, float]:
    x, y, _near = project(point)
    return (x, y)
