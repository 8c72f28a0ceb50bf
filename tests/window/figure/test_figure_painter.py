"""The painted body: the right side is the mirror image of the left in every palette, and small ones are readable."""

from collections import Counter

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from stretchcoach.domain.side import Side
from stretchcoach.figure.picture import Picture, picture
from stretchcoach.figure.volumes import Material
from stretchcoach.routine.pose import Pose
from stretchcoach.window.figure.figure_painter import FigurePainter
from stretchcoach.window.theme.palette import Colours
from tests.figure.film import STRETCHES, staged
from tests.window.contrast import EVERY_PALETTE


def painted(shown: Picture, colours: Colours, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.ground))
    painter = QPainter(image)
    FigurePainter(colours, colours.ground).paint(painter, shown, QRectF(0, 0, width, height))
    painter.end()
    return image


def rgb(colour: QColor | str) -> tuple[int, int, int]:
    colour = QColor(colour)
    return colour.red(), colour.green(), colour.blue()


def pixels(image: QImage) -> list[tuple[int, int, int]]:
    return [rgb(image.pixelColor(x, y)) for y in range(image.height()) for x in range(image.width())]


def apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@EVERY_PALETTE
@pytest.mark.parametrize("stretch", STRETCHES)
def test_left_and_right_are_mirror_images(stretch: str, colours: Colours) -> None:
    """They match pixel by pixel, except for antialiased edges and the glow, whose colour depends on the side."""
    posture = staged(stretch)[Pose.DEEP]
    glows = [rgb(glow) for glow in (colours.glow_left, colours.glow_right)]
    left = pixels(painted(picture(posture, Side.LEFT), colours, 160, 120))
    right = pixels(painted(picture(posture, Side.RIGHT), colours, 160, 120).flipped(Qt.Orientation.Horizontal))
    same = [apart(one, other) < 60 or (one in glows or other in glows) for one, other in zip(left, right, strict=True)]
    assert sum(same) > 0.985 * len(same)


@EVERY_PALETTE
@pytest.mark.parametrize("stretch", STRETCHES)
def test_a_body_can_be_seen_at_60_pixels(stretch: str, colours: Colours) -> None:
    """Trunk, legs and skin can each be seen in a small picture, and so can the glowing muscle."""
    posture = staged(stretch)[Pose.DEEP]
    shown = picture(posture, Side.LEFT)
    colour_of = {Material.SKIN: colours.skin, Material.TOP: colours.top, Material.LEGS: colours.legs}
    counts = Counter(pixels(painted(shown, colours, 60, 60)))
    for cover, colour in colour_of.items():
        near = sum(number for seen, number in counts.items() if apart(seen, rgb(colour)) < 40)
        assert near >= 12, cover
    if posture.glow:
        glow = rgb(colours.glow_left)
        assert sum(number for seen, number in counts.items() if apart(seen, glow) < 60) >= 3
    ground = rgb(colours.ground)
    assert 0.06 < sum(number for seen, number in counts.items() if apart(seen, ground) > 30) / 3600 < 0.7
