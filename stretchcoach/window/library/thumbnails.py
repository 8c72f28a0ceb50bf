"""Small figures for the list of routines, kept as pictures: painting them anew would be an eighth of a start."""

import contextlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from stretchcoach.domain.side import Side
from stretchcoach.routine.pose import KeyPoses, Pose
from stretchcoach.routine.routine import Routine
from stretchcoach.routine.stretch import StretchKind
from stretchcoach.window.theme.palette import Colours

_HERE = Path(__file__)
_PAINTED_BY = (_HERE, _HERE.with_name("figure_painter.py"), *sorted((_HERE.parents[1] / "figure").glob("*.py")))


class Thumbnails:
    """The figures of routines in one size and palette. A folder that cannot be written only makes a start slower."""

    def __init__(self, folder: Path, colours: Colours, pixels: int, ratio: float) -> None:
        self._folder = folder
        self._colours = colours
        self._pixels = pixels
        self._ratio = ratio
        self._shown: dict[str, QPixmap] = {}

    def of(self, routine: Routine) -> QPixmap:
        """Return the figure of what the routine is at heart: the first stretch of it that is more than settling."""
        if routine.id not in self._shown:
            poses = _at_heart(routine)
            self._shown[routine.id] = QPixmap() if poses is None else self._kept(poses)
        return self._shown[routine.id]

    def _kept(self, poses: KeyPoses) -> QPixmap:
        file = self._folder / f"{self._key(poses):08x}.png"
        pixmap = QPixmap(str(file))
        if pixmap.isNull():
            pixmap = self._paint(poses)
            self._keep(pixmap, file)
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap

    def _key(self, poses: KeyPoses) -> int:
        """A number for all that the picture depends on, its painters included."""
        stance = poses.stances[Pose.READY], poses.stances[Pose.DEEP]
        angles = [(*one.angles.values(), *one.holds.items()) for one in stance]
        how = (poses.rest, poses.camera, poses.muscle, sorted(poses.props), sorted(poses.stays), angles)
        return zlib.crc32(repr((how, self._colours, self._pixels, self._ratio, *_ages())).encode())

    def _paint(self, poses: KeyPoses) -> QPixmap:
        from stretchcoach.figure.picture import picture
        from stretchcoach.figure.staging import still
        from stretchcoach.window.figure.figure_painter import FigurePainter

        side = round(self._pixels * self._ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            figure = picture(still(poses, Pose.DEEP), Side.LEFT).closer
            FigurePainter(self._colours, self._colours.surface).paint(painter, figure, QRectF(0, 0, side, side))
        return pixmap

    def _keep(self, pixmap: QPixmap, file: Path) -> None:
        """Write it under another name first: a second window may be reading."""
        unfinished = file.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if pixmap.save(str(unfinished), "PNG"):
                unfinished.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()


def _at_heart(routine: Routine) -> KeyPoses | None:
    shown = [stretch for stretch in routine.stretches if stretch.figure is not None]
    shown.sort(key=lambda stretch: stretch.kind is StretchKind.SETTLE)
    return shown[0].figure if shown else None


def _ages() -> Iterator[int]:
    """When each part of what paints a figure was last changed."""
    return (file.stat().st_mtime_ns for file in _PAINTED_BY)
