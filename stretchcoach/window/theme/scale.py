"""Sizes by their use: type, spacing, corners and frame times.

Layouts use the spacings directly. The style sheets use all sizes, through `sizes_for`. Type, and what has to fit
around it, grows with the chosen text size; spacings and corners do not.
"""

from stretchcoach.settings.choices import TextSize

SMALL, BODY, LEAD, BRAND, TITLE = 14, 16, 18, 20, 32
"""Font sizes in pixels. Each is about 9/8 of the one before; the title is four such steps above the brand."""

HAIR, NEAR, CLOSE, APART, OPEN, FAR = 4, 8, 12, 16, 24, 40
"""Spacings in pixels, all multiples of four. Things that belong together stand closer."""

CORNER, CARD = 8, 14
"""The corner radius in pixels of controls, and of cards."""

RING = 2
"""The width in pixels of the focus ring around a control."""

FRAME_MS, STILL_MS = 16, 250
"""Milliseconds between two ticks of a session: while something moves, and while it is paused or hidden."""

FACTORS = {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.2, TextSize.LARGEST: 1.45}
"""How much each text size enlarges what grows."""

_GROWING = {
    "small": SMALL,
    "body": BODY,
    "lead": LEAD,
    "brand": BRAND,
    "title": TITLE,
    "column": 720,  # longer lines are hard to read
    "wide": 940,  # charts need more width than text
    "sidebar": 330,
    "groups": 140,
    "field": 236,
    "amount": 50,
    "unit": 108,
    "number": 52,
    "pressed": 76,
    "box": 22,
    "arrow": 16,
    "icon": 20,
    "spinner": 26,
}
_PILLS = {"primary": 48, "search": 38, "chip": 28}
"""The heights of controls with round ends, without their borders."""
PRIMARY_RING = 3
"""The same as RING, for the main button."""
_BORDER = 1
"""The width of the border of a control without the focus."""

_STAYING = {
    "hair": HAIR,
    "near": NEAR,
    "close": CLOSE,
    "apart": APART,
    "open": OPEN,
    "corner": CORNER,
    "corner_ring": CORNER + RING,
    "card": CARD,
    "ring": RING,
}


def sizes_for(text_size: TextSize) -> dict[str, str]:
    """Return all sizes by name, as values for a style sheet."""
    factor = FACTORS[text_size]
    grown = {name: round(pixels * factor) for name, pixels in _GROWING.items()}
    halves = {name: round(pixels * factor / 2) for name, pixels in _PILLS.items()}
    heights = {f"{name}_height": 2 * half for name, half in halves.items()}
    return {name: f"{pixels}px" for name, pixels in (_STAYING | grown | heights | _radii(halves, grown["box"])).items()}


def _radii(halves: dict[str, int], box: int) -> dict[str, int]:
    """Return the radii of controls with round ends: half of their height with the border, and with the focus ring.

    With a radius of more than half the height, Qt draws square corners.
    """
    primary, search = halves["primary"], halves["search"]
    return {
        "box_round": box // 2 + _BORDER,
        "primary_round": primary,
        "primary_ring": primary + PRIMARY_RING,
        "primary_wide_ring": primary + HAIR,
        "secondary_round": primary + _BORDER,
        "secondary_ring": primary + _BORDER + RING,
        "search_round": search + _BORDER,
        "search_ring": search + _BORDER + RING,
        "chip_round": halves["chip"],
    }
