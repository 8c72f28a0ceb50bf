"""The figure in the window: in the list, on the page of a routine, and in a session."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from stretchcoach.choreography.scene import FigureScene
from stretchcoach.domain.side import Side
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.choices import Motion
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.figure.circle_state import CircleState
from stretchcoach.window.figure.figure_button import FigureButton
from stretchcoach.window.library.thumbnails import Thumbnails
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.session.stage import Stage
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.application import prefers_reduced_motion
from stretchcoach.window.theme.palette import DARK, LIGHT
from stretchcoach.window.widgets.two_line_delegate import ITEM_ROLE
from tests.window.finding import named
from tests.window.led import Led

Key = Qt.Key


@pytest.fixture
def led(library: Library) -> Led:
    made = Led(library.routines["seated-hamstring"])
    made.coach.start()
    return made


def figure_button(library: Library, qtbot: QtBot, *, still: bool) -> FigureButton:
    poses = library.stretches["seated-hamstring"].figure
    assert poses is not None
    made = FigureButton("Seated hamstring", poses, LIGHT, side=Side.LEFT, reduced_motion=still)
    qtbot.addWidget(made)
    made.show()
    return made


def image(widget: Stage | FigureButton) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_a_figure_moves_when_it_is_pressed_and_rests_when_pressed_again(
    library: Library, qtbot: QtBot, key: Qt.Key
) -> None:
    button = figure_button(library, qtbot, still=False)
    rests = image(button)
    QTest.keyClick(button, key)
    qtbot.waitUntil(lambda: button.is_moving and image(button) != rests)
    QTest.keyClick(button, key)
    assert not button.is_moving
    assert image(button) == rests


def test_a_figure_out_of_sight_does_not_move(library: Library, qtbot: QtBot) -> None:
    button = figure_button(library, qtbot, still=False)
    button.click()
    button.hide()
    assert not button.is_moving


def test_where_nothing_is_to_move_each_press_is_the_next_pose(library: Library, qtbot: QtBot) -> None:
    button = figure_button(library, qtbot, still=True)
    seen = []
    for _press in range(5):
        seen.append(image(button))
        button.click()
        assert not button.is_moving
    assert len({bytes(one.constBits()) for one in seen}) == 4
    assert seen[4] == seen[0]


def test_every_stretch_of_a_routine_has_its_figure_on_the_page(window: MainWindow, library: Library) -> None:
    routine = library.routines["low-back-relief"]
    window.library.routine_list.choose(routine)
    names = [one.accessibleName() for one in window.library.routine_page.findChildren(FigureButton) if one.isVisible()]
    assert names == [f"Show the movement: {stretch.title}" for stretch in routine.stretches]


def test_every_routine_in_the_list_has_a_figure_of_its_own_stretch(library: Library, tmp_path: Path) -> None:
    thumbnails = Thumbnails(tmp_path / "figures", LIGHT, 60, 1.0)
    painted = {name: bytes(thumbnails.pixmap(one).toImage().constBits()) for name, one in library.routines.items()}
    assert painted["low-back-relief"] == painted["lying-hamstring"]
    assert len(set(painted.values())) == len(library.stretches)


def test_the_list_shows_the_figure(window: MainWindow) -> None:
    view = named(window, QListView, "Routines")
    row = view.visualRect(view.model().index(1, 0))
    assert view.model().index(1, 0).data(ITEM_ROLE) is not None
    shown = view.viewport().grab(row).toImage()
    legs = sum(shown.pixelColor(x, y).name() == LIGHT.legs for x in range(80) for y in range(shown.height()))
    assert legs > 20


def test_figures_are_kept_and_a_damaged_one_is_painted_anew(library: Library, tmp_path: Path) -> None:
    routine = library.routines["settle"]
    first = Thumbnails(tmp_path / "figures", LIGHT, 60, 1.0).pixmap(routine).toImage()
    (file,) = (tmp_path / "figures").iterdir()
    file.write_bytes(b"not a picture")
    assert Thumbnails(tmp_path / "figures", LIGHT, 60, 1.0).pixmap(routine).toImage() == first
    assert file.read_bytes() != b"not a picture"
    Thumbnails(tmp_path / "figures", DARK, 60, 1.0).pixmap(routine)
    assert len(list((tmp_path / "figures").iterdir())) == 2


def test_a_folder_that_cannot_be_written_costs_no_figure(library: Library, tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("in the way")
    assert not Thumbnails(tmp_path / "figures", LIGHT, 60, 1.0).pixmap(library.routines["settle"]).isNull()


def test_the_body_moves_with_the_breath_and_stands_still_in_between(qtbot: QtBot, led: Led) -> None:
    view = SessionView(LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    body = FigureScene(still=False)

    def at(position: float) -> QImage:
        moment = led.turn_to(position)
        view.show_moment(moment, body.picture_at(moment))
        return view.stage.grab(view.stage.figure_rect()).toImage()

    inhale = led.segment(SegmentKind.INHALE)
    begins = at(inhale.start + 0.05)
    middle = at(inhale.start + inhale.seconds / 2)
    assert begins != middle
    led.coach.pause()
    led.now += 3.0
    moment = led.moment
    paused = body.picture_at(moment)
    led.now += 5.0
    assert body.picture_at(led.moment) is paused


def test_with_little_movement_the_body_goes_from_pose_to_pose(led: Led) -> None:
    body = FigureScene(still=True)
    inhale = led.segment(SegmentKind.INHALE)
    pictures = [body.picture_at(led.turn_to(inhale.start + at)) for at in (0.1, 1.0, 3.0)]
    assert pictures[0] is pictures[1] is pictures[2]
    assert body.picture_at(led.turn_to(inhale.end + 0.1)) is not pictures[0]


def test_with_little_movement_the_circle_fills_and_does_not_grow(qtbot: QtBot) -> None:
    stage = Stage(LIGHT)
    qtbot.addWidget(stage)
    stage.reduced_motion = True
    stage.resize(300, 300)
    widths, filled = [], []
    for fullness in (0.2, 0.8):
        stage.show_circle(CircleState(fullness, "", 0.0, LIGHT.left))
        shown = image(stage)
        rows = [sum(shown.pixelColor(x, y).name() != LIGHT.ground for x in range(40, 260)) for y in range(30, 270)]
        widths.append(max(rows))
        filled.append(sum(row > 20 for row in rows))
    assert filled[1] > 3 * filled[0]
    assert widths[1] <= 220


@pytest.mark.parametrize(("motion", "still"), [(Motion.FULL, False), (Motion.REDUCED, True), (Motion.SYSTEM, False)])
def test_the_person_decides_how_much_moves(motion: Motion, still: bool) -> None:
    assert prefers_reduced_motion(motion) is still


def test_a_change_of_movement_is_seen_at_once(window: MainWindow, app: AppContext, led: Led) -> None:
    window.session_flow.begin(led.live_session)
    assert not window.session.view.stage.reduced_motion
    app.preferences.change(Preferences(motion=Motion.REDUCED))
    assert window.session.view.stage.reduced_motion


def test_a_stretch_without_poses_shows_the_circle_alone(qtbot: QtBot, led: Led) -> None:
    view = SessionView(LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.show_moment(led.moment, None)
    rect = view.stage.circle_rect()
    assert abs(rect.center().x() - view.stage.rect().center().x()) <= 1
