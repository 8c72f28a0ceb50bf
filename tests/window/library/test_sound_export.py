"""Saving a session as sound from the page of its routine: progress, Cancel, and nothing half-written."""

from dataclasses import replace
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QProgressDialog
from pytestqt.qtbot import QtBot

from stretchcoach.domain.hold import Hold
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import button


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "music"
    made.mkdir()
    return made


@pytest.fixture(autouse=True)
def short_and_silent(app: AppContext) -> None:
    app.preferences.change(replace(app.preferences.current, hold=Hold(5, "s"), reps=1, voice_on=False))


def choose(monkeypatch: pytest.MonkeyPatch, file: Path | None, kind: str = "MP3 (*.mp3)") -> None:
    """Answer the file dialog."""
    chosen = ("", "") if file is None else (str(file), kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: chosen)


def save(window: MainWindow, library: Library, routine: str = "settle") -> None:
    window.show_routine(library.routines[routine])
    QTest.mouseClick(button(window, "Save as sound…"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [("mine.flac", "FLAC (*.flac)", "mine.flac"), ("mine", "OGG (*.ogg)", "mine.ogg"), ("v1.2", "", "v1.2.mp3")],
)
def test_a_session_is_saved_under_the_chosen_name(
    qtbot: QtBot, window: MainWindow, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str,
    kind: str, written: str,
) -> None:  # fmt: skip
    choose(monkeypatch, folder / name, kind)
    save(window, library)
    assert isinstance(window.findChild(QProgressDialog), QProgressDialog)
    qtbot.waitUntil(lambda: f"{written} is saved" in window.notice_bar.text, timeout=60_000)
    assert soundfile.info(folder / written).duration > 20
    assert [one.name for one in folder.iterdir()] == [written]


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_adding_an_extension_asks_before_replacing_a_file(
    qtbot: QtBot, window: MainWindow, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
) -> None:  # fmt: skip
    """The dialog has asked about `mine`, which does not exist, but `mine.mp3` is written."""
    (folder / "mine.mp3").write_text("mine")
    monkeypatch.setattr(QMessageBox, "question", lambda *_arguments: answer)
    choose(monkeypatch, folder / "mine")
    save(window, library)
    if answer is QMessageBox.StandardButton.Yes:
        qtbot.waitUntil(lambda: "mine.mp3 is saved" in window.notice_bar.text, timeout=60_000)
        assert soundfile.info(folder / "mine.mp3").duration > 20
    else:
        assert window.findChild(QProgressDialog) is None
        assert (folder / "mine.mp3").read_text() == "mine"


def test_without_a_name_nothing_is_saved(
    window: MainWindow, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, None)
    save(window, library)
    assert window.findChild(QProgressDialog) is None
    assert not list(folder.iterdir())


def test_cancel_leaves_nothing_and_shows_no_notice(
    qtbot: QtBot, window: MainWindow, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, folder / "mine.mp3")
    save(window, library, "low-back-relief")
    dialog = window.findChild(QProgressDialog)
    assert isinstance(dialog, QProgressDialog)
    qtbot.waitUntil(lambda: dialog.value() > 520, timeout=60_000)
    QTest.mouseClick(button(dialog, "Cancel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0, timeout=60_000)
    QApplication.processEvents()
    assert not list(folder.iterdir())
    assert not window.notice_bar.isVisible() or "mine.mp3" not in window.notice_bar.text
    choose(monkeypatch, folder / "again.wav")
    save(window, library)
    qtbot.waitUntil(lambda: "again.wav is saved" in window.notice_bar.text, timeout=60_000)


def test_an_unwritable_folder_is_reported(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, Path("/proc/mine.mp3"))
    save(window, library)
    qtbot.waitUntil(lambda: "can't be written" in window.notice_bar.text, timeout=60_000)
    assert "Choose a folder that you can write to" in window.notice_bar.text


def test_closing_the_window_while_saving_leaves_nothing(
    qtbot: QtBot, window: MainWindow, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, folder / "mine.mp3")
    save(window, library, "low-back-relief")
    dialog = window.findChild(QProgressDialog)
    assert isinstance(dialog, QProgressDialog)
    qtbot.waitUntil(lambda: dialog.value() > 510, timeout=60_000)
    window.close_at_once()
    assert not list(folder.iterdir())
