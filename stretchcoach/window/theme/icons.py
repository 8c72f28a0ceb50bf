"""The icons in `assets/icons`, in any colour."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from stretchcoach.resources import ASSETS


def icon(name: str, colour: str, size: int = 24) -> QIcon:
    """Return the icon `name`, with `colour` for its `currentColor`. It is sharp at a pixel ratio of 1 and of 2."""
    text = (ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    made = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            renderer.render(painter, QRectF(pixmap.rect()))
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made
