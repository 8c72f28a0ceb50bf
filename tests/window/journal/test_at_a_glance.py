"""The past at a glance: what the pictures say is what was done, and tables say the same."""

import datetime as dt
from contextlib import closing

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import History
from stretchcoach.progression.practised import Feeling
from stretchcoach.settings import store
from stretchcoach.settings.choices import Side
from stretchcoach.studio import Folders, Studio
from stretchcoach.window.journal.dates import long_day, short_day
from stretchcoach.window.journal.journal_page import JournalPage
from stretchcoach.window.main_window import MainWindow
from tests.window.helpers import visible_texts
from tests.window.journal.conftest import Fill, Open, today

Key = Qt.Key


def cells(page: JournalPage, card: str) -> list[list[str]]:
    table = getattr(page.overview, card).table
    texts = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [["" if cell is None else cell.text() for cell in row] for row in texts]


def held_for(page: JournalPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.overview.holds.chart is not None, timeout=20_000)


def test_three_sessions_on_three_days_are_shown_as_they_were(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: Folders
) -> None:
    fill(9, 5, 0, felt=Feeling.EASY)
    page = open_page()
    with closing(JournalFile(folders.data / "journal.db")) as file:
        history = History(file)
        sessions = list(history.sessions())
        holds = [list(file.holds(session.row)) for session in sessions]
    days = [today() - dt.timedelta(days=ago) for ago in (0, 5, 9)]
    minutes = [str(max(1, round(session.practised_seconds / 60))) for session in sessions]
    assert cells(page, "year") == [[short_day(day), one] for day, one in zip(days, minutes, strict=True)]
    assert page.overview.calendar.words(days[1]) == f"{long_day(days[1])}: {minutes[1]} minutes"
    lefts = sum(hold.held_seconds for of in holds[:2] for hold in of if hold.spot.side is Side.LEFT)
    assert cells(page, "muscles") == [["Hamstrings", f"{lefts / 60:.1f} min"]]
    qtbot.waitUntil(lambda: bool(cells(page, "holds")))
    assert cells(page, "holds") == [[short_day(day), "50 s", "50 s"] for day in days]
    assert page.sessions.list.model().rowCount() == 3
    held_for(page, qtbot)


def test_the_chart_shows_each_side_over_the_advised_range(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(3, 1)
    page = open_page()
    held_for(page, qtbot)
    chart = page.overview.holds.chart
    assert chart is not None
    drawn = [item.getData() for item in chart.getPlotItem().listDataItems()]
    assert [list(held) for _times, held in drawn] == [[50, 50], [50, 50]]
    assert all(later - earlier == 2 * 86_400 for (earlier, later), _held in drawn)
    assert chart._range == (30, 100), "3 to 10 breaths"


def test_of_a_year_ago_nothing_is_shown_at_a_glance(fill: Fill, open_page: Open) -> None:
    fill(500)
    page = open_page()
    assert cells(page, "year") == []
    assert "Nothing was held in the last seven days." in visible_texts(page)
    assert page.sessions.list.model().rowCount() == 1


def test_tables_come_when_they_are_asked_for(fill: Fill, open_page: Open) -> None:
    fill(1)
    overview = open_page().overview
    tables = [card.table for card in (overview.year, overview.muscles, overview.holds)]
    assert not any(table.isVisible() for table in tables)
    overview.tables.click()
    assert all(table.isVisible() for table in tables)


def test_the_arrows_go_from_day_to_day(fill: Fill, open_page: Open) -> None:
    fill(8, 0)
    overview = open_page().overview
    overview.calendar.setFocus()
    said = [overview.year.words.text()]
    for key in (Key.Key_Left, Key.Key_Up, Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Home, Key.Key_End):
        QTest.keyClick(overview.calendar, key)
        said.append(overview.year.words.text())
        assert overview.calendar.accessibleDescription() == said[-1]
    days = [said_of.rsplit(":", 1)[0] for said_of in said]
    ago = [0, 7, 8, 1, 0, 0]
    assert days[:6] == [long_day(today() - dt.timedelta(days=one)) for one in ago]
    assert "minutes" in said[2]
    assert "no session" in said[1]
    assert days[7] == days[0]
    overview.week.goal.setFocus()
    assert overview.year.words.text().startswith("2 days in the last year.")


def test_return_on_a_day_shows_what_was_done_on_it(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(*range(70), routine="settle")
    page = open_page()
    calendar = page.overview.calendar
    calendar.setFocus()
    for _week in range(9):
        QTest.keyClick(calendar, Key.Key_Left)
    QTest.keyClick(calendar, Key.Key_Return)
    qtbot.waitUntil(page.sessions.list.hasFocus)
    current = page.sessions.list.current
    assert current is not None
    assert current.day == today() - dt.timedelta(days=63)
    QTest.keyClick(page.sessions.list, Key.Key_End)
    qtbot.waitUntil(lambda: page.sessions.list.model().rowCount() == 70)


def test_a_day_without_a_session_has_nothing_to_be_shown(fill: Fill, open_page: Open) -> None:
    fill(1)
    page = open_page()
    page.overview.calendar.setFocus()
    QTest.keyClick(page.overview.calendar, Key.Key_Return)
    page._thread.waitForDone()
    QApplication.processEvents()
    assert page._tabs.currentWidget() is page.overview


def test_tab_comes_to_everything_and_scrolls_to_it(fill: Fill, open_page: Open, shown: MainWindow) -> None:
    shown.resize(900, 600)
    fill(2, 1)
    page = open_page()
    page.overview.tables.click()
    page._tabs.tabBar().setFocus()
    reached = []
    for _step in range(30):
        QTest.keyClick(shown.focusWidget(), Key.Key_Tab)
        widget = shown.focusWidget()
        assert widget is not None
        reached.append(widget.accessibleName() or type(widget).__name__)
        assert not widget.visibleRegion().isEmpty(), reached
        if widget is page._tabs.tabBar():
            break
    assert reached[-1] == page._tabs.tabBar().accessibleName() or reached[-1] == "QTabBar"
    wanted = ["Days a week", "Calendar of the last year", "The last year", "Stretch", "How long you hold"]
    assert [one for one in reached if one in wanted] == wanted


def test_a_click_goes_to_the_day_that_is_there(fill: Fill, open_page: Open) -> None:
    fill(0)
    calendar = open_page().overview.calendar
    days = {calendar.day_at(QPointF(x, y)) for x in range(0, calendar.width(), 3) for y in range(calendar.height())}
    assert today() in days
    assert max(day for day in days if day is not None) == today()
    assert len(days - {None}) >= 52 * 7


def test_the_goal_is_kept_and_nobody_is_scolded(
    fill: Fill, open_page: Open, shown: MainWindow, folders: Folders
) -> None:
    fill(0)
    page = open_page()
    assert "1 day of the 3 you wish for." in visible_texts(page)
    page.overview.week.goal.setValue(2)
    assert "1 day of the 2 you wish for." in visible_texts(page)
    kept, _notices = store.load(folders.config / "settings.toml")
    assert kept.goal_days == 2
    assert shown._studio.preferences.goal_days == 2


def test_the_stretch_of_the_last_session_is_shown_first(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(2)
    fill(1, routine="quads-standing")
    holds = open_page().overview.holds
    assert holds.stretch == "quads-standing"
    qtbot.waitUntil(lambda: holds.table.rowCount() == 1)
    holds.choice.setCurrentIndex(holds.choice.findData("seated-hamstring"))
    first = short_day(today() - dt.timedelta(days=2))
    qtbot.waitUntil(lambda: holds.words.text().startswith(first))


def test_a_new_person_is_told_what_will_be_here(open_page: Open, folders: Folders) -> None:
    page = open_page()
    assert "Nothing here yet." in visible_texts(page)
    assert not (folders.data / "journal.db").exists()


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return])
def test_escape_and_back_lead_to_the_list(shown: MainWindow, open_page: Open, key: Key) -> None:
    page = open_page()
    QTest.keyClick(page._back, key)
    assert shown.pages.currentWidget() is shown.browse


def test_the_keys_and_the_button_open_it(qtbot: QtBot, shown: MainWindow) -> None:
    QTest.keyClick(shown, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert shown.pages.currentWidget() is shown.pages.journal
    qtbot.waitSignal(shown.pages.journal.shown)
    shown.pages.journal.left.emit()
    shown.browse._journal.click()
    assert shown.pages.currentWidget() is shown.pages.journal


def test_a_journal_that_cannot_be_read_is_said_and_harms_nothing(
    qtbot: QtBot, shown: MainWindow, folders: Folders, studio: Studio
) -> None:
    folders.data.mkdir(parents=True, exist_ok=True)
    (folders.data / "journal.db").mkdir()  # a folder in its place
    shown.open_journal()
    qtbot.waitUntil(shown.notice_bar.isVisible)
    assert any("journal" in text for text in visible_texts(shown.notice_bar))
    assert shown.pages.currentWidget() is shown.pages.journal
    assert studio.preferences is not None
    QApplication.processEvents()
