"""Crash reports: what they contain, and how many are kept."""

import re
from pathlib import Path

from stretchcoach import __version__
from stretchcoach.diagnostics.crash_report import write_crash_report


def a_bug(text: str = "a bug of this test") -> RuntimeError:
    def fail() -> None:
        raise RuntimeError(text)

    try:
        fail()
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_with_what_it_happened(tmp_path: Path) -> None:
    report = write_crash_report(a_bug(), tmp_path / "log", ["one line of the log", "another"])
    assert report.file is not None
    assert re.fullmatch(r"crash-\d{8}T\d{6}\.\d{6}Z\.txt", report.file.name)
    assert report.file.read_text() == report.text
    first, *_rest = report.text.splitlines()
    assert f"Stretch Coach {__version__}, Python 3." in first
    assert "RuntimeError: a bug of this test" in report.text
    assert "in fail" in report.text
    assert report.text.endswith("Before that:\none line of the log\nanother\n")


def test_the_last_ten_are_kept(tmp_path: Path) -> None:
    files = [write_crash_report(a_bug(), tmp_path).file for _crash in range(13)]
    assert sorted(tmp_path.glob("crash-*.txt")) == files[3:]


def test_the_home_folder_is_not_named(tmp_path: Path, own_home: Path) -> None:
    report = write_crash_report(a_bug(f"no {own_home}/x"), tmp_path)
    assert "no ~/x" in report.text
    assert str(own_home) not in report.text


def test_a_text_without_end_is_cut(tmp_path: Path) -> None:
    report = write_crash_report(a_bug("x" * 10_000_000), tmp_path)
    assert report.file is not None
    assert report.file.stat().st_size < 1_000_000


def test_without_a_folder_to_write_to_there_is_still_a_report(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("no folder")
    report = write_crash_report(a_bug(), tmp_path / "plain" / "log")
    assert report.file is None
    assert "a bug of this test" in report.text
