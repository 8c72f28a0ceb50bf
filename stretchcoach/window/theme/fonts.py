"""The bundled font."""

from PySide6.QtGui import QFont, QFontDatabase

from stretchcoach.resources import ASSETS
from stretchcoach.window.theme.scale import BODY

FAMILY = "Figtree"
_SMALLEST = 9
"""Pixels."""


def load_font() -> QFont:
    """Register the bundled font with Qt, and return it at the size of body text."""
    for file in sorted((ASSETS / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY)
    font.setPixelSize(BODY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def pixel_font(pixels: float, *, bold: bool = False) -> QFont:
    """Return the bundled font at a size in pixels, with digits of equal width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(_SMALLEST, round(pixels)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
