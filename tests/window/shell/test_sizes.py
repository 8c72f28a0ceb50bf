"""Nothing is cut, and nothing lies over anything else: every page, on screens of all sizes, with texts of all sizes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stretchcoach.resources import DATA
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea
from tests.soak import soak
from tests.window.fitting import faults
from tests.window.walker import LEAST, SCREENS, environment

WORDS = "A stretchy feeling is good, pain is not."
PAGES = 57


def walked(scale: float, folder: Path) -> dict[str, Any]:
    """Let the walker go through the window at a scale factor; return what it tells."""
    walk = subprocess.run(
        [sys.executable, "-m", "tests.window.walker", str(folder)],
        cwd=DATA.parent,
        env=environment(scale, folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert walk.returncode == 0, walk.stderr
    told: dict[str, Any] = json.loads(walk.stdout)
    return told


@pytest.mark.slow(15)
@soak
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_fits(tmp_path: Path, scale: float) -> None:
    told = walked(scale, tmp_path)
    assert told["faults"] == []
    assert len(told["pages"]) == PAGES
    # A screen that is smaller than the window ever is counts as one of the window's least size.
    logical = {
        tuple(max(least, round(side / scale)) for side, least in zip(one, LEAST, strict=True)) for one in SCREENS
    }
    assert {tuple(size) for size in told["sizes"]} == logical


# The measure itself


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """An empty page, shown."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def put(part: QWidget, page: QWidget, place: QRect) -> None:
    part.setParent(page)
    part.setGeometry(place)
    part.show()


def test_what_fits_is_no_fault(page: QWidget) -> None:
    put(label(WORDS, "body"), page, QRect(10, 10, 380, 60))
    put(QPushButton("Go on"), page, QRect(10, 80, 200, 60))
    assert faults(page) == []


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (QRect(10, 10, 100, 20), "high and wants"),
        (QRect(10, 10, 30, 290), "wide and wants"),
        (QRect(350, 10, 100, 280), "reaches out"),
        (QRect(10, 250, 380, 60), "reaches out"),
    ],
    ids=["too low", "narrower than a word", "beyond the side", "below the page"],
)
def test_words_that_are_cut_are_found(page: QWidget, place: QRect, fault: str) -> None:
    put(label(WORDS, "body"), page, place)
    assert any(fault in one for one in faults(page))


def test_texts_over_each_other_are_found(page: QWidget) -> None:
    put(label("One", "body"), page, QRect(10, 10, 100, 40))
    put(QPushButton("Other"), page, QRect(90, 30, 200, 60))
    assert faults(page) == ["QLabel 'One' and QPushButton 'Other' overlap"]


def test_a_button_that_is_too_narrow_is_found(page: QWidget) -> None:
    put(QPushButton("Say a test line"), page, QRect(10, 10, 60, 60))
    assert any("wide and wants" in one for one in faults(page))


def test_choices_numbers_and_entries_that_are_cut_are_found(page: QWidget) -> None:
    box, number, entries = QComboBox(), QSpinBox(), QListWidget()
    box.addItems(["Left", "Whichever side is the stiffer one today"])
    number.setSuffix(" words a minute")
    entries.addItem("Everything that has to do with stretching")
    put(box, page, QRect(10, 10, 140, 50))
    put(number, page, QRect(10, 70, 110, 50))
    put(entries, page, QRect(10, 130, 120, 100))
    assert sum("is cut" in one for one in faults(page)) == 3


def test_what_lies_outside_of_what_scrolls_is_found_at_its_sides_alone(page: QWidget) -> None:
    area, content = ResponsiveScrollArea(), QWidget()
    layout = QVBoxLayout(content)
    for _line in range(20):
        layout.addWidget(label(WORDS, "body"))
    area.setWidget(content)
    put(area, page, QRect(0, 0, 400, 200))
    put(QPushButton("Below"), page, QRect(0, 210, 200, 60))
    assert faults(page) == []
    content.setMinimumWidth(500)
    assert any("reaches out" in one for one in faults(page))


def test_an_end_that_cannot_be_scrolled_to_is_found(page: QWidget) -> None:
    area, content = QScrollArea(), QLabel(WORDS)
    area.setWidget(content)
    put(area, page, QRect(0, 0, 400, 200))
    content.resize(300, 1000)
    assert faults(page) == []
    area.verticalScrollBar().setMaximum(20)
    assert faults(page) == ["QScrollArea '': its end cannot be scrolled to"]


def test_nothing_shifts_when_there_is_something_to_scroll(page: QWidget) -> None:
    area, content = ResponsiveScrollArea(), QWidget()
    area.setWidget(content)
    put(area, page, QRect(0, 0, 400, 200))
    before = area.viewport().width()
    assert not area.verticalScrollBar().isEnabled()
    content.setMinimumHeight(900)
    assert area.verticalScrollBar().isEnabled()
    assert area.viewport().width() == before


def test_the_groups_of_settings_stand_above_them_in_a_narrow_dialog(qtbot: QtBot, app: AppContext) -> None:
    dialog = SettingsDialog(app)
    qtbot.addWidget(dialog)
    dialog.show()
    for width, across in ((840, False), (600, True), (840, False)):
        dialog.resize(width, 600)
        QApplication.processEvents()
        groups, page = dialog._groups.geometry(), dialog._pages.geometry()
        assert (groups.bottom() < page.top()) is across
        assert across or groups.width() == 140


def test_the_page_of_a_routine_stands_in_the_middle_and_does_not_shift(qtbot: QtBot, window: MainWindow) -> None:
    """From one that scrolls to one that does not."""
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: window.width() == 1920)
    area = window.library.routine_page
    places: set[tuple[int, int]] = set()
    for routine in window.library._app.library.current.routines.values():
        window.library.routine_list.choose(routine)
        QApplication.processEvents()
        column = area.findChild(QWidget, "column")
        assert isinstance(column, QWidget)
        assert column.width() == 720
        left = column.mapTo(area, QPoint(0, 0)).x()
        places.add((left, area.width() - left - column.width()))
    assert len(places) == 1, places
    ((left, right),) = places
    assert abs(left - right) <= 2


def test_rows_within_rows_stay_columns_where_they_are_too_wide(qtbot: QtBot) -> None:
    """A column takes less than the row that it was: measured as it is, it would become a row again."""
    area = ResponsiveScrollArea()
    qtbot.addWidget(area)
    inner, content = QWidget(), QWidget()
    row, outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner), QBoxLayout(QBoxLayout.Direction.LeftToRight)
    for text in ("Too much", "Just right", "Easy"):
        row.addWidget(QPushButton(text))
    outer.addWidget(inner)
    outer.addWidget(QPushButton("Each side"))
    QVBoxLayout(content).addLayout(outer)
    area.setWidget(content)
    area.resize(280, 300)
    area.show()
    area.add_row(row)
    area.add_row(outer)
    for _again in range(3):
        area.fit_width(area.viewport().width())
        assert row.direction() is outer.direction() is QBoxLayout.Direction.TopToBottom
