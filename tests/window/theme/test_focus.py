"""Every control shows the keyboard focus in every palette, by a ring with a contrast of 3 to 1."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QListView,
    QRadioButton,
    QScrollArea,
    QSlider,
    QTabBar,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import TextSize
from stretchcoach.settings.setting import Group
from stretchcoach.window.figure.figure_button import FigureButton
from stretchcoach.window.finish.finish_page import FinishPage
from stretchcoach.window.journal.year_calendar import YearCalendar
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.shell.notice_bar import NoticeBar
from stretchcoach.window.theme.palette import Colours
from stretchcoach.window.theme.scale import APART
from stretchcoach.window.theme.style import apply_theme
from stretchcoach.window.widgets.advice_row import AdviceRow
from stretchcoach.window.widgets.feeling_question import FeelingQuestion
from tests.journal.past import stretched
from tests.window.contrast import EVERY_PALETTE, contrast

LEAST = 3.0


def controls(widget: QWidget) -> Iterator[QWidget]:
    """Return what Tab reaches, without the widgets inside a control."""
    for one in widget.findChildren(QWidget):
        by_tab = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.isVisible() and one.isEnabled()
        if by_tab and one.focusProxy() is None and not isinstance(one.parent(), QAbstractSpinBox | QComboBox):
            yield one


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    top = widget.window()
    return top.grab().toImage()


def rows_and_columns_that_light_up(widget: QWidget, without: QImage, focused: QImage) -> tuple[int, int]:
    """Return how many rows and columns of the widget have a pixel that differs by 3 to 1."""
    corner = widget.mapTo(widget.window(), widget.rect().topLeft())
    rows: set[int] = set()
    columns: set[int] = set()
    for y in range(max(0, corner.y()), min(corner.y() + widget.height(), focused.height())):
        for x in range(max(0, corner.x()), min(corner.x() + widget.width(), focused.width())):
            one, other = without.pixelColor(x, y), focused.pixelColor(x, y)
            if one != other and contrast(one.name(), other.name()) >= LEAST:
                rows.add(y)
                columns.add(x)
    return len(rows), len(columns)


def assert_focus_is_seen(widget: QWidget, elsewhere: QWidget) -> None:
    elsewhere.setFocus()
    for area in widget.window().findChildren(QScrollArea):  # as the Tab key does
        if area.isAncestorOf(widget):
            area.ensureWidgetVisible(widget)
    without = picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus(), widget
    rows, columns = rows_and_columns_that_light_up(widget, without, picture(widget))
    seen = widget.visibleRegion().boundingRect()
    ring = seen.height(), seen.width()
    if isinstance(widget, QListView):  # the ring is around the chosen entry
        index = widget.currentIndex()
        ring = widget.visualRect(index).height(), widget.visualRect(index).width()
    elif isinstance(widget, QTabBar):  # the ring is around the tab
        rect = widget.tabRect(widget.currentIndex())
        ring = rect.height(), rect.width() - 2 * APART
    assert rows >= 0.8 * ring[0], (widget, rows, ring)
    if ring[0] >= widget.height() or isinstance(widget, QListView):  # else its upper and lower edge may be out of sight
        assert columns >= 0.8 * ring[1], (widget, columns, ring)


def nowhere(parent: QWidget) -> QWidget:
    """A focusable widget that paints nothing."""
    made = QWidget(parent)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    made.show()
    return made


def check_all(top: QWidget) -> set[type[QWidget]]:
    elsewhere = nowhere(top)
    seen = set()
    for control in list(controls(top)):
        assert_focus_is_seen(control, elsewhere)
        seen.add(type(control))
    return seen


@EVERY_PALETTE
def test_on_the_library_page(qapp: QApplication, window: MainWindow, colours: Colours) -> None:
    apply_theme(qapp, colours, TextSize.NORMAL)
    window.library.recolour(colours)
    window.activateWindow()
    seen = check_all(window)
    assert any(issubclass(one, QListView) for one in seen)
    assert any(issubclass(one, FigureButton) for one in seen)
    assert len(seen) >= 4


@EVERY_PALETTE
def test_in_the_settings(qtbot: QtBot, qapp: QApplication, app: AppContext, colours: Colours) -> None:
    apply_theme(qapp, colours, TextSize.NORMAL)
    dialog = SettingsDialog(app)
    qtbot.addWidget(dialog)
    dialog.resize(720, 420)  # what is not in the picture is not measured, and a small picture is measured quickly
    dialog.show()
    qtbot.waitActive(dialog)
    # The voices come a moment later, and are new controls.
    qtbot.waitUntil(lambda: len(dialog.findChildren(QRadioButton)) > 1, timeout=20_000)
    seen: set[type[QWidget]] = set()
    elsewhere = nowhere(dialog)
    for group in Group:
        dialog.show_group(group)
        for control in list(controls(dialog)):
            kind = type(control)
            if kind not in seen:
                assert_focus_is_seen(control, elsewhere)
                seen.add(kind)
    for kind in (QComboBox, QAbstractSpinBox, QCheckBox, QSlider, QAbstractButton, QListView):
        assert any(issubclass(one, kind) for one in seen), kind


@EVERY_PALETTE
def test_in_a_session_and_after_it(qtbot: QtBot, qapp: QApplication, colours: Colours) -> None:
    apply_theme(qapp, colours, TextSize.NORMAL)
    top = QWidget()
    layout = QVBoxLayout(top)
    question = FeelingQuestion("quads-lying", "Quads lying", (Side.LEFT, Side.RIGHT))
    question.show_feelings({Side.LEFT: Feeling.EASY, Side.RIGHT: Feeling.EASY})
    proposal = AdviceRow("Quads lying", "Hold it longer?", "Yes", "No", "")
    for part in (SessionView(colours), FinishPage(), NoticeBar(), question, proposal):
        layout.addWidget(part)
        part.show()
    top.setStyleSheet(f"QWidget#top {{ background: {colours.ground} }}")
    top.setObjectName("top")
    qtbot.addWidget(top)
    top.resize(640, 1100)
    top.show()
    qtbot.waitActive(top)
    assert any(issubclass(one, QToolButton) for one in check_all(top))


@EVERY_PALETTE
def test_in_the_journal(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, folders: UserFolders, library: Library, colours: Colours
) -> None:
    apply_theme(qapp, colours, TextSize.NORMAL)
    with closing(JournalFile(folders.data / "journal.db")) as file:
        day = dt.datetime.now().astimezone().date()
        stretched(file, library.routines["seated-hamstring"], day, felt=Feeling.EASY)
    page = window.pages.journal
    page.recolour(colours)
    window.activateWindow()
    with qtbot.waitSignal(page.shown):
        window.open_journal()
    page.overview.tables.click()
    seen = check_all(page)
    for kind in (QTabBar, QCheckBox, QAbstractSpinBox, YearCalendar, QTableWidget, QComboBox):
        assert any(issubclass(one, kind) for one in seen), kind
    page._tabs.setCurrentWidget(page.sessions)
    qtbot.waitUntil(lambda: bool(page.sessions.detail.findChildren(FeelingQuestion)))
    session = check_all(page)
    assert any(issubclass(one, QListView) for one in session)
    assert any(issubclass(one, QAbstractSpinBox) for one in session)
    assert any(issubclass(one, QAbstractButton) for one in session)


def test_a_control_without_a_ring_would_be_found(qtbot: QtBot) -> None:
    """Test the measure itself: a check box without its ring fails."""
    top = QWidget()
    box = QCheckBox("On", top)
    box.setStyleSheet("QCheckBox:focus { border-color: transparent; }")
    qtbot.addWidget(top)
    top.show()
    qtbot.waitActive(top)
    with pytest.raises(AssertionError):
        assert_focus_is_seen(box, nowhere(top))
