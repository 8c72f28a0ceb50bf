"""Painting a picture of the figure with Qt."""

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
"""How much of the ground the farthest limb takes on."""
_RIM = 0.011
"""In metres: the rim that sets one part off another."""
_THINNEST = 0.7
"""In pixels: the same in a small picture."""
_WITHOUT_RIM = (Material.GLOW, Material.HAIR, Material.FACE)
_ENDS = 2
_WITHIN = 0.8
"""At a joint the rim draws back into the limb, to this share of its thickness."""


class _Place(NamedTuple):
    """Where the stage is in a picture: pixels to a metre, and the origin.

    To let the painter scale instead costs five times as much.
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
    """Paints pictures of the figure in a palette, for a place with the palette's colour `ground`."""

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
        """Paint `picture` into the middle of `rect`, as large as it fits."""
        scale = min(rect.width() / picture.width, rect.height() / picture.height)
        x, y = picture.centre
        place = _Place(scale, rect.center().x() - x * scale, rect.center().y() + y * scale)
        self._colours[Material.GLOW] = self._glow[picture.side]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = max(_RIM * scale, _THINNEST)
        for shape in picture.shapes:
            if shape.points:
                _paint_points(painter, shape, self._colour(shape), place)
            else:
                self._paint_hulls(painter, shape, place, rim)
        painter.restore()

    def _paint_hulls(self, painter: QPainter, shape: Shape, place: _Place, rim: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if shape.material not in _WITHOUT_RIM:
            painter.setBrush(self._ground)
            painter.drawPath(_rim(shape, place, rim))
        painter.setBrush(self._colour(shape))
        painter.drawPath(_path(shape.hulls, place))

    def _colour(self, shape: Shape) -> QColor:
        colour = self._colours[shape.material]
        if shape.dimness:
            colour = _mixed(colour, self._ground, self._far * shape.dimness)
        if shape.opacity < 1.0:
            colour = QColor(colour)
            colour.setAlphaF(colour.alphaF() * shape.opacity)
        return colour


def _paint_points(painter: QPainter, shape: Shape, colour: QColor, place: _Place) -> None:
    polygon = QPolygonF([place.point(x, y) for x, y in shape.points])
    if shape.thickness:
        pen = QPen(colour, max(1.0, shape.thickness * place.scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(polygon)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(polygon)


def _path(hulls: Iterable[Sequence[Circle]], place: _Place) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for hull_of in hulls:
        match [place.circle(circle) for circle in hull_of]:
            case [one, other]:
                _add_capsule(path, one, other)
            case [circle]:
                _add_circle(path, circle)
            case circles:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in reversed(convex_hull(circles))]))
                path.closeSubpath()
    return path


def _rim(shape: Shape, place: _Place, pixels: float) -> QPainterPath:
    """The shape a little larger all around, but for its joints, where it draws back."""
    wider = pixels / place.scale

    def grown(circle: Circle) -> Circle:
        x, y, r = circle
        return (x, y, r * _WITHIN) if circle in shape.seams else (x, y, r + wider)

    hulls: list[Sequence[Circle]] = []
    for hull_of in shape.hulls:
        if len(hull_of) == _ENDS and any(end in shape.seams for end in hull_of):
            (x1, y1, r1), (x2, y2, r2) = hull_of
            middle = ((x1 + x2) / 2, (y1 + y2) / 2, (r1 + r2) / 2 + wider)
            hulls += [(grown(hull_of[0]), middle), (middle, grown(hull_of[1]))]
        else:
            hulls.append([grown(circle) for circle in hull_of])
    return _path(hulls, place)


def _add_capsule(path: QPainterPath, one: Circle, other: Circle) -> None:
    """Add the hull of two circles: an arc of each, and the two tangents between them."""
    (x1, y1, r1), (x2, y2, r2) = one, other
    across, down = x2 - x1, y2 - y1
    apart = math.hypot(across, down)
    if apart <= abs(r1 - r2):  # one within the other
        _add_circle(path, one if r1 > r2 else other)
        return
    towards = math.degrees(math.atan2(-down, across))  # Qt counts angles anticlockwise, and y downwards
    half = math.degrees(math.acos((r1 - r2) / apart))
    far, near = QRectF(x2 - r2, y2 - r2, 2 * r2, 2 * r2), QRectF(x1 - r1, y1 - r1, 2 * r1, 2 * r1)
    path.arcMoveTo(far, towards - half)
    path.arcTo(far, towards - half, 2 * half)
    path.arcTo(near, towards + half, 360 - 2 * half)
    path.closeSubpath()


def _add_circle(path: QPainterPath, circle: Circle) -> None:
    """Add a circle the same way round as all else: where two ways overlap, a hole would be left."""
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
