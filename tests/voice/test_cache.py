"""Spoken lines are kept, and nothing half is ever kept."""

import os
from pathlib import Path

import pytest

from stretchcoach.voice.cache import LineCache


def write(data: bytes, path: Path) -> None:
    path.write_bytes(data)


def test_a_line_is_found_by_engine_voice_rate_and_text(tmp_path: Path) -> None:
    cache = LineCache(tmp_path)
    kept = cache.find_or_keep("In.", "a", 145, lambda path: write(b"in", path))
    assert cache.find("In.", "a", 145) == kept
    for other in (("Out.", "a", 145), ("In.", "b", 145), ("In.", None, 145), ("In.", "a", 150)):
        assert cache.find(*other) is None


def test_it_outlives_the_program(tmp_path: Path) -> None:
    LineCache(tmp_path).find_or_keep("In.", None, 145, lambda path: write(b"in", path))
    found = LineCache(tmp_path).find("In.", None, 145)
    assert found is not None
    assert found.read_bytes() == b"in"


def test_a_line_that_failed_is_not_kept(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("no")

    cache = LineCache(tmp_path)
    with pytest.raises(OSError, match="no"):
        cache.find_or_keep("In.", None, 145, fail)
    assert cache.find("In.", None, 145) is None
    assert not list((tmp_path / "lines").iterdir())


def test_a_folder_that_cannot_be_written_is_replaced_for_this_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = LineCache(blocked)
    kept = cache.find_or_keep("In.", None, 145, lambda path: write(b"in", path))
    assert cache.find("In.", None, 145) == kept
    cache.close()
    assert not kept.exists()


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = LineCache(tmp_path)
    for age, text in enumerate(("new", "middle", "old")):
        path = cache.find_or_keep(text, None, 145, lambda path: write(b"x" * 100, path))
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    cache.find("old", None, 145)
    cache.prune(most_bytes=250)
    assert cache.find("old", None, 145)
    assert cache.find("new", None, 145)
    assert cache.find("middle", None, 145) is None
