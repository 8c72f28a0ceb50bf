"""The palettes: light and dark, and both in high contrast."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from stretchcoach.domain.side import Side
from stretchcoach.settings.choices import Theme


class Colours(NamedTuple):
    """Colours by their use. `contrast_pairs.py` lists which stand on which, and how much contrast they need."""

    ground: str
    """The background of pages."""
    surface: str
    """The background of what lies on a page: cards, fields and the sidebar."""
    raised: str
    """The background of what is selected or under the mouse, and of chips."""
    line: str
    """Dividers, which carry no information."""
    edge: str
    """The border of a control."""
    ink: str
    """Text."""
    faint: str
    """Secondary text."""
    accent: str
    """The main button and the keyboard focus."""
    on_accent: str
    """Text and icons on the accent."""
    left: str
    right: str
    neutral: str
    """What belongs to neither side."""
    thumb: str
    """The handle of a scroll bar that is not in use."""
    mark: str
    """Arrows in fields. Their image files repeat it, because Qt's style sheets cannot colour an image."""
    warning: str
    warning_ground: str
    skin: str
    """From here to `shadow`, the colours of the figure, its clothes and its props."""
    hair: str
    top: str
    legs: str
    glow_left: str
    """The muscle that is felt on the left side, a shade of that side's colour."""
    glow_right: str
    strap: str
    wood: str
    mat: str
    shadow: str
    is_high_contrast: bool = False

    def of_side(self, side: Side) -> str:
        """Return the colour of a side; the accent for both sides."""
        return {Side.LEFT: self.left, Side.RIGHT: self.right, Side.BOTH: self.accent}[side]

    @property
    def marks(self) -> str:
        """The folder in `assets/icons` whose marks stand out from these colours."""
        return "on-dark" if QColor(self.ground).lightness() < _MIDDLE else "on-light"


_MIDDLE = 128
"""The lightness that divides dark from light, on Qt's scale of 0 to 255."""

LIGHT = Colours(
    ground="#f5f3ee",
    surface="#fdfcfa",
    raised="#e8e5dc",
    line="#ddd8cd",
    edge="#787e77",
    ink="#1f2b2a",
    faint="#56625f",
    accent="#2c6e66",
    on_accent="#ffffff",
    left="#1d6fa3",
    right="#ab4c26",
    neutral="#787e77",
    thumb="#c3bfb4",
    mark="#3c4745",
    warning="#7a4a06",
    warning_ground="#fbeecf",
    skin="#a46c4a",
    hair="#3b2f2b",
    top="#2f7a70",
    legs="#34454d",
    glow_left="#62bdf2",
    glow_right="#ff9a63",
    strap="#7d4f22",
    wood="#877a65",
    mat="#e2ddd0",
    shadow="#cdc6b6",
)

DARK = Colours(
    ground="#121716",
    surface="#1a2120",
    raised="#242d2b",
    line="#313c39",
    edge="#73817d",
    ink="#e9eeeb",
    faint="#a3b0ac",
    accent="#7cc9ba",
    on_accent="#0d1a18",
    left="#74b9e6",
    right="#f0a077",
    neutral="#73817d",
    thumb="#39443f",
    mark="#c3cdc9",
    warning="#f3cf8e",
    warning_ground="#3a2f18",
    skin="#c99672",
    hair="#776761",
    top="#4ea596",
    legs="#5d737d",
    glow_left="#a6deff",
    glow_right="#ffc5a3",
    strap="#d6a56c",
    wood="#94866f",
    mat="#26302e",
    shadow="#161c1b",
)

CONTRAST_LIGHT = Colours(
    ground="#ffffff",
    surface="#ffffff",
    raised="#e4ebe8",
    line="#5c6663",
    edge="#0b1211",
    ink="#000000",
    faint="#313a38",
    accent="#0a4a43",
    on_accent="#ffffff",
    left="#00447a",
    right="#7d2b06",
    neutral="#4d5653",
    thumb="#0b1211",
    mark="#3c4745",
    warning="#4d2c00",
    warning_ground="#fff3d1",
    skin="#8a5533",
    hair="#000000",
    top="#0a5a50",
    legs="#26323a",
    glow_left="#6cc4ff",
    glow_right="#ff9a63",
    strap="#5a3000",
    wood="#5c5140",
    mat="#dbe0de",
    shadow="#b9c1be",
    is_high_contrast=True,
)

CONTRAST_DARK = Colours(
    ground="#000000",
    surface="#000000",
    raised="#1f2a28",
    line="#8d9a96",
    edge="#f2f6f4",
    ink="#ffffff",
    faint="#d3dcd9",
    accent="#8df0dd",
    on_accent="#0d1a18",
    left="#9ed5ff",
    right="#ffb692",
    neutral="#a5b0ac",
    thumb="#f2f6f4",
    mark="#c3cdc9",
    warning="#ffdf8c",
    warning_ground="#2a2000",
    skin="#f0c09c",
    hair="#cbb9ae",
    top="#66d6c2",
    legs="#5f7680",
    glow_left="#b8e2ff",
    glow_right="#ffd0b3",
    strap="#ffd28a",
    wood="#b3a78f",
    mat="#2b3432",
    shadow="#151a19",
    is_high_contrast=True,
)


def colours_for(theme: Theme) -> Colours:
    """Return the palette of a theme. What the theme leaves open is taken from the desktop's settings."""
    hints = QGuiApplication.styleHints()
    dark = theme is Theme.DARK or (
        theme in (Theme.SYSTEM, Theme.CONTRAST) and hints.colorScheme() is Qt.ColorScheme.Dark
    )
    contrast = theme is Theme.CONTRAST or (
        theme is Theme.SYSTEM and hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    )
    if contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def qt_palette(colours: Colours) -> QPalette:
    """Return the colours as a QPalette, for what Qt's own style paints."""
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.ink,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Accent: colours.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette
