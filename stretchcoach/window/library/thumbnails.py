"""Thumbnails of routines for the list, cached as files because painting them takes an eighth of the start-up time."""

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

_CODE = Path(__file__).parents[2]
_PAINTED_BY = (
    Path(__file__),
    _CODE / "window" / "figure" / "figure_painter.py",
    *sorted((_CODE / "figure").glob("*.py")),
)
"""The source files that a thumbnail depends on."""


class Thumbnails:
    """The thumbnails of routines in one size and palette.

    They are cached in memory and in a folder. If the folder is not writable, starts are slower and nothing else.
    """

    def __init__(self, folder: Path, colours: Colours, pixels: int, ratio: float) -> None:
        """`pixels` is the width and height on the page; `ratio` is the screen's device pixel ratio."""
        self._folder = folder
        self._colours = colours
        self._pixels = pixels
        self._ratio = ratio
        self._pixmaps: dict[str, QPixmap] = {}

    def pixmap(self, routine: Routine) -> QPixmap:
        """Return the figure of the routine's first real stretch; a null pixmap if no stretch has a figure."""
        if routine.id not in self._pixmaps:
            poses = _main_poses(routine)
            self._pixmaps[routine.id] = QPixmap() if poses is None else self._load_or_paint(poses)
        return self._pixmaps[routine.id]

    def _load_or_paint(self, poses: KeyPoses) -> QPixmap:
        file = self._folder / f"{self._key(poses):08x}.png"
        pixmap = QPixmap(str(file))
        if pixmap.isNull():
            pixmap = self._paint(poses)
            self._save(pixmap, file)
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap

    def _key(self, poses: KeyPoses) -> int:
        """Return a checksum of everything that the picture depends on, the painting code included."""
        stance = poses.stances[Pose.READY], poses.stances[Pose.DEEP]
        angles = [(*one.angles.values(), *one.holds.items()) for one in stance]
        how = (poses.rest, poses.camera, poses.muscle, sorted(poses.props), sorted(poses.stays), angles)
        return zlib.crc32(repr((how, self._colours, self._pixels, self._ratio, *_modification_times())).encode())

    def _paint(self, poses: KeyPoses) -> QPixmap:
        from stretchcoach.figure.key_postures import single_posture
        from stretchcoach.figure.picture import picture
        from stretchcoach.window.figure.figure_painter import FigurePainter

        side = round(self._pixels * self._ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            figure = picture(single_posture(poses, Pose.DEEP), Side.LEFT).zoomed
            FigurePainter(self._colours, self._colours.surface).paint(painter, figure, QRectF(0, 0, side, side))
        return pixmap

    def _save(self, pixmap: QPixmap, file: Path) -> None:
        """Write the file under another name first, since a second window may be reading it."""
        unfinished = file.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if pixmap.save(str(unfinished), "PNG"):
                unfinished.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()


def _main_poses(routine: Routine) -> KeyPoses | None:
    """Return the poses of the first stretch that has a figure; a settling only if there is nothing else."""
    with_figure = [stretch for stretch in routine.stretches if stretch.figure is not None]
    with_figure.sort(key=lambda stretch: stretch.kind is StretchKind.SETTLE)
    return with_figure[0].figure if with_figure else None


def _modification_times() -> Iterator[int]:
    return (file.stat().st_mtime_ns for file in _PAINTED_BY)
