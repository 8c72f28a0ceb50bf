"""The icons share one style, and the program's own icon can be recognised at every size."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from stretchcoach.resources import ASSETS
from stretchcoach.window.theme.icons import icon

ICONS = ASSETS / "icons"
SYMBOLS = [path for path in sorted(ICONS.rglob("*.svg")) if path.name != "stretchcoach.svg"]


@pytest.mark.parametrize("path", SYMBOLS, ids=lambda path: str(path.relative_to(ICONS)))
def test_a_symbol_is_a_round_stroke_on_the_common_grid(path: Path) -> None:
    drawn = ET.parse(path).getroot()  # noqa: S314 - our own file
    wanted = {"viewBox": "0 0 24 24", "fill": "none", "stroke-width": "2.5"}
    wanted |= {"stroke-linecap": "round", "stroke-linejoin": "round"}
    assert {name: drawn.get(name) for name in wanted} == wanted
    if path.parent == ICONS:
        assert drawn.get("stroke") == "currentColor"


@pytest.mark.parametrize("name", sorted(path.stem for path in ICONS.glob("*.svg") if path.stem != "stretchcoach"))
def test_a_symbol_takes_the_colour_of_the_window(qapp: QApplication, name: str) -> None:  # noqa: ARG001 - Qt draws
    image = icon(name, "#ff0000").pixmap(24, 24).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 250}
    assert seen == {"#ff0000"}


@pytest.mark.parametrize("size", [16, 32, 64, 256])
def test_our_icon_is_seen_at_every_size(qapp: QApplication, size: int) -> None:  # noqa: ARG001 - Qt draws
    image = QIcon(str(ICONS / "stretchcoach.svg")).pixmap(size, size).toImage()
    colours = [QColor(image.pixel(x, y)).lightness() for x in range(image.width()) for y in range(image.height())]
    pale = sum(lightness > 220 for lightness in colours) / len(colours)
    assert image.width() == size
    assert 0.06 < pale < 0.3, "the body stands out from the circle"
    assert image.pixelColor(0, 0).alpha() == 0
