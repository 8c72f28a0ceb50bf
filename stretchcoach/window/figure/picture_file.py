"""Pictures of stretches as PNG and SVG. They need no window and no display."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from stretchcoach.domain.side import Side
from stretchcoach.figure.key_postures import key_postures
from stretchcoach.figure.picture import Picture, picture
from stretchcoach.files.atomic_writing import write_atomically
from stretchcoach.routine.pose import Pose
from stretchcoach.routine.routine import Routine
from stretchcoach.settings.choices import Theme
from stretchcoach.window.figure.figure_painter import FigurePainter
from stretchcoach.window.theme.palette import DARK, LIGHT

_DOTS_PER_INCH = 96
"""The resolution that browsers assume, so that they show an SVG at its size in pixels."""
_COVER_PIXELS = 600
"""The width and height of a cover."""
_MARGIN = 0.04
"""The margin around the figure, as a share of the picture's size."""


def write_picture(picture: Picture, file: Path, *, size: int, theme: Theme, title: str) -> None:
    """Write `picture` as a square of `size` pixels, as SVG if the file's name ends in .svg, otherwise as PNG.

    Raise OSError if the file cannot be written.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if file.suffix.lower() == ".svg":
        _write_svg(buffer, picture, size, theme, title)
    else:
        _write_png(buffer, picture, size, theme)
    buffer.close()
    write_atomically(file, bytes(content.data()))


def cover_of(routine: Routine) -> bytes | None:
    """Return a PNG of the first figure of a routine, or None if its stretches have no figure."""
    figures = (stretch.figure for stretch in routine.stretches if stretch.figure is not None)
    figure = next(figures, None)
    if figure is None:
        return None
    shown = picture(key_postures(figure)[Pose.DEEP], Side.LEFT).cropped
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _write_png(buffer, shown, _COVER_PIXELS, Theme.LIGHT)
    buffer.close()
    return bytes(content.data())


def _write_png(device: QIODevice, picture: Picture, size: int, theme: Theme) -> None:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        _paint(painter, picture, size, theme)
    QImageWriter(device, QByteArray(b"png")).write(image)


def _write_svg(device: QIODevice, picture: Picture, size: int, theme: Theme, title: str) -> None:
    svg = QSvgGenerator()
    svg.setOutputDevice(device)
    svg.setSize(QSize(size, size))
    svg.setViewBox(QRect(0, 0, size, size))
    svg.setResolution(_DOTS_PER_INCH)
    svg.setTitle(title)
    with QPainter(svg) as painter:
        # No text is drawn, but QSvgGenerator writes the font into the file, with the size -1 if none is set.
        painter.setFont(QFont("sans-serif", 12))
        _paint(painter, picture, size, theme)


def _paint(painter: QPainter, picture: Picture, size: int, theme: Theme) -> None:
    colours = DARK if theme is Theme.DARK else LIGHT
    painter.fillRect(0, 0, size, size, QColor(colours.ground))
    margin = size * _MARGIN
    FigurePainter(colours, colours.ground).paint(
        painter, picture, QRectF(margin, margin, size - 2 * margin, size - 2 * margin)
    )
