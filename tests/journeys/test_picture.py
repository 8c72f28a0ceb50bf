"""The command that writes a picture of a stretch, as it is typed."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage, QTransform

from stretchcoach.window.theme.palette import DARK, LIGHT
from tests.journeys.conftest import Run

STRETCHES = ("inner-thigh", "lying-hamstring", "quads-lying", "quads-standing", "seated-hamstring", "settle")


def share_unlike(one: QImage, other: QImage) -> float:
    """The share of pixels that are clearly another colour."""
    assert one.size() == other.size()
    unlike = 0
    for x in range(0, one.width(), 2):
        for y in range(0, one.height(), 2):
            a, b = QColor(one.pixel(x, y)), QColor(other.pixel(x, y))
            unlike += abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue()) > 90
    return unlike / (one.width() * one.height() / 4)


@pytest.mark.parametrize("stretch", STRETCHES)
def test_the_right_side_is_the_mirror_image_of_the_left(stretchcoach: Run, tmp_path: Path, stretch: str) -> None:
    for side in ("left", "right"):
        ran = stretchcoach("picture", stretch, str(tmp_path / f"{side}.png"), "--side", side, "--size", "200")
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    left, right = QImage(str(tmp_path / "left.png")), QImage(str(tmp_path / "right.png"))
    assert (left.width(), left.height()) == (200, 200)
    assert left.pixelColor(1, 1) == QColor(LIGHT.ground)
    # The muscle that is felt has the colour of its side, so a few pixels do differ.
    assert share_unlike(left.transformed(QTransform().scale(-1, 1)), right) < 0.02
    assert share_unlike(left, right) > 0.04


def test_every_pose_is_another_picture(stretchcoach: Run, tmp_path: Path) -> None:
    pictures = []
    for pose in ("ready", "inhaled", "exhaled", "deep"):
        file = tmp_path / f"{pose}.png"
        assert stretchcoach("picture", "seated-hamstring", str(file), "--pose", pose, "--theme", "dark").returncode == 0
        pictures.append(QImage(str(file)))
        assert pictures[-1].pixelColor(1, 1) == QColor(DARK.ground)
    for number, one in enumerate(pictures):
        for other in pictures[:number]:
            assert share_unlike(one, other) > 0.01


def test_an_svg_is_sound_and_shows_the_same(stretchcoach: Run, tmp_path: Path) -> None:
    svg, png = tmp_path / "o.SVG", tmp_path / "o.png"
    for file in (svg, png):
        assert stretchcoach("picture", "quads-standing", str(file), "--size", "300").returncode == 0
    assert ET.parse(svg).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    drawn = QImage(str(png))
    assert share_unlike(QImage(str(svg)).scaled(drawn.size()), drawn) < 0.03


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("seated-hamstrings", "o.png"), 2, "Did you mean seated-hamstring?"),
        (("pelican", "o.png"), 2, "Choose from: inner-thigh"),
        (("settle", "o.gif"), 2, "doesn't end in .png, .svg"),
        (("settle", "o.png", "--size", "9"), 2, "16 to 4096 pixels"),
        (("settle", "o.png", "--pose", "upside-down"), 2, "invalid choice"),
        (("settle", "file/o.png"), 1, "Choose a folder that you may write to."),
        (("bare.toml", "o.png"), 1, "has no poses to draw"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    stretchcoach: Run, tmp_path: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "bare.toml").write_text(
        'format = 1\nid = "bare"\ntitle = "Bare"\nwhy = "because"\nfeel = "a pull"\n[dose]\nhold = "20s"\n'
        '[[set_up]]\nfull = "Sit."\nbrief = "Sit."\n'
    )
    ran = stretchcoach("picture", *arguments)
    assert ran.returncode == status
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "o.png").exists()
