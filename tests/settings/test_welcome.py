"""Whether a person has been welcomed is kept, and what cannot be read counts as no."""

import tomllib
from pathlib import Path

import pytest

from stretchcoach.messages import UserFacingError
from stretchcoach.settings.welcome import keep_welcomed, was_welcomed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """In a folder that is not there yet, as at the first start."""
    return tmp_path / "config" / "welcomed.toml"


def test_no_one_is_welcomed_before_the_first_start(file: Path) -> None:
    assert not was_welcomed(file)


def test_a_welcome_is_kept_as_a_whole(file: Path) -> None:
    keep_welcomed(file)
    assert was_welcomed(file)
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {"format": 1, "welcomed": True}
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "text",
    ["", "format = 1\n", "format = 1\nwelcomed = false\n", 'format = 1\nwelcomed = "yes"\n', "welcomed = ][", "\0"],
)
def test_what_says_nothing_of_it_means_no(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    assert not was_welcomed(file)
    keep_welcomed(file)
    assert was_welcomed(file)


def test_a_folder_that_cannot_be_written_is_told_with_what_would_help(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    with pytest.raises(UserFacingError, match="welcome can't be kept") as told:
        keep_welcomed(file)
    assert str(file) in told.value.notice.what
    assert "It is shown again next time." in told.value.notice.remedy
    assert not was_welcomed(file)


@pytest.mark.parametrize("unreadable", [True, False], ids=["unreadable", "later"])
def test_a_file_that_this_version_cannot_read_means_yes(
    file: Path, unreadable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    file.write_text("format = 1\nwelcomed = true\n" if unreadable else "format = 2\nby = 'a later version'\n")
    if unreadable:
        monkeypatch.setattr(Path, "open", _fail)
    assert was_welcomed(file)


def _fail(*_arguments: object, **_options: object) -> None:
    raise OSError(5, "Input/output error")
