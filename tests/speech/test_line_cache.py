"""Spoken lines are cached, and never half a line."""

import os
from pathlib import Path
from typing import Any

import pytest

from stretchcoach.speech import line_cache
from stretchcoach.speech.line_cache import LineCache, LineSpec

IN = LineSpec("natural", "1.0", "heart", 135, "In.")


def write(line: LineSpec, path: Path) -> None:
    path.write_bytes(line.text.encode() * 25)


@pytest.mark.parametrize(
    "change", [{"engine": "system"}, {"version": "1.1"}, {"voice": "emma"}, {"rate": 140}, {"text": "Out."}]
)
def test_a_line_is_found_by_everything_that_decides_how_it_sounds(tmp_path: Path, change: dict[str, Any]) -> None:
    cache = LineCache(tmp_path)
    kept = cache.find_or_render(IN, write)
    assert cache.find(IN) == kept
    assert cache.find(IN._replace(**change)) is None


def test_the_cache_outlives_the_program(tmp_path: Path) -> None:
    LineCache(tmp_path).find_or_render(IN, write)
    found = LineCache(tmp_path).find(IN)
    assert found is not None
    assert found.read_bytes().startswith(b"In.")


def test_a_line_that_failed_is_not_cached(tmp_path: Path) -> None:
    def fail(_line: LineSpec, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("no")

    cache = LineCache(tmp_path)
    with pytest.raises(OSError, match="no"):
        cache.find_or_render(IN, fail)
    assert cache.find(IN) is None
    assert not list((tmp_path / "lines").iterdir())


def test_a_folder_that_is_not_writable_is_replaced_for_this_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = LineCache(blocked)
    kept = cache.find_or_render(IN, write)
    assert cache.find(IN) == kept
    cache.close()
    assert not kept.exists()


def test_the_least_recently_used_line_is_deleted_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = LineCache(tmp_path)
    new, middle, old = (IN._replace(text=text) for text in ("New.", "Mid.", "Old."))
    for age, line in enumerate((new, middle, old)):
        os.utime(cache.find_or_render(line, write), (1_000_000 - age, 1_000_000 - age))
    cache.find(old)
    monkeypatch.setattr(line_cache, "_LIMIT_BYTES", 250)
    cache.prune()
    assert cache.find(old)
    assert cache.find(new)
    assert cache.find(middle) is None
