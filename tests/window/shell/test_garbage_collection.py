"""Garbage is collected, and in the window's thread alone."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.window.shell.garbage_collection import GarbageCollection

MANY = 100_000


class Cycle:
    """Can only be ended by the collector; notes in which thread it was."""

    def __init__(self, ended_in: list[str]) -> None:
        self.itself = self
        self._ended_in = ended_in

    def __del__(self) -> None:
        self._ended_in.append(threading.current_thread().name)


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[GarbageCollection]:
    was_enabled = gc.isenabled()
    made = GarbageCollection(qapp)
    yield made
    made.deleteLater()
    if was_enabled:
        gc.enable()


@pytest.mark.usefixtures("garbage")
def test_garbage_of_another_thread_is_ended_in_this_one(qtbot: QtBot) -> None:
    ended_in: list[str] = []
    kept: list[list[int]] = []

    def litter() -> None:
        Cycle(ended_in)
        kept.extend([number] for number in range(MANY))

    thread = threading.Thread(target=litter, name="another")
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(ended_in), timeout=20_000)
    assert ended_in == [threading.main_thread().name]
