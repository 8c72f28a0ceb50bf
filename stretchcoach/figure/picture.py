"""A picture of a posture: shapes in the order in which a painter fills them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.figure.camera import OrthographicProjection
from stretchcoach.figure.geometry import Point
from stretchcoach.figure.posture import Frame, Posture
from stretchcoach.figure.proportions import Sphere
from stretchcoach.figure.props import PropPart, furniture, mat_and_shadow, strap_to_hands, strap_under_foot
from stretchcoach.figure.skeleton import Skeleton
from stretchcoach.figure.solver import solve
from stretchcoach.figure.volumes import Material, Part, Piece, body_pieces

Circle = tuple[float, float, float]
"""A centre, right and up, and a radius; in metres."""

_DIM_FROM = 0.11
"""The distance in metres behind the trunk from which a limb is dimmed."""
_DIM_OVER = 0.13
"""The further distance in metres over which it becomes as dim as any."""
_VISIBLE_FROM, _VISIBLE_OVER = 0.24, 0.06
"""The cosine of the angle to the camera from which a facing part is visible, and over which it fades in."""
_ZOOM_MARGIN = 0.04
"""The space in metres around a zoomed body."""
_LEAST_ZOOM_WIDTH = 1.3
"""The least width in metres of a zoomed picture, or a folded body would look like a giant among the others."""
_CORNERS = 24
_DIRECTIONS = [(math.cos(math.tau * i / _CORNERS), math.sin(math.tau * i / _CORNERS)) for i in range(_CORNERS)]


class Shape(NamedTuple):
    """A shape of one colour: convex hulls with one rim around them all, an area, or a line."""

    material: Material
    hulls: tuple[tuple[Circle, ...], ...] = ()
    """The circles that each convex hull encloses."""
    points: tuple[tuple[float, float], ...] = ()
    """The corners of an area or of a line."""
    thickness: float = 0.0
    """The thickness of a line in metres; 0 for an area."""
    dimness: float = 0.0
    """How dim it is because it is far away, from 0 to 1."""
    seams: tuple[Circle, ...] = ()
    """The circles at which it continues into another shape, without a rim."""
    opacity: float = 1.0
    """How much of it is visible, from 0 to 1."""


class Picture(NamedTuple):
    """Shapes from back to front, and the rectangle of them that is in view."""

    shapes: tuple[Shape, ...]
    centre: tuple[float, float]
    """The middle of the rectangle, right and up in metres."""
    width: float
    """The rectangle's width in metres."""
    height: float
    """The rectangle's height in metres."""
    side: Side
    """The side that works, left or right."""

    @property
    def cropped(self) -> "Picture":
        """The picture cropped to its shapes."""
        return self._cropped_to(self.shapes)

    @property
    def zoomed(self) -> "Picture":
        """The picture zoomed to the body, which may cut off parts of the mat."""
        near = self._cropped_to(shape for shape in self.shapes if shape.material is not Material.MAT)
        width = max(near.width + 2 * _ZOOM_MARGIN, _LEAST_ZOOM_WIDTH)
        return near._replace(width=width, height=near.height + 2 * _ZOOM_MARGIN)

    def _cropped_to(self, shapes: Iterable[Shape]) -> "Picture":
        xs: list[float] = []
        ys: list[float] = []
        for shape in shapes:
            for x, y, radius in (*chain(*shape.hulls), *((x, y, shape.thickness / 2) for x, y in shape.points)):
                xs += (x - radius, x + radius)
                ys += (y - radius, y + radius)
        centre = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        return self._replace(centre=centre, width=max(xs) - min(xs), height=max(ys) - min(ys))


def picture(posture: Posture, side: Side) -> Picture:
    """Return the picture of `posture`. The picture of the right side is the mirror image of the left."""
    skeleton = solve(posture)
    frame: Frame = posture.frame
    mirrored = side is Side.RIGHT
    project = OrthographicProjection.looking_down(frame.elevation, mirrored=mirrored)
    shapes = (
        *_props(mat_and_shadow(skeleton, posture), project),
        *_props(furniture(skeleton, posture), project),
        *_body(skeleton, posture, project),
        *_props(strap_under_foot(skeleton, posture), project),
    )
    x, y = frame.centre
    return Picture(shapes, (-x if mirrored else x, y), frame.width, frame.height, side)


def convex_hull(circles: Sequence[Circle]) -> list[tuple[float, float]]:
    """Return the convex hull of some circles as a polygon."""
    corners = []
    for c, s in _DIRECTIONS:
        farthest, corner = -math.inf, (0.0, 0.0)
        for x, y, r in circles:
            if (extent := x * c + y * s + r) > farthest:
                farthest = extent
                corner = (x + r * c, y + r * s)
        corners.append(corner)
    return corners


def _body(skeleton: Skeleton, posture: Posture, project: OrthographicProjection) -> Iterator[Shape]:
    """Yield the body, the farthest piece first. A strap comes just before the fist that holds it."""
    straps = [*strap_to_hands(skeleton, posture)]
    for piece in sorted(body_pieces(skeleton, posture), key=lambda piece: _nearness(piece, project)):
        dimness = _dimness(skeleton, piece.limb, project) if piece.limb else 0.0
        if piece.is_hand:
            yield from _props((strap for limb, strap in straps if limb == piece.limb), project)
        for part in piece.parts:
            shape = _shape(part, dimness, project)
            if shape.opacity:
                yield shape


def _shape(part: Part, dimness: float, project: OrthographicProjection) -> Shape:
    return Shape(
        part.material,
        tuple(tuple(_circle(sphere, project) for sphere in volume) for volume in part.volumes),
        dimness=dimness,
        seams=tuple(_circle(sphere, project) for sphere in part.seams),
        opacity=part.opacity if part.facing is None else part.opacity * _visibility(part.facing, project),
    )


def _visibility(facing: Point, project: OrthographicProjection) -> float:
    """Return the opacity of a part that faces this way: 0 from behind and from the side, and soon 1."""
    return min(1.0, max(0.0, (project(facing)[2] - _VISIBLE_FROM) / _VISIBLE_OVER))


def _dimness(skeleton: Skeleton, limb: str, project: OrthographicProjection) -> float:
    """Return how dim the limbs of a side are. They are dimmed if they begin farther from the camera than the trunk."""
    joints = skeleton.joints
    here = project(joints[f"{limb}.shoulder"])[2] + project(joints[f"{limb}.hip"])[2]
    middle = project(joints["spine6"])[2] + project(joints["root"])[2]
    return min(1.0, max(0.0, (middle - here - _DIM_FROM) / _DIM_OVER))


def _nearness(piece: Piece, project: OrthographicProjection) -> float:
    """Return how near to the camera a piece is sorted, in metres."""
    spheres = [sphere for part in piece.parts if part.facing is None for volume in part.volumes for sphere in volume]
    return sum(project(centre)[2] for centre, _radius in spheres) / len(spheres) + piece.depth_bias


def _circle(sphere: Sphere, project: OrthographicProjection) -> Circle:
    x, y, _near = project(sphere[0])
    return (x, y, sphere[1])


def _props(parts: Iterable[PropPart], project: OrthographicProjection) -> Iterator[Shape]:
    for part in parts:
        yield Shape(
            part.material,
            points=tuple(_flat(point, project) for point in part.points),
            thickness=part.thickness,
            opacity=part.opacity,
        )


def _flat(point: Point, project: OrthographicProjection) -> tuple[float, float]:
    x, y, _near = project(point)
    return (x, y)
