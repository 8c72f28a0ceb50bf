"""How the widgets look: the bundled font, and the sheets of `assets/style` filled with colours and sizes."""

from string import Template

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from stretchcoach.resources import ASSETS
from stretchcoach.settings.choices import TextSize
from stretchcoach.window.theme.palette import Colours, qt_palette
from stretchcoach.window.theme.scale import BODY, FACTORS, sizes_for

FAMILY = "Figtree"


def load_font() -> QFont:
    """Return the bundled font at the size of plain text."""
    for file in sorted((ASSETS / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY)
    font.setPixelSize(BODY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def pixel_font(pixels: float, *, bold: bool = False) -> QFont:
    """Return the bundled font at a size in pixels, with figures that all have one width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(9, round(pixels)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def apply_theme(application: QApplication, colours: Colours, text_size: TextSize = TextSize.NORMAL) -> None:
    """Give all windows these colours, and texts of this size."""
    font = application.font()
    font.setPixelSize(round(BODY * FACTORS[text_size]))
    application.setFont(font)
    application.setPalette(qt_palette(colours))
    application.setStyleSheet(style_sheet(colours, text_size))


def style_sheet(colours: Colours, text_size: TextSize) -> str:
    """Return the sheet for these colours and this size, with what high contrast adds."""
    names = ("window", "contrast") if colours.is_high_contrast else ("window",)
    sheet = Template("".join((ASSETS / "style" / f"{name}.qss").read_text(encoding="utf-8") for name in names))
    marks = (ASSETS / "icons" / colours.marks).as_posix()
    return sheet.substitute(colours._asdict(), marks=marks, **sizes_for(text_size))
