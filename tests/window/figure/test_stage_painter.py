"""The stage of a session is painted onto a picture as the window shows it, without a widget."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from stretchcoach.choreography.scene import FigureScene
from stretchcoach.domain.side import Side
from stretchcoach.figure.picture import Picture
from stretchcoach.routine.library import Library
from stretchcoach.session.moment import Moment
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.window.figure.circle_state import circle_at
from stretchcoach.window.figure.stage_painter import StagePainter
from stretchcoach.window.session.stage import Stage
from stretchcoach.window.theme.palette import CONTRAST_DARK, DARK, LIGHT, Colours
from tests.window.contrast import EVERY_PALETTE
from tests.window.led import Led

SIZES = [(680, 520), (300, 600), (900, 300)]
WITHOUT_WIDGETS = """
import sys
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.figure.stage_painter import StagePainter
from stretchcoach.window.theme.fonts import load_font
from stretchcoach.window.theme.palette import LIGHT

application = QGuiApplication([])
load_font()
image = QImage(320, 240, QImage.Format.Format_RGB32)
with QPainter(image) as painter:
    StagePainter(LIGHT).paint(painter, QRect(0, 0, 320, 240), CircleState(0.5, "In", 0.5, LIGHT.left), None)
assert image.pixelColor(0, 0).name() == LIGHT.ground
assert image.pixelColor(160, 60).name() != LIGHT.ground
assert "PySide6.QtWidgets" not in sys.modules
"""


@pytest.fixture
def led(library: Library) -> Led:
    made = Led(library.routines["low-back-relief"])
    made.coach.start()
    return made


def painted(stage: StagePainter, image: QImage, rect: QRect, moment: Moment, picture: Picture | None) -> None:
    with QPainter(image) as painter:
        stage.paint(painter, rect, circle_at(moment, LIGHT, mat_mode=False).rounded, picture)


def shown(qtbot: QtBot, stage: Stage, size: tuple[int, int], moment: Moment, picture: Picture | None) -> QImage:
    """What the widget shows, painted twice: the first time that Qt uses a size, its letters differ a little."""
    qtbot.addWidget(stage)
    stage.resize(*size)
    stage.show_moment(moment, picture)
    stage.grab()
    return stage.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@EVERY_PALETTE
@pytest.mark.parametrize("mat_mode", [False, True], ids=["window", "mat"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_moment_is_painted_as_the_window_shows_it(
    qtbot: QtBot, led: Led, colours: Colours, size: tuple[int, int], mat_mode: bool
) -> None:
    for kind, side in ((SegmentKind.INHALE, Side.LEFT), (SegmentKind.HOLD, Side.RIGHT)):
        moment = led.turn_to(led.segment(kind, side).start + 1.5)
        picture = FigureScene(still=False).picture_at(moment)
        assert picture is not None
        stage = Stage(colours)
        stage.mat_mode = mat_mode
        seen = shown(qtbot, stage, size, moment, picture)
        image = QImage(*size, QImage.Format.Format_RGB32)
        circle = circle_at(moment, colours, mat_mode=mat_mode).rounded
        with QPainter(image) as painter:
            StagePainter(colours).paint(painter, QRect(0, 0, *size), circle, picture)
        assert image == seen


@pytest.mark.parametrize("with_figure", [False, True])
def test_reduced_motion_and_other_colours_are_painted_as_shown(qtbot: QtBot, led: Led, with_figure: bool) -> None:
    moment = led.turn_to(led.segment(SegmentKind.INHALE).start + 2.0)
    picture = FigureScene(still=True).picture_at(moment) if with_figure else None
    stage = Stage(LIGHT)
    stage.reduced_motion = True
    stage.recolour(DARK)
    seen = shown(qtbot, stage, (500, 400), moment, picture)
    image = QImage(500, 400, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        circle = circle_at(moment, DARK, mat_mode=False).rounded
        StagePainter(DARK, reduced_motion=True).paint(painter, QRect(0, 0, 500, 400), circle, picture)
    assert image == seen


def test_it_paints_within_its_rectangle_and_the_same_wherever_that_is(led: Led) -> None:
    moment = led.turn_to(led.segment(SegmentKind.HOLD).start + 3.0)
    picture = FigureScene(still=False).picture_at(moment)
    stage = StagePainter(LIGHT)
    alone = QImage(400, 300, QImage.Format.Format_RGB32)
    painted(stage, alone, QRect(0, 0, 400, 300), moment, picture)
    around = QImage(600, 500, QImage.Format.Format_RGB32)
    around.fill(QColor(CONTRAST_DARK.ground))
    painted(stage, around, QRect(120, 90, 400, 300), moment, picture)
    assert around.copy(120, 90, 400, 300) == alone
    for x, y in ((119, 200), (520, 200), (300, 89), (300, 390)):
        assert around.pixelColor(x, y).name() == CONTRAST_DARK.ground


def test_a_painter_that_followed_a_session_paints_what_a_new_one_does(led: Led) -> None:
    """What it keeps from frame to frame does not show, but for faint edges where two arcs of the ring overlap."""
    followed, body = StagePainter(LIGHT), FigureScene(still=False)
    image, fresh = (QImage(400, 300, QImage.Format.Format_RGB32) for _image in range(2))
    rect = QRect(0, 0, 400, 300)
    for position in range(5, 60, 3):
        moment = led.turn_to(position)
        picture = body.picture_at(moment)
        painted(followed, image, rect, moment, picture)
        painted(StagePainter(LIGHT), fresh, rect, moment, picture)
        assert all(
            abs(image.pixelColor(x, y).lightness() - fresh.pixelColor(x, y).lightness()) <= 64
            for x in range(0, 400, 2)
            for y in range(0, 300, 2)
        )


def test_neither_a_widget_nor_an_application_for_widgets_is_needed() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_WIDGETS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
