"""The time to draw the body, from a moment of a session to the painted pixels."""

import time
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient

from benchmarks.measurement import Measurement
from stretchcoach.choreography.choreography import Choreography
from stretchcoach.figure.picture import picture
from stretchcoach.resources import DATA
from stretchcoach.routine.library import load_library
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.moment import moment_of
from stretchcoach.session.session import Session
from stretchcoach.session.transitions import start
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.figure.figure_painter import FigurePainter
from stretchcoach.window.theme.palette import LIGHT

_PIXELS = 600
_PICTURES = 2_000
_MEDIAN_MS, _SLOW_MS = 2.5, 5.0


def drawing_measurements() -> Iterator[Measurement]:
    """Yield the time for solving and painting, over all phases of two routines."""
    image = QImage(_PIXELS, _PIXELS, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = sorted(_circle_times(painter))
    bodies = sorted(_body_times(painter))
    painter.end()
    median, slow = bodies[len(bodies) // 2], bodies[int(len(bodies) * 0.99)]
    yield Measurement(
        f"solving and painting the figure at {_PIXELS}x{_PIXELS}, {len(bodies):,} pictures",
        f"a gradient circle {circle[len(circle) // 2]:.2f} ms",
        f"median {median:.2f} ms, 99th percentile {slow:.2f} ms",
        f"{_MEDIAN_MS} ms, {_SLOW_MS} ms",
        median < _MEDIAN_MS and slow < _SLOW_MS,
    )


def _body_times(painter: QPainter) -> Iterator[float]:
    """Yield the time for each picture, in milliseconds."""
    routines = load_library([DATA]).routines
    brush = FigurePainter(LIGHT, LIGHT.ground)
    for name in ("seated-hamstring", "low-back-relief"):
        timeline = compile_timeline(routines[name], Preferences(), lambda text: 0.3 + 0.06 * len(text))
        choreography = Choreography(timeline)
        session, _effects = start(Session(timeline))
        for number in range(_PICTURES // 2):
            moment = moment_of(replace(session, position=timeline.seconds * number / (_PICTURES // 2)))
            painter.fillRect(0, 0, _PIXELS, _PIXELS, Qt.GlobalColor.transparent)
            began = time.perf_counter()
            found = choreography.posture_at(moment)
            if found is not None:
                brush.paint(painter, picture(*found), QRectF(0, 0, _PIXELS, _PIXELS))
            yield 1000 * (time.perf_counter() - began)


def _circle_times(painter: QPainter) -> Iterator[float]:
    centre, radius = QPointF(_PIXELS / 2, _PIXELS / 2), _PIXELS / 2
    for _circle in range(_PICTURES // 4):
        began = time.perf_counter()
        gradient = QRadialGradient(centre, radius)
        gradient.setColorAt(0, QColor(LIGHT.accent))
        gradient.setColorAt(1, QColor(LIGHT.raised))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(centre, radius, radius)
        yield 1000 * (time.perf_counter() - began)
