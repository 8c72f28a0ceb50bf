"""Measure contrast as WCAG 2.2 does, in every palette."""

import pytest
from PySide6.QtGui import QColor

from stretchcoach.window.theme.contrast_pairs import MinimumContrast
from stretchcoach.window.theme.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours

EVERY_PALETTE = pytest.mark.parametrize(
    "colours", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark", "contrast light", "contrast dark"]
)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1."""
    made = QColor(colour)
    parts = (made.redF(), made.greenF(), made.blueF())
    linear: list[float] = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def minimum_contrast(colours: Colours, wanted: MinimumContrast) -> float:
    """Return the least contrast that a palette must have."""
    usual, high = wanted.value
    return high if colours.is_high_contrast else usual
