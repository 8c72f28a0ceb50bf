"""The whole window, on an offscreen display."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import TextSize
from stretchcoach.speech.engine import Voice
from stretchcoach.speech.renderer import WORKER_COMMAND, Renderer
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.fonts import load_font
from stretchcoach.window.theme.palette import LIGHT
from stretchcoach.window.theme.style import apply_theme

Theme = tuple[QFont, QPalette, str]
"""The application's font, palette and style sheet."""

_MANY = 700
"""The number of widgets in about four windows."""


def theme_of(qapp: QApplication) -> Theme:
    return qapp.font(), qapp.palette(), qapp.styleSheet()


@pytest.fixture(scope="session")
def font(qapp: QApplication) -> QFont:  # noqa: ARG001 - fonts belong to an application
    """The bundled font, loaded once."""
    return load_font()


@pytest.fixture(scope="session")
def default_theme(qapp: QApplication, font: QFont) -> Theme:
    """The bundled font and the light palette."""
    qapp.setStyle("fusion")
    qapp.setFont(font)
    apply_theme(qapp, LIGHT, TextSize.NORMAL)
    return theme_of(qapp)


@pytest.fixture(autouse=True)
def themed(qapp: QApplication, font: QFont, default_theme: Theme) -> Iterator[None]:
    """Start every test with the bundled font and the light palette.

    Closed windows that still wait for garbage collection are restyled too. So restyle only after a test that has
    changed the theme, and collect them before there are thousands.
    """
    if theme_of(qapp) != default_theme:
        qapp.setFont(font)
        apply_theme(qapp, LIGHT, TextSize.NORMAL)
        assert theme_of(qapp) == default_theme
    yield
    if len(qapp.allWidgets()) > _MANY:
        gc.collect()


@pytest.fixture(scope="session")
def installed_voices() -> list[tuple[Voice, ...]]:
    """The answer of the first renderer that was asked for this computer's voices, if any was."""
    return []


@pytest.fixture(autouse=True)
def voices_listed_once(installed_voices: list[tuple[Voice, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """List the computer's voices once in a run: that starts a process, which takes half a second."""
    ask = Renderer.voices

    def voices(self: Renderer) -> tuple[Voice, ...]:
        if self._command != WORKER_COMMAND:
            return ask(self)
        if not installed_voices:
            installed_voices.append(ask(self))
        return installed_voices[0]

    monkeypatch.setattr(Renderer, "voices", voices)


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
