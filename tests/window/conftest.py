"""The whole window, on an offscreen display."""

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
"""The number of widgets in about four windows."""


@pytest.fixture(scope="session")
def font(qapp: QApplication) -> QFont:  # noqa: ARG001 - fonts belong to an application
    """The bundled font, loaded once."""
    return load_font()


@pytest.fixture(autouse=True)
def themed(qapp: QApplication, font: QFont) -> Iterator[None]:
    """Start every test with the bundled font and the light palette.

    Closed windows that still wait for garbage collection are restyled too, so collect them before there are thousands.
    """
    qapp.setStyle("fusion")
    qapp.setFont(font)
    apply_theme(qapp, LIGHT, TextSize.NORMAL)
    yield
    if len(qapp.allWidgets()) > _MANY:
        gc.collect()


@pytest.fixture
def app(folders: UserFolders) -> Iterator[AppContext]:
    """An AppContext with the real voice and files. Closing it twice does no harm."""
    made = AppContext(folders)
    yield made
    QThreadPool.globalInstance().waitForDone()
    made.close()


@pytest.fixture
def window(qtbot: QtBot, app: AppContext) -> Iterator[MainWindow]:
    """The main window, shown; it is closed after the test."""
    made = MainWindow(app)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.library.routine_page.widget() is not None)  # lengths are shown after the second paint
    yield made
    made.close_at_once()
    QApplication.processEvents()
