"""The window's colours: one light and one dark palette of our own."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from stretchcoach.settings.choices import Side, Theme


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they are for. Texts have a contrast of at least 4.5 to what they stand on."""

    ground: str
    surface: str
    raised: str
    line: str
    ink: str
    faint: str
    accent: str
    on_accent: str
    left: str
    right: str
    neutral: str
    check: str
    """Behind a white tick."""
    warning: str
    warning_ground: str

    def of_side(self, side: Side) -> str:
        """The colour of a side; of no side, the accent."""
        return {Side.LEFT: self.left, Side.RIGHT: self.right, Side.BOTH: self.accent}[side]


LIGHT = Colours(
    ground="#f5f3ee",
    surface="#fdfcfa",
    raised="#ece9e1",
    line="#ddd8cd",
    ink="#1f2b2a",
    faint="#5d6966",
    accent="#2c6e66",
    on_accent="#ffffff",
    left="#1d6fa3",
    right="#b2512a",
    neutral="#a9aea6",
    check="#2c6e66",
    warning="#7a4a06",
    warning_ground="#fbeecf",
)

DARK = Colours(
    ground="#121716",
    surface="#1a2120",
    raised="#242d2b",
    line="#313c39",
    ink="#e9eeeb",
    faint="#9daaa6",
    accent="#7cc9ba",
    on_accent="#0d1a18",
    left="#74b9e6",
    right="#f0a077",
    neutral="#56625f",
    check="#3d8577",
    warning="#f3cf8e",
    warning_ground="#3a2f18",
)


def colours_for(theme: Theme) -> Colours:
    """Return the colours of a theme; the desktop's own wish where the person has none."""
    if theme is Theme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme is Theme.DARK else LIGHT


def qt_palette(colours: Colours) -> QPalette:
    """Return the colours as Qt's own widgets want them."""
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
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.neutral))
    return palette
