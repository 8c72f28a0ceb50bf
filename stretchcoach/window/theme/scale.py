"""Sizes by what they are for: type, space, corners and motion. Colours stand in palette.py.

Python takes the spaces from here, `assets/style/window.qss` takes all of them through `sizes_for`. What is
written in pixels grows with the text size that the person chose; spaces and corners stay.
"""

from stretchcoach.settings.choices import TextSize

SMALL, BODY, LEAD, BRAND, TITLE = 14, 16, 18, 20, 32
"""Pixels. Each step is a whole tone, 9 to 8; the title is four tones above the brand."""

HAIR, NEAR, CLOSE, APART, OPEN, FAR = 4, 8, 12, 16, 24, 40
"""Pixels, all of them fours: the more two things belong together, the closer they stand."""

CORNER, CARD = 8, 14
"""Radii of what is pressed or filled in, and of what only holds texts."""

RING = 2
"""How far the mark of the keyboard's place reaches out around a control, and how wide it is."""

FRAME_MS, STILL_MS = 16, 250
"""Between two looks at a session: while something moves, and while it pauses or no one sees it."""

FACTORS = {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.2, TextSize.LARGEST: 1.45}

_GROWING = {
    "small": SMALL,
    "body": BODY,
    "lead": LEAD,
    "brand": BRAND,
    "title": TITLE,
    "column": 720,  # longer lines are hard to read
    "wide": 940,  # of pictures, which need more room than lines
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
"""Heights of what is round at both ends, without a border."""
PRIMARY_RING = 3
"""As RING, of the main button."""
_BORDER = 1
"""The border of a control that the keyboard is not at."""

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
    """Return every size by its name, as a style sheet wants it."""
    factor = FACTORS[text_size]
    grown = {name: round(pixels * factor) for name, pixels in _GROWING.items()}
    halves = {name: round(pixels * factor / 2) for name, pixels in _PILLS.items()}
    heights = {f"{name}_height": 2 * half for name, half in halves.items()}
    return {name: f"{pixels}px" for name, pixels in (_STAYING | grown | heights | _radii(halves, grown["box"])).items()}


def _radii(halves: dict[str, int], box: int) -> dict[str, int]:
    """Return the radii of what is round at both ends: half of its height, and more by its border and its ring.

    A radius beyond half the height would make Qt draw plain corners.
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
