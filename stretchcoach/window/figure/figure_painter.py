"""Painting pictures of the figure with Qt."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from stretchcoach.domain.side import Side
from stretchcoach.figure.picture import Circle, Picture, Shape, convex_hull
from stretchcoach.figure.volumes import Material
from stretchcoach.window.theme.palette import Colours

_FAR = 0.16
"""How much of the ground's colour is mixed into the farthest limb, from 0 to 1."""
_RIM = 0.011
"""The width in metres of the rim that sets one part off from another."""
_THINNEST = 0.7
"""The least width of the rim, in pixels."""
_WITHOUT_RIM = (Material.GLOW, Material.HAIR, Material.FACE)
_CAPSULE = 2
"""The number of circles in the hull of a limb."""
_WITHIN = 0.8
"""The radius of the rim at a joint, as a share of the limb's: there the rim is hidden inside the limb."""


class _Transform(NamedTuple):
    """The transformation from metres to pixels: a scale and an offset.

    Letting QPainter scale takes five times as long.
    """

    scale: float
    x: float
    y: float

    def point(self, right: float, up: float) -> QPointF:
        return QPointF(self.x + right * self.scale, self.y - up * self.scale)

    def circle(self, circle: Circle) -> Circle:
        right, up, radius = circle
        return (self.x + right * self.scale, self.y - up * self.scale, radius * self.scale)


class FigurePainter:
    """Paints pictures of the figure in the colours of a palette, on a background of the colour `ground`."""

    def __init__(self, colours: Colours, ground: str) -> None:
        self._ground = QColor(ground)
        self._far = 0.0 if colours.is_high_contrast else _FAR
        self._glow = {Side.LEFT: QColor(colours.glow_left), Side.RIGHT: QColor(colours.glow_right)}
        self._colours = {
            Material.SKIN: QColor(colours.skin),
            Material.FACE: QColor(colours.skin),
            Material.HAIR: QColor(colours.hair),
            Material.TOP: QColor(colours.top),
            Material.LEGS: QColor(colours.legs),
            Material.GLOW: self._glow[Side.LEFT],
            Material.STRAP: QColor(colours.strap),
            Material.FURNITURE: QColor(colours.wood),
            Material.MAT: QColor(colours.mat),
            Material.SHADOW: QColor(colours.shadow),
        }

    def paint(self, painter: QPainter, picture: Picture, rect: QRectF) -> None:
        """Paint `picture` in the middle of `rect`, as large as fits."""
        scale = min(rect.width() / picture.width, rect.height() / picture.height)
        x, y = picture.centre
        transform = _Transform(scale, rect.center().x() - x * scale, rect.center().y() + y * scale)
        self._colours[Material.GLOW] = self._glow[picture.side]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = max(_RIM * scale, _THINNEST)
        for shape in picture.shapes:
            if shape.points:
                _paint_points(painter, shape, self._colour(shape), transform)
            else:
                self._paint_hulls(painter, shape, transform, rim)
        painter.restore()

    def _paint_hulls(self, painter: QPainter, shape: Shape, transform: _Transform, rim: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if shape.material not in _WITHOUT_RIM:
            painter.setBrush(self._ground)
            painter.drawPath(_rim(shape, transform, rim))
        painter.setBrush(self._colour(shape))
        painter.drawPath(_path(shape.hulls, transform))

    def _colour(self, shape: Shape) -> QColor:
        colour = self._colours[shape.material]
        if shape.dimness:
            colour = _mixed(colour, self._ground, self._far * shape.dimness)
        if shape.opacity < 1.0:
            colour = QColor(colour)
            colour.setAlphaF(colour.alphaF() * shape.opacity)
        return colour


def _paint_points(painter: QPainter, shape: Shape, colour: QColor, transform: _Transform) -> None:
    polygon = QPolygonF([transform.point(x, y) for x, y in shape.points])
    if shape.thickness:
        pen = QPen(colour, max(1.0, shape.thickness * transform.scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(polygon)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(polygon)


def _path(hulls: Iterable[Sequence[Circle]], transform: _Transform) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for circles_of_hull in hulls:
        match [transform.circle(circle) for circle in circles_of_hull]:
            case [one, other]:
                _add_capsule(path, one, other)
            case [circle]:
                _add_circle(path, circle)
            case circles:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in reversed(convex_hull(circles))]))
                path.closeSubpath()
    return path


def _rim(shape: Shape, transform: _Transform, pixels: float) -> QPainterPath:
    """Return the outline of a shape widened by `pixels`, except at its joints, where it is hidden inside the shape."""
    wider = pixels / transform.scale

    def grown(circle: Circle) -> Circle:
        x, y, r = circle
        return (x, y, r * _WITHIN) if circle in shape.seams else (x, y, r + wider)

    hulls: list[Sequence[Circle]] = []
    for circles_of_hull in shape.hulls:
        if len(circles_of_hull) == _CAPSULE and any(end in shape.seams for end in circles_of_hull):
            (x1, y1, r1), (x2, y2, r2) = circles_of_hull
            middle = ((x1 + x2) / 2, (y1 + y2) / 2, (r1 + r2) / 2 + wider)
            hulls += [(grown(circles_of_hull[0]), middle), (middle, grown(circles_of_hull[1]))]
        else:
            hulls.append([grown(circle) for circle in circles_of_hull])
    return _path(hulls, transform)


def _add_capsule(path: QPainterPath, one: Circle, other: Circle) -> None:
    """Add the hull of two circles: an arc of each, and the two tangents between them."""
    (x1, y1, r1), (x2, y2, r2) = one, other
    across, down = x2 - x1, y2 - y1
    apart = math.hypot(across, down)
    if apart <= abs(r1 - r2):  # one circle contains the other
        _add_circle(path, one if r1 > r2 else other)
        return
    towards = math.degrees(math.atan2(-down, across))  # Qt's angles run anticlockwise, and its y axis points down
    half = math.degrees(math.acos((r1 - r2) / apart))
    far, near = QRectF(x2 - r2, y2 - r2, 2 * r2, 2 * r2), QRectF(x1 - r1, y1 - r1, 2 * r1, 2 * r1)
    path.arcMoveTo(far, towards - half)
    path.arcTo(far, towards - half, 2 * half)
    path.arcTo(near, towards + half, 360 - 2 * half)
    path.closeSubpath()


def _add_circle(path: QPainterPath, circle: Circle) -> None:
    """Add a circle in the direction of all other subpaths: where two directions overlap, a hole would be left."""
    x, y, r = circle
    rect = QRectF(x - r, y - r, 2 * r, 2 * r)
    path.arcMoveTo(rect, 0)
    path.arcTo(rect, 0, 360)
    path.closeSubpath()


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    rest = 1.0 - share
    return QColor.fromRgbF(
        one.redF() * rest + other.redF() * share,
        one.greenF() * rest + other.greenF() * share,
        one.blueF() * rest + other.blueF() * share,
        one.alphaF(),
    )
