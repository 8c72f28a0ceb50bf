"""Notices about the person's files: one line a file, and none of them over a session."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.messages import Notice
from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import button
from tests.window.led import Led


@pytest.fixture
def app(folders: UserFolders) -> Iterator[AppContext]:
    """A app of someone with two faulty files."""
    (folders.data / "routines").mkdir(parents=True)
    (folders.data / "routines" / "a.toml").write_text("format = 1\nsummary = ''\n")
    (folders.data / "routines" / "b c.toml").write_text("format = \n")
    made = AppContext(folders)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, app: AppContext) -> Iterator[MainWindow]:
    made = MainWindow(app)
    made.show()
    qtbot.waitUntil(lambda: made.library.routine_page.widget() is not None)
    yield made
    made.close_at_once()
    QApplication.processEvents()


def test_a_faulty_file_is_one_short_notice(window: MainWindow, folders: UserFolders) -> None:
    routines = folders.data / "routines"
    faults = len(window._app.library.current.invalid_files[0].faults)
    assert faults > 2
    shown = f"a.toml has {faults} faults and is left out. See them with: stretchcoach check {routines}/a.toml"
    assert window.notice_bar.text == f"{shown}  (1 more)"
    button(window.notice_bar, "OK").click()
    assert window.notice_bar.text == (
        f'b c.toml has 1 fault and is left out. See it with: stretchcoach check "{routines}/b c.toml"'
    )
    assert window.notice_bar.height() < 90


def test_a_session_hides_the_notices_about_files_and_no_others(window: MainWindow) -> None:
    button(window.notice_bar, "OK").click()
    led = Led(window._app.library.current.routines["settle"])
    window.session_flow.begin(led.live_session)
    assert not window.notice_bar.isVisible()
    window.notice_bar.tell([Notice("There is no sound.")])
    assert window.notice_bar.text == "There is no sound."
    button(window.notice_bar, "OK").click()
    assert not window.notice_bar.isVisible()
    window.session.stop()
    assert not window.notice_bar.isVisible()
    button(window.finish, "Done").click()
    assert window.notice_bar.text.startswith("b c.toml has 1 fault")
