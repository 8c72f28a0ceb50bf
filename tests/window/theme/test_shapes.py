"""A control keeps its shape in every state: the focus ring makes its outline larger, but not less round."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import TextSize
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.theme.palette import CONTRAST_LIGHT, DARK, LIGHT, Colours
from stretchcoach.window.theme.style import apply_theme
from stretchcoach.window.welcome.welcome_page import WelcomePage

GROUND = "#ff00ff"
"""A colour that no control is painted in."""
STATES = ("focus", "hover", "pressed", "disabled", "focus and hover")
CORNER_SHARE = 1 - math.pi / 4
"""The share of its square that a quarter circle leaves uncovered."""


def role(name: str) -> Callable[[], QPushButton]:
    def make() -> QPushButton:
        button = QPushButton("Continue")
        button.setProperty("role", name)
        return button

    return make


def search() -> QLineEdit:
    made = QLineEdit("calves")
    made.setObjectName("search")
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "primary": role("primary"),
    "secondary": role("secondary"),
    "plain": role(""),
    "answer": role("answer"),
    "search": search,
    "field": lambda: QLineEdit("5"),
    "number": QSpinBox,
    "choice": QComboBox,
}


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page in a colour of its own, with another widget that can have the focus."""
    made = QWidget()
    made.setObjectName("ground")
    made.setStyleSheet(f"#ground {{ background: {GROUND}; }}")
    made.resize(900, 700)
    other = QLineEdit(made)
    other.setObjectName("other")
    other.move(0, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


ZOOM = 4
"""The page is painted so many times larger, so that antialiased edges matter little."""


def outline(control: QWidget) -> tuple[float, float, float]:
    """The painted width and height of a control, and the radius of its corners, in pixels."""
    image = QImage(control.size() * ZOOM, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    with QPainter(image) as painter:
        painter.scale(ZOOM, ZOOM)
        control.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    painted = pixels != QColor(GROUND).rgb()
    rows, columns = np.flatnonzero(painted.any(axis=1)), np.flatnonzero(painted.any(axis=0))
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    half = min(height, width) // 2
    corner_of_it = painted[rows[0] : rows[0] + half, columns[0] : columns[0] + half]
    firsts = np.where(corner_of_it.any(axis=1), corner_of_it.argmax(axis=1), half)
    return float(width) / ZOOM, float(height) / ZOOM, math.sqrt(firsts.sum() / CORNER_SHARE) / ZOOM


def put_into(control: QWidget, state: str) -> None:
    other = control.window().findChild(QWidget, "other")
    if isinstance(other, QWidget):
        other.setFocus()
    else:
        control.clearFocus()
    control.setEnabled(state != "disabled")
    control.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, "hover" in state)
    if "focus" in state:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        assert control.hasFocus()
    if isinstance(control, QPushButton | QToolButton):
        control.setDown(state == "pressed")
    control.update()
    QApplication.processEvents()


def check_shape(control: QWidget, what: str) -> None:
    put_into(control, "usual")
    width, height, radius = outline(control)
    for state in STATES:
        put_into(control, state)
        other_width, other_height, other_radius = outline(control)
        grown = (other_height - height) / 2
        assert (other_width - width) / 2 == pytest.approx(grown, abs=0.5), (what, state)
        assert other_radius == pytest.approx(radius + grown, abs=1.0), (what, state, height)
    put_into(control, "usual")


@pytest.mark.parametrize("colours", [LIGHT, CONTRAST_LIGHT], ids=["light", "contrast"])
@pytest.mark.parametrize("text_size", TextSize)
def test_a_control_has_one_shape(qapp: QApplication, page: QWidget, text_size: TextSize, colours: Colours) -> None:
    apply_theme(qapp, colours, text_size)
    for what, make in CONTROLS.items():
        control = make()
        control.setParent(page)
        control.move(60, 60)
        control.show()
        control.adjustSize()
        check_shape(control, what)
        control.hide()
        control.setParent(None)


@pytest.mark.parametrize("text_size", TextSize)
def test_what_is_round_at_both_ends_is_so_in_every_state(
    qapp: QApplication, page: QWidget, text_size: TextSize
) -> None:
    apply_theme(qapp, LIGHT, text_size)
    for what in ("primary", "secondary", "search"):
        control = CONTROLS[what]()
        control.setParent(page)
        control.move(60, 60)
        control.show()
        control.adjustSize()
        for state in ("usual", "focus", "hover"):
            put_into(control, state)
            _width, height, radius = outline(control)
            assert radius == pytest.approx(height / 2, abs=1.0), (what, state)
        control.hide()
        control.setParent(None)


@pytest.mark.parametrize("size", [(860, 600), (1280, 800), (1920, 1080), (2560, 1440)], ids=str)
@pytest.mark.parametrize("text_size", TextSize)
def test_the_welcome_s_buttons_have_one_shape(
    qapp: QApplication, qtbot: QtBot, app: AppContext, text_size: TextSize, size: tuple[int, int]
) -> None:
    apply_theme(qapp, LIGHT, text_size)
    page = WelcomePage(app, LIGHT)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    for button in (page._next, page._back):
        if button.isVisible():
            check_shape(button, button.text())
    put_into(page._next, "usual")
    _width, height, radius = outline(page._next)
    assert radius == pytest.approx(height / 2, abs=1.0)


@pytest.mark.parametrize("size", [(560, 480), (1120, 760), (1920, 1080), (3840, 2160)], ids=str)
@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST_LIGHT], ids=["light", "dark", "contrast"])
def test_the_round_buttons_of_a_session_stay_round(
    qapp: QApplication, qtbot: QtBot, size: tuple[int, int], colours: Colours
) -> None:
    apply_theme(qapp, colours, TextSize.NORMAL)
    view = SessionView(colours)
    view.setObjectName("ground")
    view.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    view.setStyleSheet(f"#ground {{ background: {colours.ground}; }}")
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    for button in view.findChildren(QToolButton):
        check_shape(button, button.objectName())
        for state in ("usual", "focus", "hover"):
            put_into(button, state)
            width, height, radius = outline(button)
            assert width == height
            assert radius == pytest.approx(height / 2, abs=1.0), (button.objectName(), state)


def test_a_shape_that_changes_would_be_noticed(page: QWidget) -> None:
    button = QPushButton("Go", page)
    button.setStyleSheet(
        "QPushButton { border: none; border-radius: 20px; margin: 3px; min-height: 40px; background: #000; }"
        "QPushButton:focus { border: 3px solid #f00; border-radius: 60px; margin: 0; }"
    )
    button.move(60, 60)
    button.show()
    with pytest.raises(AssertionError):
        check_shape(button, "odd")
    assert QColor(GROUND).isValid()
