"""The log: its size, its level, and what it must not contain."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchcoach.diagnostics.limits import MAX_LOG_BYTES, OLDER_LOGS
from stretchcoach.diagnostics.log import RunLog, redacted
from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext

_log = logging.getLogger("stretchcoach.tests")
Keep = Callable[..., RunLog]


@pytest.fixture
def keep() -> Iterator[Keep]:
    """Make logs that end with the test."""
    made: list[RunLog] = []

    def make(*arguments: object, **named: object) -> RunLog:
        made.append(RunLog(*arguments, **named))  # type: ignore[arg-type]  # passed on as they are
        return made[-1]

    yield make
    for log in made:
        log.close()


def test_it_is_rotated_before_it_grows_large(tmp_path: Path, keep: Keep) -> None:
    keep(tmp_path / "log" / "window.log")
    for _number in range(12_000):
        _log.warning("a line of about as many letters as there are in most lines of a log, and some more")
    files = sorted((tmp_path / "log").iterdir())
    assert [file.name for file in files] == ["window.log", "window.log.1", "window.log.2"]
    assert len(files) == OLDER_LOGS + 1
    assert all(file.stat().st_size <= MAX_LOG_BYTES for file in files)


def test_without_a_level_warnings_are_kept_and_nothing_is_shown(
    tmp_path: Path, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    log = keep(tmp_path / "window.log")
    _log.debug("one")
    _log.info("two")
    _log.warning("three")
    (line,) = (tmp_path / "window.log").read_text().splitlines()
    assert line.endswith("Z WARNING stretchcoach.tests: three")
    assert capsys.readouterr() == ("", "")
    assert [line.split(": ")[1] for line in log.recent_lines[1:]] == ["two", "three"]  # for the report of a crash


@pytest.mark.parametrize(("level", "count"), [("debug", 5), ("info", 4), ("warning", 2), ("error", 1)])
def test_a_level_holds_for_the_file_and_for_standard_error(
    tmp_path: Path, keep: Keep, capsys: pytest.CaptureFixture[str], level: str, count: int
) -> None:
    keep(tmp_path / "window.log", level)
    for say in (_log.debug, _log.info, _log.warning, _log.error):
        say("a line")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (tmp_path / "window.log").read_text()
    assert len(shown.err.splitlines()) == count


def test_after_the_end_nothing_is_logged(tmp_path: Path, keep: Keep) -> None:
    keep(tmp_path / "window.log").close()
    logging.getLogger("stretchcoach").addHandler(logging.NullHandler())
    _log.warning("too late")
    assert not (tmp_path / "window.log").exists()


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plain").write_text("no folder")
    log = keep(tmp_path / "plain" / "log" / "window.log")
    _log.error("lost, but for the report of a crash")
    assert len(log.recent_lines) == 2
    assert capsys.readouterr() == ("", "")


def test_a_file_that_can_no_longer_be_written_does_no_harm(
    tmp_path: Path, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path / "window.log")
    (tmp_path / "window.log.1").mkdir()
    (tmp_path / "window.log.2").mkdir()
    (tmp_path / "window.log.2" / "in the way").write_text("")
    for _number in range(4_000):
        _log.warning("a line of about as many letters as there are in most lines of a log, and some more")
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_does_no_harm(keep: Keep, capsys: pytest.CaptureFixture[str]) -> None:
    log = keep(Path("/dev/full"))
    for _number in range(1_000):
        _log.warning("a line of about as many letters as there are in most lines of a log, and some more")
    log.close()
    assert capsys.readouterr() == ("", "")


def test_the_home_folder_is_redacted_in_a_traceback_too(tmp_path: Path, keep: Keep, own_home: Path) -> None:
    keep(tmp_path / "window.log")
    try:
        (own_home / "recorder.txt").read_text()
    except OSError:
        _log.exception("no %s", own_home / "x")
    text = (tmp_path / "window.log").read_text()
    assert "~/recorder.txt" in text
    assert str(own_home) not in text


def test_only_whole_words_are_redacted() -> None:
    assert redacted("Legs and legs, Legs-1, Legsy (Legs)", ["Legs"]) == "… and legs, …-1, Legsy (…)"
    assert redacted("My knee and My knee too", ["My knee", "My knee too"]) == "… and …"
    assert redacted(f"{Path.home()}er") == f"{Path.home()}er"


def test_what_belongs_to_the_person_is_redacted(folders: UserFolders, tmp_path: Path, keep: Keep) -> None:
    """Titles, ids and files of their routines, in the list or named, read or refused; and the voice that they chose."""
    routines = folders.data / "routines"
    routines.mkdir(parents=True)
    text = 'format = 1\nid = "{id}"\ntitle = "{title}"\nsummary = "S"\n'
    text += '[[blocks]]\n[[blocks.stretches]]\nstretch = "settle"\n'
    (routines / "listed.toml").write_text(text.format(id="for-my-hernia", title="My hernia"))
    (routines / "broken.toml").write_text("format = 1\n")
    named = tmp_path / "named.toml"
    named.write_text(text.format(id="of-dr-weber", title="Of Dr Weber"))
    (folders.config / "").mkdir(parents=True)
    (folders.config / "settings.toml").write_text('format = 1\nvoice = "Anna Schmidt"\n')
    app = AppContext(folders)
    app.library.find(str(named))
    own = [
        "for-my-hernia",
        "My hernia",
        "listed.toml",
        "broken.toml",
        str(named),
        "of-dr-weber",
        "Of Dr Weber",
        "Anna Schmidt",
    ]
    keep(tmp_path / "window.log", private_words=lambda: app.private_words)
    for word in own:
        _log.warning("said: %s, and Settle", word)
    assert [line.split("said: ")[1] for line in (tmp_path / "window.log").read_text().splitlines()] == [
        "…, and Settle"
    ] * len(own)
    app.close()
