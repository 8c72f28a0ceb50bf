"""Which colour stands on which, and how well the two must be told apart. A test measures them in every palette.

The measure is the contrast of WCAG 2.2, from 1 to 21: https://www.w3.org/TR/WCAG22/#contrast-minimum and
https://www.w3.org/TR/WCAG22/#non-text-contrast. A colour that stands in no pair is refused by the test.
"""

from enum import Enum
from typing import NamedTuple


class Need(Enum):
    """The least contrast, as usual and in high contrast."""

    TEXT = (4.5, 7.0)
    PART = (3.0, 3.0)
    """What must be seen to find a control, its state, or where the keyboard is."""
    ORNAMENT = (1.1, 1.1)
    """What says nothing that a text or a part does not say too."""
    DIVIDER = (1.2, 3.0)
    """An ornament that high contrast makes strong."""


class Pair(NamedTuple):
    """A colour that stands on another."""

    what: str
    fore: str
    back: str
    need: Need


PAIRS = (
    Pair("texts on a page", "ink", "ground", Need.TEXT),
    Pair("texts on cards, in fields, in the list", "ink", "surface", Need.TEXT),
    Pair("the chosen routine, chips, tips, a button under the mouse", "ink", "raised", Need.TEXT),
    Pair("second texts on a page", "faint", "ground", Need.TEXT),
    Pair("second texts on cards and in the list, words in an empty field", "faint", "surface", Need.TEXT),
    Pair("second texts of the chosen routine, a button that waits", "faint", "raised", Need.TEXT),
    Pair("the name in the list's corner", "accent", "surface", Need.TEXT),
    Pair("the main button, ticks, the chosen entry of an open field", "on_accent", "accent", Need.TEXT),
    Pair("left on a page", "left", "ground", Need.TEXT),
    Pair("the letter of the left side", "ground", "left", Need.TEXT),
    Pair("right on a page", "right", "ground", Need.TEXT),
    Pair("the letter of the right side", "ground", "right", Need.TEXT),
    Pair("notices and cautions", "warning", "warning_ground", Need.TEXT),
    Pair("borders of controls on a page", "edge", "ground", Need.PART),
    Pair("borders of controls on cards and in the list, and on what fills a field", "edge", "surface", Need.PART),
    Pair("borders of controls under the mouse", "edge", "raised", Need.PART),
    Pair("where the keyboard is, on a page; the main button; a slider", "accent", "ground", Need.PART),
    Pair("where the keyboard is, in the list and in fields", "accent", "surface", Need.PART),
    Pair("where the keyboard is, at the chosen entry", "accent", "raised", Need.PART),
    Pair("where the keyboard is, at a notice", "ink", "warning_ground", Need.PART),
    Pair("arrows in fields", "mark", "surface", Need.PART),
    Pair("what is of neither side in the ribbon", "neutral", "ground", Need.PART),
    Pair("lines on a page, the part of the ring that is to come", "line", "ground", Need.DIVIDER),
    Pair("lines on cards, borders of cards", "line", "surface", Need.DIVIDER),
    Pair("the figure's face, arms and feet", "skin", "ground", Need.PART),
    Pair("face, arms and feet on the mat", "skin", "mat", Need.PART),
    Pair("the figure's hair", "hair", "ground", Need.PART),
    Pair("the figure's trunk", "top", "ground", Need.PART),
    Pair("the figure's trunk on the mat", "top", "mat", Need.PART),
    Pair("the figure's legs", "legs", "ground", Need.PART),
    Pair("the muscle that is felt, left", "glow_left", "legs", Need.PART),
    Pair("the muscle that is felt, right", "glow_right", "legs", Need.PART),
    Pair("the strap", "strap", "ground", Need.PART),
    Pair("a chair, a wall", "wood", "ground", Need.PART),
    Pair("the mat", "mat", "ground", Need.ORNAMENT),
    Pair("the shadow on the mat", "shadow", "mat", Need.ORNAMENT),
    Pair("the fill of a chosen or pointed entry", "raised", "surface", Need.ORNAMENT),
    Pair("chips", "raised", "ground", Need.ORNAMENT),
    Pair("the bar that scrolls, on a page", "thumb", "ground", Need.DIVIDER),
    Pair("the bar that scrolls, in the list", "thumb", "surface", Need.DIVIDER),
)
