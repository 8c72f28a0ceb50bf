"""A window whose journal a test fills with sessions."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.domain.feeling import Feeling
from stretchcoach.journal.file import JournalFile
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.journal.journal_page import JournalPage
from stretchcoach.window.shell.main_window import MainWindow
from tests.journal.past import stretched

Fill = Callable[..., None]
Open = Callable[[], JournalPage]


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


@pytest.fixture
def fill(folders: UserFolders, library: Library) -> Fill:
    """Return a function that writes sessions of a routine, each so many days ago."""

    def write(*ago: int, routine: str = "seated-hamstring", felt: Feeling | None = None) -> None:
        with closing(JournalFile(folders.data / "journal.db")) as file:
            for days in ago:
                stretched(file, library.routines[routine], today() - dt.timedelta(days=days), felt=felt)

    return write


@pytest.fixture
def shown(qtbot: QtBot, app: AppContext) -> Iterator[MainWindow]:
    window = MainWindow(app)
    window.resize(1120, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window and bool(window.library.routine_page.advice_slots))
    yield window
    window.close_at_once()
    QApplication.processEvents()


@pytest.fixture
def open_page(qtbot: QtBot, shown: MainWindow) -> Open:
    """Return a function that opens the journal page and waits until it is shown."""

    def opened() -> JournalPage:
        with qtbot.waitSignal(shown.pages.journal.shown, timeout=20_000):
            shown.open_journal()
        return shown.pages.journal

    return opened
