"""Real faults in the running window: each is kept once and told once, and nothing of the session is lost by it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.diagnostics.diagnostics import Diagnostics
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.session import State
from stretchcoach.window.shell import crash_page
from stretchcoach.window.shell.crash_handler import CrashHandler
from stretchcoach.window.shell.crash_page import CrashPage
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.widgets.background_task import BackgroundTask
from tests.window.finding import button, visible_texts
from tests.window.led import Led


@pytest.fixture
def records(own_home: Path) -> Iterator[Diagnostics]:
    with closing(Diagnostics(own_home / "log", "window", None)) as made:
        made.start_log()
        yield made


@contextmanager
def watched(window: MainWindow, records: Diagnostics) -> Iterator[None]:
    """Take faults as the program does; the tests' own way of it is back afterwards."""
    with closing(faults := CrashHandler(window, records)):
        faults.listen()
        yield
        QApplication.processEvents()


def fail(*_anything: object, **_named: object) -> None:
    raise RuntimeError("a bug of this test")


def fail_elsewhere(*_anything: object) -> None:
    raise ValueError("another bug of this test")


def reports(records: Diagnostics) -> list[Path]:
    return sorted(records.folder.glob("crash-*.txt"))


def page_of(window: MainWindow) -> CrashPage | None:
    """The page that is before the person now."""
    page = window.pages.currentWidget()
    return page if isinstance(page, CrashPage) else None


def later(do: Callable[[], object]) -> None:
    """Do something as Qt does it: where nobody catches."""
    QTimer.singleShot(0, do)


def test_a_fault_outside_a_session_is_told_and_the_list_is_there_again(
    qtbot: QtBot, window: MainWindow, records: Diagnostics
) -> None:
    with watched(window, records):
        later(fail)
        qtbot.waitUntil(lambda: page_of(window) is not None)
        page = page_of(window)
        assert page is not None
        (file,) = reports(records)
        assert "Something went wrong." in visible_texts(page)
        assert any(str(file) in text for text in visible_texts(page))
        focus = QApplication.focusWidget()
        assert focus is button(page, "Continue")
        assert "This is the program's fault" in focus.accessibleDescription()
        button(page, "Copy the report").click()
        copied = QGuiApplication.clipboard().text()
        assert copied == file.read_text()
        assert "RuntimeError: a bug of this test" in copied
        button(page, "Continue").click()
        assert window.library.isVisible()
        assert page_of(window) is None
    log = (records.folder / "window.log").read_text()
    assert "a bug: a bug of this test" in log
    assert "Traceback" in log


def test_a_session_pauses_where_it_was_and_can_go_on(
    qtbot: QtBot, window: MainWindow, app: AppContext, records: Diagnostics
) -> None:
    led = Led(app.library.current.routines["settle"])
    window.session_flow.begin(led.live_session)
    led.turn_to(20.0)
    with watched(window, records):
        later(fail)
        qtbot.waitUntil(lambda: page_of(window) is not None)
        page = page_of(window)
        assert page is not None
        assert led.state() is State.PAUSED
        assert not window.session._timer.isActive()
        button(page, "Continue").click()
        assert window.session.isVisible()
        assert led.state() is State.PAUSED
        window.session.pause_or_resume()
        assert led.state() is State.RUNNING
        assert led.moment.position == pytest.approx(20.0, abs=1.0)
        assert len(reports(records)) == 1


def test_what_fails_all_the_time_is_kept_once_and_told_once_more_afterwards(
    qtbot: QtBot, window: MainWindow, app: AppContext, records: Diagnostics, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = Led(app.library.current.routines["settle"])
    window.session_flow.begin(led.live_session)
    monkeypatch.setattr(window.session.view, "show_moment", fail)
    with watched(window, records):
        for _frame in range(200):
            later(window.session._tick)
        qtbot.waitUntil(lambda: page_of(window) is not None)
        QApplication.processEvents()
        page = page_of(window)
        assert page is not None
        assert len(window.findChildren(CrashPage)) == 1
        button(page, "Continue").click()
        for _frame in range(200):
            later(window.session._tick)
        qtbot.waitUntil(lambda: window.notice_bar.text.startswith("It went wrong again in the same place."))
        assert "more)" not in window.notice_bar.text
        assert page_of(window) is None
        assert len(reports(records)) == 1
        # Who cannot see the session any more can still leave it.
        later(window.session.stop)
        qtbot.waitUntil(window.finish.isVisible)
        assert not window.session_flow.is_busy
    assert (records.folder / "window.log").read_text().count("Traceback") == 1


def test_a_second_fault_beside_the_page_is_kept_and_opens_no_other(
    qtbot: QtBot, window: MainWindow, records: Diagnostics
) -> None:
    with watched(window, records):
        later(fail)
        later(fail_elsewhere)
        qtbot.waitUntil(lambda: page_of(window) is not None and len(reports(records)) == 2)
        QApplication.processEvents()
        assert len(window.findChildren(CrashPage)) == 1
        page = page_of(window)
        assert page is not None
        button(page, "Continue").click()
        assert window.library.isVisible()


def test_a_coach_that_fails_leads_back_to_the_list(
    qtbot: QtBot, window: MainWindow, app: AppContext, records: Diagnostics, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = Led(app.library.current.routines["settle"])
    window.session_flow.begin(led.live_session)
    with watched(window, records):
        monkeypatch.setattr(led.coach, "tick", fail)
        monkeypatch.setattr(led.coach, "pause", fail_elsewhere)
        later(window.session._tick)
        qtbot.waitUntil(lambda: page_of(window) is not None)
        page = page_of(window)
        assert page is not None
        assert led.voice.is_closed
        button(page, "Continue").click()
        assert window.library.isVisible()
        assert not window.session_flow.is_busy
        assert len(reports(records)) == 2


@pytest.mark.parametrize("where", ["thread", "task", "timer"])
def test_a_fault_of_any_thread_is_told(qtbot: QtBot, window: MainWindow, records: Diagnostics, where: str) -> None:
    with watched(window, records):
        if where == "thread":
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
        elif where == "task":
            task = BackgroundTask(fail)
            task.failed.connect(window.notice_bar.report)
            task.run()
        else:
            timer = QTimer(window, interval=0)
            timer.timeout.connect(fail)
            timer.start()
        qtbot.waitUntil(lambda: page_of(window) is not None)
        QApplication.processEvents()
        for one in window.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly):
            one.stop()
        assert len(reports(records)) == 1


def test_settings_that_are_open_do_not_lie_over_the_page(
    qtbot: QtBot, window: MainWindow, app: AppContext, records: Diagnostics
) -> None:
    led = Led(app.library.current.routines["settle"])
    window.session_flow.begin(led.live_session)
    window.open_settings()
    with watched(window, records):
        later(fail)
        qtbot.waitUntil(lambda: page_of(window) is not None)
        assert QApplication.activeModalWidget() is None
        assert led.state() is State.PAUSED  # closing the settings would have let it go on


def test_a_fault_of_the_page_itself_ends_on_standard_error(
    qtbot: QtBot,
    window: MainWindow,
    records: Diagnostics,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(crash_page, "_where", fail_elsewhere)
    with watched(window, records):
        for _again in range(50):
            later(fail)
        qtbot.waitUntil(lambda: len(reports(records)) == 2)
        QApplication.processEvents()
        assert page_of(window) is None
        assert window.library.isVisible()
    told = capsys.readouterr().err.splitlines()
    assert [line.rsplit(" ", 1)[1].rstrip(".") for line in told] == [str(file) for file in reports(records)]


def test_consequences_without_end_do_not_fill_the_disk(qtbot: QtBot, window: MainWindow, records: Diagnostics) -> None:
    lines = "\n".join(f"    if number == {number}: raise RuntimeError(number)" for number in range(60))
    scope: dict[str, Callable[[int], None]] = {}
    exec(f"def fail_at(number):\n{lines}", scope)  # noqa: S102 - sixty places, each of which fails once
    with watched(window, records):
        for number in range(60):
            later(lambda number=number: scope["fail_at"](number))  # type: ignore[misc]  # bound in time
        QCoreApplication.processEvents()
        qtbot.waitUntil(lambda: page_of(window) is not None)
    assert len(reports(records)) == 10
    assert (records.folder / "window.log").read_text().count("Traceback") == 20


def test_where_no_report_can_be_written_it_can_still_be_copied(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "plain").write_text("no folder")
    with watched(window, Diagnostics(tmp_path / "plain" / "log", "window", None)):
        later(fail)
        qtbot.waitUntil(lambda: page_of(window) is not None)
        page = page_of(window)
        assert page is not None
        assert any("can't be saved" in text for text in visible_texts(page))
        button(page, "Copy the report").click()
        assert "RuntimeError: a bug of this test" in QGuiApplication.clipboard().text()


def test_quit_closes_the_window_also_in_a_session(
    qtbot: QtBot, window: MainWindow, app: AppContext, records: Diagnostics
) -> None:
    led = Led(app.library.current.routines["settle"])
    window.session_flow.begin(led.live_session)
    with watched(window, records):
        later(fail)
        qtbot.waitUntil(lambda: page_of(window) is not None)
        page = page_of(window)
        assert page is not None
        button(page, "Quit").click()
        assert not window.isVisible()
        assert led.voice.is_closed
