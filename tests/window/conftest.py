"""The window with everything behind it, on a screen that no one sees."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import TextSize
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.fonts import load_font
from stretchcoach.window.theme.palette import LIGHT
from stretchcoach.window.theme.style import apply_theme

_MANY = 700
"""Widgets of about four windows."""


@pytest.fixture(scope="session")
def font(qapp: QApplication) -> QFont:  # noqa: ARG001 - fonts belong to an application
    """The bundled font, loaded once."""
    return load_font()


@pytest.fixture(autouse=True)
def themed(qapp: QApplication, font: QFont) -> Iterator[None]:
    """Every test begins with the bundled font and the light colours.

    Closed windows that wait for a search for garbage would be restyled too: thousands of widgets at every test.
    """
    qapp.setStyle("fusion")
    qapp.setFont(font)
    apply_theme(qapp, LIGHT, TextSize.NORMAL)
    yield
    if len(qapp.allWidgets()) > _MANY:
        gc.collect()


@pytest.fixture
def app(folders: UserFolders) -> Iterator[AppContext]:
    """A person's app, over the real voice and files; closing it twice is no matter."""
    made = AppContext(folders)
    yield made
    QThreadPool.globalInstance().waitForDone()
    made.close()


@pytest.fixture
def window(qtbot: QtBot, app: AppContext) -> Iterator[MainWindow]:
    """The main window, shown, and closed and gone at the end."""
    made = MainWindow(app)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.browse.page.widget() is not None)  # lengths come with the second picture
    yield made
    made.close_at_once()
    QApplication.processEvents()
