"""The window with everything behind it, on a screen that no one sees."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.studio import Folders, Studio
from stretchcoach.window.main_window import MainWindow
from stretchcoach.window.palette import LIGHT
from stretchcoach.window.style import dress, load_font


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Every test begins with the bundled font and the light colours."""
    qapp.setStyle("fusion")
    qapp.setFont(load_font())
    dress(qapp, LIGHT)


@pytest.fixture
def studio(folders: Folders) -> Iterator[Studio]:
    """A person's studio, over the real voice and files; closing it twice is no matter."""
    made = Studio(folders)
    yield made
    QThreadPool.globalInstance().waitForDone()
    made.close()


@pytest.fixture
def window(qtbot: QtBot, studio: Studio) -> Iterator[MainWindow]:
    """The main window, shown, and closed and gone at the end."""
    made = MainWindow(studio)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.browse.page.widget() is not None)  # lengths come with the second picture
    yield made
    made.close_at_once()
    QApplication.processEvents()
