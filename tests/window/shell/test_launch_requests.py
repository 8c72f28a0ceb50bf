"""What the window does with the request of another start."""

from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from stretchcoach.desktop.launch_request import LaunchRequest
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.launch_requests import LaunchRequests
from stretchcoach.window.shell.main_window import MainWindow
from tests.journeys.test_second_start import ROUTINE_FILE
from tests.window.finding import button
from tests.window.led import Led

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "does not support propagateSizeHints")


@pytest.fixture
def second(app: AppContext, window: MainWindow) -> LaunchRequests:
    window._library_flow._prefetch.end()  # nothing is spoken ahead
    return LaunchRequests(app, window)


def chosen(window: MainWindow) -> str:
    assert window.library.routine is not None
    return window.library.routine.id


def test_the_routine_is_chosen_also_where_a_search_hides_it(
    qtbot: QtBot, window: MainWindow, second: LaunchRequests
) -> None:
    window.library.routine_list._search.setText("hamstring")
    second.grant(LaunchRequest("settle"))
    qtbot.waitUntil(lambda: chosen(window) == "settle")
    assert not window.session_flow.is_busy


def test_a_file_stands_first_in_the_list(
    qtbot: QtBot, window: MainWindow, second: LaunchRequests, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(ROUTINE_FILE)
    second.grant(LaunchRequest(str(file)))
    qtbot.waitUntil(lambda: chosen(window) == "from-my-physio")
    assert window.library._routines()[0].id == "from-my-physio"
    file.write_text(ROUTINE_FILE.replace("Every evening", "Every morning"))
    second.grant(LaunchRequest(str(file)))
    qtbot.waitUntil(lambda: window.library.routine is not None and window.library.routine.summary == "Every morning.")
    assert [one.id for one in window.library._routines()].count("from-my-physio") == 1


def test_a_file_that_is_gone_by_now_is_a_notice(qtbot: QtBot, window: MainWindow, second: LaunchRequests) -> None:
    second.grant(LaunchRequest("/nowhere/mine.toml"))
    qtbot.waitUntil(lambda: "/nowhere/mine.toml" in window.notice_bar.text)


def test_a_session_goes_on_and_the_routine_is_there_afterwards(
    qtbot: QtBot, window: MainWindow, app: AppContext, second: LaunchRequests
) -> None:
    window.library.routine_list.choose(app.library.current.routines["seated-hamstring"])
    led = Led(app.library.current.routines["seated-hamstring"])
    window.session_flow.begin(led.live_session)
    for name in ("inner-thigh", "settle"):
        second.grant(LaunchRequest(name, start=True))
        told = f"{app.library.current.routines[name].title} comes up after this session."
        qtbot.waitUntil(lambda told=told: window.notice_bar.text == told)  # type: ignore[misc]  # bound in time
    assert window.session.is_running
    assert led.state().name == "RUNNING"
    assert chosen(window) == "seated-hamstring"  # which "Do it again" means
    window.session.stop()
    button(window.finish, "Done").click()
    assert chosen(window) == "settle"
    assert window.notice_bar.text == ""
    assert not window.session_flow.is_busy


def test_the_page_of_an_ended_session_gives_way(
    qtbot: QtBot, window: MainWindow, app: AppContext, second: LaunchRequests
) -> None:
    window.session_flow.begin(Led(app.library.current.routines["seated-hamstring"]).live_session)
    window.session.stop()
    assert window.finish.isVisible()
    second.grant(LaunchRequest("settle"))
    qtbot.waitUntil(lambda: chosen(window) == "settle")
    assert window.library.isVisible()


def test_open_settings_do_not_lie_over_a_session_that_begins(
    qtbot: QtBot, window: MainWindow, second: LaunchRequests
) -> None:
    window.open_settings()
    QThreadPool.globalInstance().waitForDone()
    second.grant(LaunchRequest("settle", start=True))
    qtbot.waitUntil(lambda: window.session.is_running, timeout=60_000)
    assert not [one for one in window.findChildren(QDialog) if one.isVisible()]


def test_a_window_that_is_put_away_comes_back(qtbot: QtBot, window: MainWindow, second: LaunchRequests) -> None:
    window.showMinimized()
    assert window.isMinimized()
    second.grant(LaunchRequest())
    qtbot.waitUntil(lambda: not window.isMinimized())
