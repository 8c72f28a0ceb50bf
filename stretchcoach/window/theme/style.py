"""The style of the widgets: the sheets in `assets/style`, filled in with colours and sizes."""

from string import Template

from PySide6.QtWidgets import QApplication

from stretchcoach.resources import ASSETS
from stretchcoach.settings.choices import TextSize
from stretchcoach.window.theme.palette import Colours, qt_palette
from stretchcoach.window.theme.scale import BODY, FACTORS, sizes_for


def apply_theme(application: QApplication, colours: Colours, text_size: TextSize) -> None:
    """Use these colours and this text size in all windows."""
    font = application.font()
    font.setPixelSize(round(BODY * FACTORS[text_size]))
    application.setFont(font)
    application.setPalette(qt_palette(colours))
    application.setStyleSheet(style_sheet(colours, text_size))


def style_sheet(colours: Colours, text_size: TextSize) -> str:
    """Return the style sheet, which has additional rules for high contrast."""
    names = ("window", "contrast") if colours.is_high_contrast else ("window",)
    sheet = Template("".join((ASSETS / "style" / f"{name}.qss").read_text(encoding="utf-8") for name in names))
    marks = (ASSETS / "icons" / colours.marks).as_posix()
    return sheet.substitute(colours._asdict(), marks=marks, **sizes_for(text_size))
