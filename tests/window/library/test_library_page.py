"""The list of routines, and the page of the chosen one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import TextSize
from stretchcoach.window.library.library_page import LibraryPage
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.palette import LIGHT
from stretchcoach.window.theme.scale import APART, CLOSE, RING
from stretchcoach.window.theme.style import apply_theme
from tests.window.finding import named, texts, visible_texts


@pytest.fixture
def browse(qtbot: QtBot, app: AppContext) -> LibraryPage:
    return shown(qtbot, LibraryPage(app, LIGHT, None))


def shown(qtbot: QtBot, page: LibraryPage) -> LibraryPage:
    qtbot.addWidget(page)
    page.resize(1120, 760)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: page.routine_page.widget() is not None)  # the lengths come with the second frame
    return page


def view(browse: LibraryPage) -> QListView:
    return named(browse, QListView, "Routines")


def search_field(browse: LibraryPage) -> QLineEdit:
    return named(browse, QLineEdit, "Search routines")


def column(browse: LibraryPage, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = view(browse).model()
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_every_routine_is_in_the_list_in_the_order_of_the_library(browse: LibraryPage, library: Library) -> None:
    assert column(browse) == [routine.title for routine in library.routines.values()]
    assert len(column(browse)) >= 7


def test_a_screen_reader_hears_title_minutes_and_needs(browse: LibraryPage, app: AppContext, library: Library) -> None:
    heard = column(browse, Qt.ItemDataRole.AccessibleTextRole)
    for text, routine in zip(heard, library.routines.values(), strict=True):
        minutes = app.sessions.minutes(routine, app.preferences.current)
        assert text.startswith(f"{routine.title}, {minutes} minute")
        assert text.split(" · ")[1:] == list(routine.needs)


def test_the_first_routine_is_chosen_and_its_page_shown(browse: LibraryPage, library: Library) -> None:
    first = next(iter(library.routines.values()))
    assert browse.routine == first
    assert first.title in texts(browse.routine_page)


def test_down_and_up_choose_and_the_page_follows(browse: LibraryPage, library: Library) -> None:
    routines = list(library.routines.values())
    for routine in routines[1:]:
        QTest.keyClick(view(browse), Qt.Key.Key_Down)
        assert browse.routine == routine
        assert routine.title in texts(browse.routine_page)
        assert routine.summary in texts(browse.routine_page)
    for routine in reversed(routines[:-1]):
        QTest.keyClick(view(browse), Qt.Key.Key_Up)
        assert browse.routine == routine
        assert routine.summary in texts(browse.routine_page)


def test_the_page_shows_cautions_purposes_and_sources(browse: LibraryPage, library: Library) -> None:
    for routine in library.routines.values():
        browse.routine_list.choose(routine)
        read = texts(browse.routine_page)
        for caution in routine.all_cautions:
            assert caution in read
        for stretch in routine.stretches:
            assert stretch.title in read
            assert stretch.why in read
            assert stretch.feel in read
            for source in stretch.sources:
                assert any(text.startswith("Sources: ") and source.at in text for text in read)
        assert browse.routine_page.start_button.isVisible()
        assert browse.routine_page.start_button.isEnabled()


def test_the_page_shows_the_dose(browse: LibraryPage, library: Library) -> None:
    browse.routine_list.choose(library.routines["seated-hamstring"])
    assert "Each side: 4 warm-up breaths, hold 5 breaths" in texts(browse.routine_page)


def test_the_easier_variant_is_named(browse: LibraryPage, library: Library) -> None:
    browse.routine_list.choose(library.routines["seated-hamstring"])
    read = texts(browse.routine_page)
    assert read[read.index("Easier") + 1] == library.stretches["lying-hamstring"].title


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("SEATED", {"seated-hamstring"}),
        ("  settle ", {"settle", "low-back-relief"}),
        ("strap", {"lying-hamstring", "low-back-relief", "inner-thigh"}),
        ("hamstrings", {"seated-hamstring", "lying-hamstring", "low-back-relief"}),
        ("legs that pull", {"low-back-relief"}),
    ],
)
def test_search_looks_at_title_need_muscle_stretch_and_summary(
    browse: LibraryPage, library: Library, typed: str, found: set[str]
) -> None:
    QTest.keyClicks(search_field(browse), typed)
    titles = {library.routines[one].title for one in found}
    assert titles <= set(column(browse))
    wanted = typed.strip().casefold()
    for title in column(browse):
        routine = next(one for one in library.routines.values() if one.title == title)
        stretches = [stretch.title for stretch in routine.stretches]
        all_of_it = " ".join((title, routine.summary, *routine.needs, *routine.focus, *stretches))
        assert wanted in all_of_it.casefold()
    assert len(column(browse)) < len(library.routines)


def test_a_search_without_result_says_so_and_recovers(browse: LibraryPage, library: Library) -> None:
    field = search_field(browse)
    QTest.keyClicks(field, "trampoline")
    nothing = "No routines match."
    assert column(browse) == []
    assert nothing in [text for text in texts(browse.routine_list) if text]
    assert not view(browse).isVisible()
    assert visible_texts(browse.routine_page) == []
    assert not browse.routine_page.start_button.isVisible()
    assert browse.routine_list.current is None
    QTest.keyClick(field, Qt.Key.Key_Return)  # there is nothing to start, and nothing happens
    browse.refresh()
    assert visible_texts(browse.routine_page) == []
    for _letter in "trampoline":
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert view(browse).isVisible()
    assert column(browse) == [routine.title for routine in library.routines.values()]
    assert browse.routine is not None
    assert browse.routine.title in visible_texts(browse.routine_page)
    assert browse.routine_page.start_button.isVisible()


@pytest.mark.parametrize("before", ["seated-hamstring", "low-back-relief", "settle"])
def test_a_match_in_the_title_comes_first_and_is_chosen(browse: LibraryPage, library: Library, before: str) -> None:
    browse.routine_list.choose(library.routines[before])
    QTest.keyClicks(search_field(browse), "QUAD")
    assert column(browse) == [library.routines[one].title for one in ("quads-lying", "quads-standing")] + [
        library.routines["low-back-relief"].title
    ]
    assert browse.routine is not None
    assert browse.routine.id == "quads-lying"
    assert browse.routine.title in texts(browse.routine_page)
    search_field(browse).clear()
    assert column(browse) == [routine.title for routine in library.routines.values()]
    assert browse.routine is not None
    assert browse.routine.id == before


def test_the_chosen_routine_stays_chosen_while_the_search_finds_it(browse: LibraryPage, library: Library) -> None:
    browse.routine_list.choose(library.routines["inner-thigh"])
    QTest.keyClicks(search_field(browse), "strap")
    assert browse.routine == library.routines["inner-thigh"]
    search_field(browse).clear()
    assert browse.routine == library.routines["inner-thigh"]


def test_the_page_shows_what_the_search_found(browse: LibraryPage) -> None:
    QTest.keyClicks(search_field(browse), "standing")
    assert browse.routine is not None
    assert column(browse) == [browse.routine.title]
    assert browse.routine.title in texts(browse.routine_page)


def test_escape_clears_the_search(browse: LibraryPage, library: Library) -> None:
    field = search_field(browse)
    QTest.keyClicks(field, "strap")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert len(column(browse)) == len(library.routines)


def test_return_in_the_search_starts_the_first_match(qtbot: QtBot, browse: LibraryPage, library: Library) -> None:
    field = search_field(browse)
    QTest.keyClicks(field, "seated")
    with qtbot.waitSignal(browse.start_requested) as asked:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == [library.routines["seated-hamstring"]]


def test_down_in_the_search_moves_in_the_list(browse: LibraryPage) -> None:
    field = search_field(browse)
    QTest.keyClicks(field, "quad")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert browse.routine is not None
    assert browse.routine.title == column(browse)[1]
    assert field.text() == "quad"


def test_return_in_the_list_and_the_start_button_ask_for_the_same(
    qtbot: QtBot, browse: LibraryPage, library: Library
) -> None:
    first = next(iter(library.routines.values()))
    with qtbot.waitSignal(browse.start_requested) as by_key:
        QTest.keyClick(view(browse), Qt.Key.Key_Return)
    with qtbot.waitSignal(browse.start_requested) as by_button:
        QTest.mouseClick(browse.routine_page.start_button, Qt.MouseButton.LeftButton)
    assert by_key.args == by_button.args == [first]


def test_a_routine_from_a_file_is_on_top_and_chosen(qtbot: QtBot, app: AppContext, library: Library) -> None:
    own = replace(library.routines["settle"], id="my-own", title="My own", summary="As I like it")
    browse = shown(qtbot, LibraryPage(app, LIGHT, own))
    assert column(browse)[0] == "My own"
    assert len(column(browse)) == len(library.routines) + 1
    assert browse.routine == own
    assert "As I like it" in texts(browse.routine_page)


def test_a_routine_from_a_file_replaces_ours_of_the_same_id(qtbot: QtBot, app: AppContext, library: Library) -> None:
    own = replace(library.routines["settle"], title="My settling")
    browse = shown(qtbot, LibraryPage(app, LIGHT, own))
    assert browse.routine is own
    assert column(browse)[0] == "My settling"
    assert len(column(browse)) == len(library.routines)
    assert "My settling" in texts(browse.routine_page)


def test_a_routine_named_on_the_command_line_is_chosen(qtbot: QtBot, app: AppContext, library: Library) -> None:
    named_one = library.routines["quads-standing"]
    browse = shown(qtbot, LibraryPage(app, LIGHT, app.library.current.routines["quads-standing"]))
    assert browse.routine is not None
    assert browse.routine.id == named_one.id
    assert column(browse) == [routine.title for routine in library.routines.values()]


def test_control_f_goes_to_the_search(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert search_field(window.library).hasFocus()


def test_the_list_has_the_focus_at_first(window: MainWindow) -> None:
    assert view(window.library).hasFocus()


@pytest.mark.parametrize("text_size", TextSize)
@pytest.mark.parametrize("width", [560, 1120])
def test_no_word_of_the_list_is_cut(browse: LibraryPage, qapp: QApplication, text_size: TextSize, width: int) -> None:
    """A title too wide for its row wraps."""
    apply_theme(qapp, LIGHT, text_size)
    browse.resize(width, 760)
    QApplication.processEvents()
    routines = view(browse)
    metrics = QFontMetrics(routines.font())
    for row, title in enumerate(column(browse)):
        rect = routines.visualRect(routines.model().index(row, 0))
        room = rect.width() - 2 * APART - RING
        lines = metrics.boundingRect(0, 0, room, 1000, Qt.TextFlag.TextWordWrap, title)
        assert lines.width() <= room, title
        assert rect.height() >= lines.height() + metrics.height() // 2 + 2 * CLOSE, title


@pytest.mark.parametrize("size", [(900, 600), (1120, 760), (700, 480)], ids=str)
def test_tab_never_scrolls_the_title_away(
    qtbot: QtBot, window: MainWindow, app: AppContext, size: tuple[int, int]
) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    window.show_routine(app.library.current.routines["low-back-relief"])
    page = window.library.routine_page
    title = next(one for one in page.findChildren(QLabel) if one.property("role") == "title")
    named(window, QListView, "Routines").setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    came_to: list[str] = []
    for _key in range(12):
        focused = window.focusWidget()
        came_to.append(focused.objectName())
        if focused is page.widget():
            assert title.visibleRegion().boundingRect().height() == title.height(), "the page as a whole"
            return
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not come to the page: {came_to}")
