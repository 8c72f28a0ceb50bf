"""What the window looks like: the font, texts that fit, and the breathing circle."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from stretchcoach.choreography.scene import FigureScene
from stretchcoach.domain.side import Side
from stretchcoach.routine.library import Library
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.window.figure.breathing_circle import BreathingCircle
from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.session.ribbon import Ribbon
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.theme.contrast_pairs import MinimumContrast
from stretchcoach.window.theme.fonts import pixel_font
from stretchcoach.window.theme.palette import LIGHT, Colours
from tests.window.contrast import EVERY_PALETTE, contrast, minimum_contrast
from tests.window.led import Led


@EVERY_PALETTE
def test_the_word_in_the_circle_can_be_read_on_it(qtbot: QtBot, colours: Colours) -> None:
    for side in Side:
        circle = BreathingCircle(colours)
        qtbot.addWidget(circle)
        circle.resize(240, 240)
        circle.show_circle(CircleState(1.0, "", 0.5, colours.of_side(side)))
        image = painted(circle, colours.ground)
        behind = image.pixelColor(120, 120).name()
        assert behind != colours.ground
        assert contrast(colours.ink, behind) >= minimum_contrast(colours, MinimumContrast.TEXT)


@pytest.mark.parametrize("bold", [False, True])
def test_the_bundled_font_is_really_used(bold: bool) -> None:
    info = QFontInfo(pixel_font(20, bold=bold))
    assert info.family() == "Figtree"
    assert info.pixelSize() == 20
    assert info.weight() == (600 if bold else 400)


@pytest.mark.parametrize("largest", [False, True], ids=["window", "mat"])
@pytest.mark.parametrize("size", [(560, 480), (1120, 760), (1920, 1080), (480, 900)], ids=str)
def test_no_word_of_a_session_is_cut(qtbot: QtBot, library: Library, size: tuple[int, int], largest: bool) -> None:
    """The longest lines and all phases of every routine."""
    view = SessionView(LIGHT)
    qtbot.addWidget(view)
    view.resize(*size)
    view.set_mat_mode(largest)
    view.show()
    qtbot.waitExposed(view)
    for routine in library.routines.values():
        led = Led(routine)
        led.coach.start()
        moment = led.moment
        by_length = sorted(led.timeline.cues, key=lambda cue: -len(cue.text))[:3]
        firsts = {one.kind: one.start + 0.1 for one in led.timeline.segments}
        for position in sorted([*(cue.at + 0.01 for cue in by_length), *firsts.values()]):
            moment = replace(led.turn_to(position))
            view.show_moment(moment, None)
            layout = view.layout()
            assert layout is not None
            layout.activate()
            QApplication.sendPostedEvents()
            for words in view.findChildren(QLabel):
                if words.isVisible() and words.text():
                    assert words.height() >= words.heightForWidth(words.width()), words.text()
                    widest = max(words.fontMetrics().horizontalAdvance(word) for word in words.text().split())
                    assert words.width() >= widest, words.text()
                    assert view.rect().contains(words.geometry()), words.text()
            assert view.size().toTuple() == size


def test_mat_mode_makes_the_words_larger(qtbot: QtBot, library: Library) -> None:
    led = Led(library.routines["seated-hamstring"])
    led.coach.start()
    view = SessionView(LIGHT)
    qtbot.addWidget(view)
    view.resize(1120, 760)
    view.show()
    view.show_moment(led.turn_to(led.segment(SegmentKind.HOLD).start + 12), None)
    before = max(words.font().pixelSize() for words in view.findChildren(QLabel) if type(words) is QLabel)
    view.set_mat_mode(True)
    (line,) = (words for words in view.findChildren(QLabel) if type(words) is QLabel and words.isVisible())
    assert line.text() == led.moment.line
    assert line.font().pixelSize() > before
    assert not any(words.isVisible() for words in view.findChildren(Ribbon) + view.findChildren(QToolButton))


MILLIMETRE = 1920 / 531
"""In pixels, on a 24-inch screen of 1920 by 1080."""


def test_mat_mode_can_be_read_from_three_metres(qtbot: QtBot, library: Library) -> None:
    """The painted number is 40 mm high, and the capitals of the line are 22 mm high."""
    view = SessionView(LIGHT)
    qtbot.addWidget(view)
    view.resize(1920, 1080)
    view.set_mat_mode(True)
    view.show()
    for routine in library.routines.values():
        led = Led(routine)
        led.coach.start()
        for cue in led.timeline.cues:
            view.show_moment(led.turn_to(cue.at + 0.01), None)
            (line,) = (words for words in view.findChildren(QLabel) if type(words) is QLabel and words.isVisible())
            assert QFontMetrics(line.font()).capHeight() >= 22 * MILLIMETRE, cue.text
    led = Led(library.routines["quads-lying"])
    led.coach.start()
    figure = FigureScene(still=True)
    moment = led.turn_to(led.segment(SegmentKind.HOLD).start + 3)
    view.show_moment(moment, figure.picture_at(moment))
    count = view.stage.grab().toImage()
    rect = view.stage.circle_rect()
    middle = QRect(rect.center().x() - 100, rect.top() + 90, 200, rect.height() // 2)
    ink = QColor(LIGHT.ink).rgb()
    inked = [
        y
        for y in range(middle.top(), middle.bottom())
        if any(count.pixel(x, y) == ink for x in range(middle.left(), middle.right()))
    ]
    assert inked[-1] - inked[0] >= 40 * MILLIMETRE


def painted(circle: BreathingCircle, ground: str = LIGHT.ground) -> QImage:
    image = QImage(circle.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    circle.render(image)
    return image


def coloured(circle: BreathingCircle) -> int:
    """Return how many pixels the disc covers on its middle line."""
    image = painted(circle)
    middle = image.height() // 2
    empty = painted_without_lungs(circle)
    return sum(image.pixel(x, middle) != empty.pixel(x, middle) for x in range(image.width()))


def painted_without_lungs(circle: BreathingCircle) -> QImage:
    image = QImage(circle.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.ground))
    return image


def test_the_circle_grows_with_the_breath_in_and_shrinks_with_the_breath_out(qtbot: QtBot, library: Library) -> None:
    led = Led(library.routines["seated-hamstring"])
    led.coach.start()
    circle = BreathingCircle(LIGHT)
    qtbot.addWidget(circle)
    circle.resize(300, 300)
    hold = led.segment(SegmentKind.HOLD)
    breath = led.timeline.breath

    def at(into: float) -> int:
        moment = led.turn_to(hold.start + into)
        circle.show_circle(CircleState(moment.fullness, "", 0.0, LIGHT.left))
        return coloured(circle)

    # The first breath of a hold may still carry what is left of the one before.
    start = breath.seconds
    growing = [at(start + breath.inhale * part / 5) for part in range(5)]
    shrinking = [at(start + breath.inhale + breath.exhale * part / 5) for part in range(5)]
    assert growing == sorted(growing)
    assert shrinking == sorted(shrinking, reverse=True)
    assert growing[-1] > 1.4 * growing[0]
    assert shrinking[0] > 1.4 * shrinking[-1]


def test_the_sides_have_different_colours(qtbot: QtBot) -> None:
    circle = BreathingCircle(LIGHT)
    qtbot.addWidget(circle)
    circle.resize(300, 300)
    seen = []
    for side in (Side.LEFT, Side.RIGHT):
        circle.show_circle(CircleState(1.0, "", 0.5, LIGHT.of_side(side)))
        seen.append(painted(circle).pixelColor(150, 150))
    left, right = seen
    assert left.blue() > left.red()
    assert right.red() > right.blue()


def test_the_ring_closes_as_the_phase_goes_by(qtbot: QtBot) -> None:
    circle = BreathingCircle(LIGHT)
    qtbot.addWidget(circle)
    circle.resize(300, 300)
    closed = []
    for over in (0.0, 0.25, 0.5, 0.75, 1.0):
        circle.show_circle(CircleState(0.0, "", over, LIGHT.left))
        image = painted(circle)
        strong = QColor(LIGHT.left).rgb()
        closed.append(sum(image.pixel(x, y) == strong for x in range(300) for y in range(300)))
    assert closed[0] == 0
    assert closed == sorted(set(closed))
