"""The library in use is loaded again when a file has changed, and says so."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchcoach.resources import DATA
from stretchcoach.services.library import LibraryService

if TYPE_CHECKING:
    from stretchcoach.routine.library import Library

MINE = """\
format = 1
id = "mine"
title = "Mine"
summary = "A short one."

[[blocks]]

[[blocks.stretches]]
stretch = "settle"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "routines").mkdir()
    return tmp_path


def test_a_new_file_is_found_and_told(folder: Path) -> None:
    service = LibraryService([DATA, folder])
    told: list[Library] = []
    service.subscribe(told.append)
    (folder / "routines" / "mine.toml").write_text(MINE, encoding="utf-8")
    before = service.current
    service.reload()
    assert told == [service.current]
    assert set(service.current.routines) - set(before.routines) == {"mine"}


def test_nothing_is_told_where_nothing_has_changed(folder: Path) -> None:
    service = LibraryService([DATA, folder])
    told: list[Library] = []
    service.subscribe(told.append)
    before = service.current
    service.reload()
    assert not told
    assert service.current is before
