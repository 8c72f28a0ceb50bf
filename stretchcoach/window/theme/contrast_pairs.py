"""Which colours stand on which, and how much contrast each pair needs. A test measures them in every palette.

Contrast is measured as WCAG 2.2 defines it, from 1 to 21: https://www.w3.org/TR/WCAG22/#contrast-minimum and
https://www.w3.org/TR/WCAG22/#non-text-contrast. The test also fails if a colour of the palette is in no pair.
"""

from enum import Enum
from typing import NamedTuple


class MinimumContrast(Enum):
    """The least contrast of a pair: in the normal palettes, and in high contrast."""

    TEXT = (4.5, 7.0)
    NON_TEXT = (3.0, 3.0)
    """For what identifies a control, its state, the keyboard focus, or a part of a picture."""
    DECORATION = (1.1, 1.1)
    """For what carries no information of its own."""
    DIVIDER = (1.2, 3.0)
    """For a decoration that high contrast makes prominent."""


class ContrastPair(NamedTuple):
    """A colour and the colour it stands on."""

    usage: str
    foreground: str
    background: str
    minimum: MinimumContrast


CONTRAST_PAIRS = (
    ContrastPair("texts on a page", "ink", "ground", MinimumContrast.TEXT),
    ContrastPair("texts on cards, in fields, in the list", "ink", "surface", MinimumContrast.TEXT),
    ContrastPair("the chosen routine, chips, tips, a button under the mouse", "ink", "raised", MinimumContrast.TEXT),
    ContrastPair("second texts on a page", "faint", "ground", MinimumContrast.TEXT),
    ContrastPair(
        "second texts on cards and in the list, words in an empty field", "faint", "surface", MinimumContrast.TEXT
    ),
    ContrastPair("second texts of the chosen routine, a button that waits", "faint", "raised", MinimumContrast.TEXT),
    ContrastPair("the name in the list's corner", "accent", "surface", MinimumContrast.TEXT),
    ContrastPair(
        "the main button, ticks, the chosen entry of an open field", "on_accent", "accent", MinimumContrast.TEXT
    ),
    ContrastPair("left on a page", "left", "ground", MinimumContrast.TEXT),
    ContrastPair("the letter of the left side", "ground", "left", MinimumContrast.TEXT),
    ContrastPair("right on a page", "right", "ground", MinimumContrast.TEXT),
    ContrastPair("the letter of the right side", "ground", "right", MinimumContrast.TEXT),
    ContrastPair("notices and cautions", "warning", "warning_ground", MinimumContrast.TEXT),
    ContrastPair("borders of controls on a page", "edge", "ground", MinimumContrast.NON_TEXT),
    ContrastPair(
        "borders of controls on cards and in the list, and on what fills a field",
        "edge",
        "surface",
        MinimumContrast.NON_TEXT,
    ),
    ContrastPair("borders of controls under the mouse", "edge", "raised", MinimumContrast.NON_TEXT),
    ContrastPair(
        "where the keyboard is, on a page; the main button; a slider", "accent", "ground", MinimumContrast.NON_TEXT
    ),
    ContrastPair("where the keyboard is, in the list and in fields", "accent", "surface", MinimumContrast.NON_TEXT),
    ContrastPair("where the keyboard is, at the chosen entry", "accent", "raised", MinimumContrast.NON_TEXT),
    ContrastPair("where the keyboard is, at a notice", "ink", "warning_ground", MinimumContrast.NON_TEXT),
    ContrastPair("arrows in fields", "mark", "surface", MinimumContrast.NON_TEXT),
    ContrastPair("what is of neither side in the ribbon", "neutral", "ground", MinimumContrast.NON_TEXT),
    ContrastPair("lines on a page, the part of the ring that is to come", "line", "ground", MinimumContrast.DIVIDER),
    ContrastPair("lines on cards, borders of cards", "line", "surface", MinimumContrast.DIVIDER),
    ContrastPair("the figure's face, arms and feet", "skin", "ground", MinimumContrast.NON_TEXT),
    ContrastPair("face, arms and feet on the mat", "skin", "mat", MinimumContrast.NON_TEXT),
    ContrastPair("the figure's hair", "hair", "ground", MinimumContrast.NON_TEXT),
    ContrastPair("the figure's trunk", "top", "ground", MinimumContrast.NON_TEXT),
    ContrastPair("the figure's trunk on the mat", "top", "mat", MinimumContrast.NON_TEXT),
    ContrastPair("the figure's legs", "legs", "ground", MinimumContrast.NON_TEXT),
    ContrastPair("the muscle that is felt, left", "glow_left", "legs", MinimumContrast.NON_TEXT),
    ContrastPair("the muscle that is felt, right", "glow_right", "legs", MinimumContrast.NON_TEXT),
    ContrastPair("the strap", "strap", "ground", MinimumContrast.NON_TEXT),
    ContrastPair("a chair, a wall", "wood", "ground", MinimumContrast.NON_TEXT),
    ContrastPair("the mat", "mat", "ground", MinimumContrast.DECORATION),
    ContrastPair("the shadow on the mat", "shadow", "mat", MinimumContrast.DECORATION),
    ContrastPair("the fill of a chosen or pointed entry", "raised", "surface", MinimumContrast.DECORATION),
    ContrastPair("chips", "raised", "ground", MinimumContrast.DECORATION),
    ContrastPair("the bar that scrolls, on a page", "thumb", "ground", MinimumContrast.DIVIDER),
    ContrastPair("the bar that scrolls, in the list", "thumb", "surface", MinimumContrast.DIVIDER),
)
