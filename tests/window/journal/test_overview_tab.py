"""The overview tab: its charts and tables show what was done."""

import datetime as dt
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.side import Side
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import History, PastSession
from stretchcoach.paths import UserFolders
from stretchcoach.settings.choices import TextSize
from stretchcoach.settings.store import SettingsFile
from stretchcoach.window.journal.dates import date_and_length, long_day, short_day
from stretchcoach.window.journal.journal_page import JournalPage
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import visible_texts
from tests.window.journal.conftest import Fill, Open, today
from tests.window.waiting import wait_for

Key = Qt.Key


def cells(page: JournalPage, card: str) -> list[list[str]]:
    table = getattr(page.overview, card).table
    texts = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [["" if cell is None else cell.text() for cell in row] for row in texts]


def held_for(page: JournalPage, qtbot: QtBot) -> None:
    """Wait until the chart is there and laid out; until then its height is Qt's default of 480 pixels."""

    def laid_out() -> bool:
        chart = page.overview.holds.chart
        return chart is not None and chart.isVisible() and chart.height() == chart.parentWidget().height()

    qtbot.waitUntil(laid_out, timeout=20_000)


def test_three_sessions_on_three_days_appear_in_every_card(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders
) -> None:
    fill(9, 5, 0, felt=Feeling.EASY)
    page = open_page()
    with closing(JournalFile(folders.data / "journal.db")) as file:
        history = History(file, dt.datetime.now(dt.UTC))
        sessions = list(history.sessions())
        holds = [list(file.holds(session.row)) for session in sessions]
    days = [today() - dt.timedelta(days=ago) for ago in (0, 5, 9)]
    minutes = [str(max(1, round(session.practised_seconds / 60))) for session in sessions]
    assert cells(page, "year") == [[short_day(day), one] for day, one in zip(days, minutes, strict=True)]
    assert page.overview.calendar.describe(days[1]) == f"{long_day(days[1])}: {minutes[1]} minutes"
    lefts = sum(hold.held_seconds for of in holds[:2] for hold in of if hold.hold_key.side is Side.LEFT)
    assert cells(page, "muscles") == [["Hamstrings", f"{lefts / 60:.1f} min"]]
    qtbot.waitUntil(lambda: bool(cells(page, "holds")))
    assert cells(page, "holds") == [[short_day(day), "50 s", "50 s"] for day in days]
    assert page.sessions.session_list.model().rowCount() == 3
    held_for(page, qtbot)


def test_the_chart_shows_each_side_over_the_recommended_range(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(3, 1)
    page = open_page()
    held_for(page, qtbot)
    chart = page.overview.holds.chart
    assert chart is not None
    drawn = [item.getData() for item in chart.getPlotItem().listDataItems()]
    assert [list(held) for _times, held in drawn] == [[50, 50], [50, 50]]
    assert all(later - earlier == 2 * 86_400 for (earlier, later), _held in drawn)
    assert chart._range == (30, 100), "3 to 10 breaths"


def test_sessions_older_than_a_year_are_not_in_the_overview(fill: Fill, open_page: Open) -> None:
    fill(500)
    page = open_page()
    assert cells(page, "year") == []
    assert "Nothing was held in the last seven days." in visible_texts(page)
    assert page.sessions.session_list.model().rowCount() == 1


def test_tables_are_shown_on_request(fill: Fill, open_page: Open) -> None:
    fill(1)
    overview = open_page().overview
    tables = [card.table for card in (overview.year, overview.muscles, overview.holds)]
    assert not any(table.isVisible() for table in tables)
    overview.tables.click()
    assert all(table.isVisible() for table in tables)


def test_the_arrows_move_from_day_to_day(fill: Fill, open_page: Open) -> None:
    fill(8, 0)
    overview = open_page().overview
    overview.calendar.setFocus()
    said = [overview.year.caption.text()]
    for key in (Key.Key_Left, Key.Key_Up, Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Home, Key.Key_End):
        QTest.keyClick(overview.calendar, key)
        said.append(overview.year.caption.text())
        assert overview.calendar.accessibleDescription() == said[-1]
    days = [said_of.rsplit(":", 1)[0] for said_of in said]
    ago = [0, 7, 8, 1, 0, 0]
    assert days[:6] == [long_day(today() - dt.timedelta(days=one)) for one in ago]
    assert "minutes" in said[2]
    assert "no session" in said[1]
    assert days[7] == days[0]
    overview.week.goal.setFocus()
    assert overview.year.caption.text().startswith("2 days in the last year.")


def test_return_on_a_day_shows_its_sessions(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(*range(70), routine="settle")
    page = open_page()
    calendar = page.overview.calendar
    calendar.setFocus()
    for _week in range(9):
        QTest.keyClick(calendar, Key.Key_Left)
    QTest.keyClick(calendar, Key.Key_Return)
    day = today() - dt.timedelta(days=63)
    sessions = page.sessions.session_list
    qtbot.waitUntil(lambda: sessions.current is not None and sessions.current.day == day)
    assert sessions.hasFocus()
    QTest.keyClick(sessions, Key.Key_End)
    qtbot.waitUntil(lambda: sessions.model().rowCount() == 70)


def test_return_on_a_day_without_sessions_does_nothing(fill: Fill, open_page: Open) -> None:
    fill(1)
    page = open_page()
    page.overview.calendar.setFocus()
    QTest.keyClick(page.overview.calendar, Key.Key_Return)
    wait_for(page._queue)
    QApplication.processEvents()
    assert page._tabs.currentWidget() is page.overview


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_tab_reaches_everything_and_scrolls_to_it(fill: Fill, open_page: Open, shown: MainWindow) -> None:
    shown.resize(900, 600)
    fill(2, 1)
    page = open_page()
    page.overview.tables.click()
    bar = page._tabs.tabBar()
    bar.setFocus()
    reached: list[QWidget] = []
    while bar not in reached:
        QTest.keyClick(focused(), Key.Key_Tab)
        widget = focused()
        assert not widget.visibleRegion().isEmpty(), widget
        assert len(reached) < 30
        reached.append(widget)
    names = [widget.accessibleName() for widget in reached]
    wanted = ["Days a week", "Calendar of the last year", "The last year", "Stretch", "How long you hold"]
    assert [name for name in names if name in wanted] == wanted


def test_a_click_selects_the_day_under_the_mouse(fill: Fill, open_page: Open) -> None:
    fill(0)
    calendar = open_page().overview.calendar
    places = [QPointF(x, y) for x in range(0, calendar.width(), 3) for y in range(calendar.height())]
    days = {day: place for place in places if (day := calendar.day_at(place)) is not None}
    assert (min(days), max(days)) == (today() - dt.timedelta(days=365), today())
    assert len(days) == 366
    for ago in (40, 365):
        day = today() - dt.timedelta(days=ago)
        QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=days[day].toPoint())
        assert calendar.accessibleDescription().startswith(long_day(day))


def test_the_goal_is_saved_and_the_words_stay_kind(
    fill: Fill, open_page: Open, shown: MainWindow, folders: UserFolders
) -> None:
    fill(0)
    page = open_page()
    assert "1 of 3 days this week." in visible_texts(page)
    page.overview.week.goal.setValue(2)
    assert "1 of 2 days this week." in visible_texts(page)
    shown._saving.shut_down()
    kept, _notices = SettingsFile(folders.config / "settings.toml").load()
    assert kept.goal_days == 2
    assert shown._app.preferences.current.goal_days == 2


def test_the_stretch_of_the_last_session_is_shown_first(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(2)
    fill(1, routine="quads-standing")
    holds = open_page().overview.holds
    assert holds.stretch == "quads-standing"
    qtbot.waitUntil(lambda: holds.table.rowCount() == 1)
    holds.choice.setCurrentIndex(holds.choice.findData("seated-hamstring"))
    first = short_day(today() - dt.timedelta(days=2))
    qtbot.waitUntil(lambda: holds.caption.text().startswith(first))


def test_an_empty_journal_says_what_will_appear(open_page: Open, folders: UserFolders) -> None:
    page = open_page()
    assert "Nothing here yet." in visible_texts(page)
    assert not (folders.data / "journal.db").exists()


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return])
def test_escape_and_back_lead_to_the_library(shown: MainWindow, open_page: Open, key: Key) -> None:
    page = open_page()
    QTest.keyClick(page._back, key)
    assert shown.pages.currentWidget() is shown.library


def test_the_shortcut_and_the_button_open_the_journal(qtbot: QtBot, shown: MainWindow) -> None:
    QTest.keyClick(shown, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert shown.pages.currentWidget() is shown.pages.journal
    page = shown.pages.journal
    page.left.emit()
    assert shown.pages.currentWidget() is shown.library
    with qtbot.waitSignal(page.shown):
        shown.library._journal.click()
    assert shown.pages.currentWidget() is page


def test_an_unreadable_journal_is_reported_and_kept_aside(
    qtbot: QtBot, shown: MainWindow, folders: UserFolders
) -> None:
    folders.data.mkdir(parents=True, exist_ok=True)
    (folders.data / "journal.db").mkdir()  # a folder in its place
    shown.open_journal()
    qtbot.waitUntil(shown.notice_bar.isVisible)
    assert any("journal" in text for text in visible_texts(shown.notice_bar))
    assert shown.pages.currentWidget() is shown.pages.journal
    assert (folders.data / "journal-damaged-1.db").is_dir()


def test_a_second_start_with_a_routine_leaves_the_journal(fill: Fill, open_page: Open, shown: MainWindow) -> None:
    fill(1)
    open_page()
    routine = shown._app.library.current.routines["quads-lying"]
    shown.show_routine(routine)
    assert shown.pages.currentWidget() is shown.library
    assert shown.library.routine is routine


def test_changed_settings_are_shown_at_once(qtbot: QtBot, fill: Fill, open_page: Open, shown: MainWindow) -> None:
    fill(0)
    page = open_page()
    held_for(page, qtbot)
    slow = replace(shown._app.preferences.current, goal_days=5, inhale_seconds=6.0, exhale_seconds=9.0)
    shown._app.preferences.change(slow)
    assert "1 of 5 days this week." in visible_texts(page)
    assert page.overview.holds.caption.text().endswith("45 to 150 seconds.")
    chart, words = page.overview.holds.chart, page.overview.year.table
    assert chart is not None
    before = chart.height(), words.height()
    shown._app.preferences.change(replace(slow, text_size=TextSize.LARGEST))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.overview.holds.chart is not None and chart.height() > before[0])
    assert words.height() > before[1]


def test_settling_counts_for_no_muscle_and_no_hold(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(1, routine="settle")
    page = open_page()
    assert page.overview.bars.rows == []
    assert not page.overview.holds.isVisible()
    fill(0, routine="quads-lying")
    page._refresh()
    qtbot.waitUntil(page.overview.holds.isVisible)
    assert page.overview.holds.stretch == "quads-lying"


def test_the_time_is_left_out_for_a_session_from_another_time_zone() -> None:
    begun = dt.datetime(2026, 11, 19, 22, 30, tzinfo=dt.UTC)
    here = begun.astimezone().date()
    session = PastSession("a", 1, here, begun, "x", "X", "finished", 300.0, 300.0)
    assert f"{begun.astimezone():%H:%M}" in date_and_length(session)
    assert ":" not in date_and_length(session._replace(day=here + dt.timedelta(days=1)))
