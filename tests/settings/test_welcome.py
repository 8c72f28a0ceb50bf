"""The welcome is remembered, and a faulty file counts as not welcomed."""

import tomllib
from pathlib import Path

import pytest

from stretchcoach.messages import UserFacingError
from stretchcoach.settings.welcome import WelcomeFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a folder that does not exist yet, as at the first start."""
    return tmp_path / "config" / "welcomed.toml"


def test_no_one_is_welcomed_before_the_first_start(file: Path) -> None:
    assert not WelcomeFile(file).was_seen()


def test_a_welcome_is_kept_as_a_whole(file: Path) -> None:
    WelcomeFile(file).mark_seen()
    assert WelcomeFile(file).was_seen()
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {"format": 1, "welcomed": True}
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "text",
    ["", "format = 1\n", "format = 1\nwelcomed = false\n", 'format = 1\nwelcomed = "yes"\n', "welcomed = ][", "\0"],
)
def test_a_faulty_file_means_no(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    assert not WelcomeFile(file).was_seen()
    WelcomeFile(file).mark_seen()
    assert WelcomeFile(file).was_seen()


def test_a_folder_that_is_not_writable_is_reported_with_a_remedy(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    with pytest.raises(UserFacingError, match="can't remember that it welcomed you") as told:
        WelcomeFile(file).mark_seen()
    assert str(file) in told.value.notice.what
    assert "You will see the welcome again next time." in told.value.notice.remedy
    assert not WelcomeFile(file).was_seen()


@pytest.mark.parametrize("unreadable", [True, False], ids=["unreadable", "later"])
def test_a_file_that_this_version_cannot_read_means_yes(
    file: Path, unreadable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    file.write_text("format = 1\nwelcomed = true\n" if unreadable else "format = 2\nby = 'a later version'\n")
    if unreadable:
        monkeypatch.setattr(Path, "open", _fail)
    assert WelcomeFile(file).was_seen()


def _fail(*_arguments: object, **_options: object) -> None:
    raise OSError(5, "Input/output error")
