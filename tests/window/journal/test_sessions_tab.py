"""The sessions tab: sessions are shown, changed and deleted, and every change can be undone."""

import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from stretchcoach.domain.feeling import Feeling
from stretchcoach.journal.file import JournalFile
from stretchcoach.journal.history import PastSession
from stretchcoach.journal.records import StoredSession, stored_sessions
from stretchcoach.journal.schema import VERSION
from stretchcoach.paths import UserFolders
from stretchcoach.session.hold_records import HoldRecord
from stretchcoach.window.journal.dates import long_day
from stretchcoach.window.journal.journal_page import JournalPage
from stretchcoach.window.journal.session_list import BATCH_SIZE
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.widgets.feeling_question import FeelingQuestion
from tests.window.finding import button, named, visible_texts
from tests.window.journal.conftest import Fill, Open
from tests.window.waiting import wait_for

Key = Qt.Key
LEFT = "Seated hamstring, left: seconds held"


def kept(folders: UserFolders) -> dict[str, StoredSession]:
    """Return every session in the journal file, by its uid."""
    with closing(JournalFile(folders.data / "journal.db")) as file:
        return {one.uid: one._replace(holds=tuple(sorted(one.holds))) for one in stored_sessions(file)}


def detail_of(page: JournalPage, qtbot: QtBot) -> None:
    page._tabs.setCurrentWidget(page.sessions)
    qtbot.waitUntil(lambda: bool(page.sessions.detail.findChildren(QSpinBox)))


def undo(page: JournalPage) -> None:
    QTest.keyClick(page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(page._queue)


def written(page: JournalPage) -> None:
    wait_for(page._queue)


def test_a_session_shows_its_holds(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(1, routine="low-back-relief")
    page = open_page()
    detail_of(page, qtbot)
    said = visible_texts(page.sessions.detail)
    assert "Low back relief" in said
    assert any("Completed." in one for one in said)
    assert {"Lying hamstring with a strap", "Inner thigh with a strap", "Quads lying face down"} <= set(said)
    held = [one.value() for one in page.sessions.detail.findChildren(QSpinBox)]
    assert sorted(held) == [30, 30, 60, 60, 60, 60, 60], "the settling included"
    assert len(page.sessions.detail.findChildren(FeelingQuestion)) == 3, "settling has no question"


@pytest.mark.parametrize("by_key", [True, False])
def test_a_deleted_session_comes_back_as_it_was(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders, by_key: bool
) -> None:
    fill(4, 2, 1, felt=Feeling.EASY)
    before = kept(folders)
    page = open_page()
    detail_of(page, qtbot)
    sessions = page.sessions.session_list
    sessions.setCurrentIndex(sessions.model().index(1, 0))
    gone = sessions.current
    assert gone is not None
    qtbot.waitUntil(lambda: any(long_day(gone.day) in text for text in visible_texts(page.sessions.detail)))
    if by_key:
        QTest.keyClick(sessions, Key.Key_Delete)
    else:
        button(page.sessions.detail, "Delete this session").click()
    qtbot.waitUntil(lambda: sessions.model().rowCount() == 2)
    assert len(kept(folders)) == 2
    assert page.undo_bar.isVisible()
    undo(page)
    qtbot.waitUntil(lambda: sessions.model().rowCount() == 3)
    assert kept(folders) == before
    assert sessions.current == gone
    assert not page.undo_bar.isVisible()


def test_deleting_the_only_session_can_be_undone(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders
) -> None:
    fill(1)
    page = open_page()
    detail_of(page, qtbot)
    QTest.keyClick(page.sessions.session_list, Key.Key_Delete)
    qtbot.waitUntil(lambda: "Nothing here yet." in visible_texts(page))
    QTest.keyClick(page.sessions.session_list, Key.Key_Delete)  # there is nothing to delete
    QTest.mouseClick(page.undo_bar.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.sessions.session_list.isVisible)
    qtbot.waitUntil(lambda: page.sessions.session_list.model().rowCount() == 1)
    assert len(kept(folders)) == 1


def test_a_feeling_can_be_changed_and_the_change_undone(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders
) -> None:
    fill(1, felt=Feeling.EASY)
    before = kept(folders)
    page = open_page()
    detail_of(page, qtbot)
    (question,) = page.sessions.detail.findChildren(FeelingQuestion)
    assert question.feelings == (Feeling.EASY,)
    question.visible_answers[0].answer(Feeling.TOO_MUCH)
    written(page)
    (session,) = kept(folders).values()
    assert {hold.feeling for hold in session.holds} == {"too-much"}
    qtbot.waitUntil(page.undo_bar.isVisible)
    undo(page)
    assert kept(folders) == before
    qtbot.waitUntil(
        lambda: [one.feelings for one in page.sessions.detail.findChildren(FeelingQuestion)] == [(Feeling.EASY,)]
    )


def test_the_length_of_a_hold_can_be_changed(qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders) -> None:
    fill(1)
    before = kept(folders)
    page = open_page()
    detail_of(page, qtbot)
    named(page.sessions.detail, QSpinBox, LEFT).setValue(33)
    written(page)
    (session,) = kept(folders).values()
    assert {hold.side: hold.held_seconds for hold in session.holds}["left"] == 33
    qtbot.waitUntil(lambda: page.overview.bars.rows == [("Hamstrings", "0.8 min")])
    named(page.sessions.detail, QSpinBox, LEFT).setValue(34)
    qtbot.waitUntil(lambda: len(page.undo_bar._changes) == 2)
    undo(page)
    undo(page)
    assert kept(folders) == before


def test_escape_discards_typing_and_undo_works_from_the_field(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders, shown: MainWindow
) -> None:
    fill(1)
    before = kept(folders)
    page = open_page()
    detail_of(page, qtbot)
    field = named(page.sessions.detail, QSpinBox, LEFT)
    field.setFocus()
    QTest.keyClicks(field, "44")
    QTest.keyClick(field, Key.Key_Escape)
    assert shown.pages.currentWidget() is page
    written(page)
    assert kept(folders) == before
    QTest.keyClick(field, Key.Key_Up)
    qtbot.waitUntil(page.undo_bar.isVisible)
    QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.undo_bar.isVisible())
    written(page)
    assert kept(folders) == before
    qtbot.waitUntil(lambda: named(page.sessions.detail, QSpinBox, LEFT).hasFocus())
    QTest.keyClick(named(page.sessions.detail, QSpinBox, LEFT), Key.Key_Escape)
    assert shown.pages.currentWidget() is shown.library


def test_the_focus_stays_on_delete_for_the_next_session(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(1)
    fill(2, routine="settle")
    page = open_page()
    detail_of(page, qtbot)
    delete = button(page.sessions.detail, "Delete this session")
    delete.setFocus()
    QTest.keyClick(delete, Key.Key_Return)
    qtbot.waitUntil(lambda: page.sessions.session_list.model().rowCount() == 1)
    written(page)
    qtbot.waitUntil(lambda: button(page.sessions.detail, "Delete this session").hasFocus())


def test_a_deletion_can_be_undone_after_leaving_the_page(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders
) -> None:
    fill(2, 1)
    before = kept(folders)
    page = open_page()
    detail_of(page, qtbot)
    QTest.keyClick(page.sessions.session_list, Key.Key_Delete)
    qtbot.waitUntil(lambda: page.sessions.session_list.model().rowCount() == 1)
    page.left.emit()
    page = open_page()
    assert page.undo_bar.isVisible()
    page.undo_bar.undo()
    qtbot.waitUntil(lambda: page.sessions.session_list.model().rowCount() == 2)
    assert kept(folders) == before


def test_sides_that_felt_different_are_shown_apart(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders
) -> None:
    fill(1)
    with closing(JournalFile(folders.data / "journal.db")) as file:
        file.change("UPDATE hold SET feeling = 'easy' WHERE side = 'left'")
    page = open_page()
    detail_of(page, qtbot)
    (question,) = page.sessions.detail.findChildren(FeelingQuestion)
    assert [one.feeling for one in question.visible_answers] == [Feeling.EASY, None]


def test_older_sessions_are_read_on_scrolling(qtbot: QtBot, fill: Fill, open_page: Open) -> None:
    fill(*range(1, 2 * BATCH_SIZE + 20), routine="settle")
    page = open_page()
    page._tabs.setCurrentWidget(page.sessions)
    sessions = page.sessions.session_list

    def all_there() -> bool:
        sessions.scrollToBottom()
        return sessions.model().rowCount() == 2 * BATCH_SIZE + 19

    qtbot.waitUntil(all_there, timeout=20_000)
    days = [sessions.model().index(row, 0).data(Qt.ItemDataRole.UserRole).day for row in range(2 * BATCH_SIZE + 19)]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == len(days)


def test_a_journal_of_a_later_version_is_read_only(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders, shown: MainWindow
) -> None:
    fill(1, felt=Feeling.EASY)
    before = kept(folders)
    with closing(JournalFile(folders.data / "journal.db")) as file:
        file.change(f"PRAGMA user_version = {VERSION + 1}")
    page = open_page()
    detail_of(page, qtbot)
    qtbot.waitUntil(shown.notice_bar.isVisible)
    assert any("later Stretch Coach" in text for text in visible_texts(shown.notice_bar))
    QTest.keyClick(page.sessions.session_list, Key.Key_Delete)
    named(page.sessions.detail, QSpinBox, LEFT).setValue(33)
    qtbot.waitUntil(lambda: named(page.sessions.detail, QSpinBox, LEFT).value() == 50, timeout=10_000)
    assert page.sessions.session_list.model().rowCount() == 1
    assert not page.undo_bar.isVisible()
    assert kept(folders) == before


def locked(folders: UserFolders) -> sqlite3.Connection:
    """Hold a write lock on the journal, as another program might."""
    connection = sqlite3.connect(folders.data / "journal.db", isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    return connection


def test_an_undo_that_fails_can_be_tried_again(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders, shown: MainWindow
) -> None:
    fill(2, 1)
    before = kept(folders)
    page = open_page()
    detail_of(page, qtbot)
    QTest.keyClick(page.sessions.session_list, Key.Key_Delete)
    qtbot.waitUntil(page.undo_bar.isVisible)
    with closing(locked(folders)):
        page.undo_bar.undo()
        qtbot.waitUntil(shown.notice_bar.isVisible, timeout=20_000)
        qtbot.waitUntil(page.undo_bar.isVisible, timeout=20_000)
    page.undo_bar.undo()
    qtbot.waitUntil(lambda: page.sessions.session_list.model().rowCount() == 2)
    assert kept(folders) == before


def test_an_answer_belongs_to_the_session_on_the_screen(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders
) -> None:
    fill(2, 1)
    page = open_page()
    detail_of(page, qtbot)
    seen = page.sessions.session_list.current
    assert seen is not None
    (question,) = page.sessions.detail.findChildren(FeelingQuestion)
    page.sessions.session_list.setCurrentIndex(
        page.sessions.session_list.model().index(1, 0)
    )  # which is still to be read
    question.visible_answers[0].answer(Feeling.TOO_MUCH)
    written(page)
    felt = {uid: {hold.feeling for hold in one.holds} for uid, one in kept(folders).items()}
    assert felt.pop(seen.uid) == {"too-much"}
    assert list(felt.values()) == [{None}]


def test_a_half_typed_number_is_saved_when_the_window_closes(
    qtbot: QtBot, fill: Fill, open_page: Open, folders: UserFolders, shown: MainWindow
) -> None:
    fill(1)
    page = open_page()
    detail_of(page, qtbot)
    field = named(page.sessions.detail, QSpinBox, LEFT)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "44")
    shown.close()
    (session,) = kept(folders).values()
    assert {hold.side: hold.held_seconds for hold in session.holds}["left"] == 44


def test_moving_fast_through_the_list_reads_only_the_last_session(
    qtbot: QtBot, fill: Fill, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(*range(1, 12), routine="settle")
    page = open_page()
    detail_of(page, qtbot)
    read: list[object] = []
    holds = page._past.holds

    def counted(session: PastSession) -> tuple[HoldRecord, ...]:
        read.append(session)
        return holds(session)

    monkeypatch.setattr(page._past, "holds", counted)
    blocked = threading.Event()
    page._queue.write(lambda: blocked.wait(10), lambda _done: None, lambda _error: None)
    for row in range(1, 10):
        page.sessions.session_list.setCurrentIndex(page.sessions.session_list.model().index(row, 0))
    blocked.set()
    qtbot.waitUntil(lambda: page.sessions.detail.widget() is not None and bool(read))
    written(page)
    assert read == [page.sessions.session_list.current]
