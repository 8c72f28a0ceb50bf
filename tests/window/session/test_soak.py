"""Tens of thousands of frames, as in a long afternoon: all are painted, and memory does not grow.

PySide has had bugs that freed too often what every paint event uses, and ended the process after some
thousands of frames (PYSIDE-3474).
"""

import gc

import psutil
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.routine.library import Library
from stretchcoach.session.session import State
from stretchcoach.session.wording import breath_word
from stretchcoach.window.figure.breathing_circle import BreathingCircle
from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.theme.palette import LIGHT
from tests.soak import soak, times
from tests.window.led import Led

FRAMES = times(10_000, 50_000)
"""PYSIDE-3474 ended the process after some 2,000 frames. What leaks in every fourth frame is noticed."""
WARM_AFTER = FRAMES // 10
MOST_GROWTH = times(10, 30) * 1024 * 1024
MOST_NEW_OBJECTS = 2_000


class Frames:
    """Paints a widget onto one image repeatedly, and measures memory from the end of a warm-up on."""

    def __init__(self, widget: QWidget, warm_after: int) -> None:
        self._widget = widget
        self._image = QImage(widget.size(), QImage.Format.Format_RGB32)
        self._image.fill(QColor(LIGHT.ground))
        self._warm_after = warm_after
        self._bytes_before = 0
        self._objects_before = 0
        self.count = 0

    def paint(self) -> None:
        self._widget.render(self._image)
        self.count += 1
        if self.count == self._warm_after:
            gc.collect()
            self._bytes_before = psutil.Process().memory_info().rss
            self._objects_before = len(gc.get_objects())

    def check(self) -> None:
        gc.collect()
        assert psutil.Process().memory_info().rss - self._bytes_before < MOST_GROWTH
        assert len(gc.get_objects()) - self._objects_before < MOST_NEW_OBJECTS


def begun(library: Library) -> Led:
    led = Led(library.routines["low-back-relief"])
    led.coach.start()
    return led


@pytest.mark.slow(10)
@soak
@pytest.mark.timeout(400)
def test_many_frames_of_the_circle(qtbot: QtBot, library: Library) -> None:
    circle = BreathingCircle(LIGHT)
    qtbot.addWidget(circle)
    circle.resize(180, 180)
    frames = Frames(circle, warm_after=WARM_AFTER)
    led = begun(library)
    while frames.count < FRAMES:
        led.now += 1 / 60
        moment = led.moment
        if moment.state is State.FINISHED:
            led = begun(library)
            moment = led.moment
        word = breath_word(moment.breathing)
        circle.show_circle(CircleState(moment.fullness, word, moment.into / moment.segment.seconds, LIGHT.left))
        frames.paint()
    frames.check()


@pytest.mark.timeout(400)
def test_two_thousand_frames_of_all_that_a_session_shows(qtbot: QtBot, library: Library) -> None:
    """Paint every twentieth frame of a whole session, so that all its phases are shown."""
    view = SessionView(LIGHT)
    qtbot.addWidget(view)
    view.resize(560, 480)
    view.show()
    qtbot.waitExposed(view)
    frames = Frames(view, warm_after=500)
    led = begun(library)
    every = led.timeline.seconds / 2_100
    phases = set()
    while frames.count < 2_000:
        led.now += every
        moment = led.moment
        view.show_moment(moment, None)
        frames.paint()
        phases.add(moment.index)
    assert len(phases) > 0.9 * len(led.timeline.segments)
    frames.check()
