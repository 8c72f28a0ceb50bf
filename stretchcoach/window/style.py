"""How the widgets look: the bundled font, and `assets/style/window.qss` filled with the colours."""

from dataclasses import asdict
from string import Template

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from stretchcoach.bundled import ASSETS
from stretchcoach.window.palette import Colours, qt_palette

FAMILY = "Figtree"
_POINT_SIZE = 11


def load_font() -> QFont:
    """Return the bundled font at the size of plain text."""
    for file in sorted((ASSETS / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY, _POINT_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def pixel_font(pixels: float, *, bold: bool = False) -> QFont:
    """Return the bundled font at a size in pixels, with figures that all have one width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(9, round(pixels)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def dress(application: QApplication, colours: Colours) -> None:
    """Give all windows these colours."""
    application.setPalette(qt_palette(colours))
    style = Template((ASSETS / "style" / "window.qss").read_text(encoding="utf-8"))
    application.setStyleSheet(style.substitute(asdict(colours), icons=(ASSETS / "icons").as_posix()))


def application() -> QApplication:
    """Return the one application of this process. Raises RuntimeError before there is one."""
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise RuntimeError("a window needs a QApplication first")  # noqa: TRY004 - a missing one is the usual case
    return running
