"""Settings last beyond the program, and a damaged file loses only the values that were wrong."""

import errno
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, strategies as st

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.settings.choices import PauseOthers, TextSize, Theme
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.store import SettingsFile
from tests.strategies import preferences


def load(path: Path) -> tuple[Preferences, tuple[Notice, ...]]:
    return SettingsFile(path).load()


def save(path: Path, wanted: Preferences) -> None:
    SettingsFile(path).save(wanted)


def as_dict(wanted: Preferences) -> dict[str, Any]:
    values = {field.name: getattr(wanted, field.name) for field in fields(Preferences)}
    return values | {"holds": dict(wanted.holds)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def broken(path: Path, content: bytes) -> tuple[Preferences, Notice, Path]:
    """Load `content`; return the preferences, the only notice, and the file that the notice names."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    before = set(path.parent.iterdir()) - {path}
    wanted, (notice,) = load(path)
    (kept,) = set(path.parent.iterdir()) - before - {path}
    again, notices = load(path)
    assert as_dict(again) == as_dict(wanted), "a good value is lost at the next start"
    assert not notices
    assert str(kept) in str(notice)
    assert kept.read_bytes() == content
    return wanted, notice, kept


@given(
    preferences(),
    st.none() | st.sampled_from(["en-gb", "Tante Käthe", 'a "quoted" one \\']),
    st.integers(80, 260),
    st.integers(0, 100),
    st.sampled_from(Theme),
    st.sampled_from(TextSize),
    st.booleans(),
)
def test_what_is_saved_is_loaded_again(
    tmp_path_factory: pytest.TempPathFactory,
    some: Preferences,
    voice: str | None,
    rate: int,
    volume: int,
    theme: Theme,
    text_size: TextSize,
    voice_on: bool,
) -> None:
    looks = replace(some, theme=theme, text_size=text_size)
    wanted = replace(looks, voice=voice, rate=rate, volume=volume, voice_on=voice_on)
    path = tmp_path_factory.getbasetemp() / "kept-settings" / "settings.toml"
    save(path, wanted)
    loaded, notices = load(path)
    assert notices == ()
    assert as_dict(loaded) == as_dict(wanted)


@given(preferences())
def test_only_what_differs_from_the_defaults_is_written(
    tmp_path_factory: pytest.TempPathFactory, wanted: Preferences
) -> None:
    path = tmp_path_factory.getbasetemp() / "different-settings" / "settings.toml"
    save(path, wanted)
    usual, values = as_dict(Preferences()), as_dict(wanted)
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert written.keys() == {"format"} | {name for name, value in values.items() if value != usual[name]}


def test_the_defaults_need_no_more_than_the_format(path: Path) -> None:
    save(path, Preferences())
    assert path.read_text() == "format = 1\n"


def test_a_missing_file_gives_the_defaults(path: Path) -> None:
    loaded, notices = load(path)
    assert (as_dict(loaded), notices) == (as_dict(Preferences()), ())
    assert not path.parent.exists()


@pytest.mark.parametrize("content", [b"\xff\xfe\0garbage", b"rate = = 3\n", b"\0" * 100, b"format = 0\nrate = 150\n"])
def test_a_file_that_cannot_be_read_is_kept(path: Path, content: bytes) -> None:
    loaded, _notice, _kept = broken(path, content)
    assert as_dict(loaded) == as_dict(Preferences())


def test_a_folder_in_the_place_of_the_file_is_kept(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "inside").write_text("whole")
    loaded, (notice,) = load(path)
    assert as_dict(loaded) == as_dict(Preferences())
    (kept,) = path.parent.iterdir()
    assert str(kept) in str(notice)
    assert (kept / "inside").read_text() == "whole"


def test_a_second_broken_file_gets_a_name_of_its_own(path: Path) -> None:
    first = broken(path, b"first = = 1\n")[2]
    second = broken(path, b"second = = 2\n")[2]
    assert first != second
    assert first.read_bytes() == b"first = = 1\n"


@pytest.mark.parametrize(
    ("wrong", "where", "why"),
    [
        ("volume = 500", "volume", "0 to 100 %"),
        ("volume = 'loud'", "volume", "write a whole number"),
        ("volume = true", "volume", "write a whole number"),
        ("volum = 50", "volum", "did you mean 'volume'?"),
        ("detail = 'chatty'", "detail", "full, brief, count"),
        ("first_side = 'both'", "first_side", "left, right"),
        ("hold = '9999s'", "hold", "5 to 300 s"),
        ("hold = 30", "hold", "write text in quotes"),
        ("change_seconds = nan", "change_seconds", "write an ordinary number"),
        ("change_seconds = 1", "change_seconds", "3 to 60 s"),
        ("voice_on = 'yes'", "voice_on", "write true or false"),
        ("voice = 5", "voice", "write text in quotes"),
        ("reps = 0", "reps", "1 to 10 reps"),
        ("holds = 5", "holds", "write a table"),
        ("holds.settle = '5x'", "holds.settle", "write seconds like 30s"),
        ("theme = 1979-05-27", "theme", "write text in quotes"),
    ],
)
def test_one_wrong_value_leaves_the_good_ones(path: Path, wrong: str, where: str, why: str) -> None:
    good = "format = 1\nrate = 150\nfirst_side = 'right'\nexhale_seconds = 6\n"
    if where == "first_side":
        good = good.replace("first_side = 'right'\n", "")
    loaded, notice, _kept = broken(path, f"{good}{wrong}\n".encode())
    usual = as_dict(Preferences())
    expected = usual | {"rate": 150, "exhale_seconds": 6.0}
    if where != "first_side":
        expected["first_side"] = Side.RIGHT
    assert as_dict(loaded) == expected
    assert f"{where}: " in notice.what
    assert why in notice.what
    assert "rate: " not in notice.what


def test_one_wrong_hold_leaves_the_others(path: Path) -> None:
    loaded, notice, _kept = broken(path, b"format = 1\n[holds]\nsettle = '4b'\ninner-thigh = '1000s'\n")
    assert dict(loaded.holds) == {"settle": Hold(4, "b")}
    assert "holds.inner-thigh: " in notice.what


@pytest.mark.parametrize(("written", "meant"), [("true", PauseOthers.PAUSE), ("false", PauseOthers.OFF)])
def test_a_setting_that_was_a_switch_is_still_read(path: Path, written: str, meant: PauseOthers) -> None:
    path.parent.mkdir()
    path.write_text(f"format = 1\npause_others = {written}\n")
    loaded, notices = load(path)
    assert (loaded.pause_others, notices) == (meant, ())


def test_all_faults_are_reported_at_once(path: Path) -> None:
    _loaded, notice, _kept = broken(path, b"format = 1\nrate = 5\nvolume = 500\nloudness = 3\n")
    assert all(f"{where}: " in notice.what for where in ("rate", "volume", "loudness"))


def test_a_folder_that_is_not_writable_is_reported_with_a_remedy(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("whole")
    with pytest.raises(UserFacingError) as trouble:
        save(file / "settings.toml", Preferences(rate=150, holds=MappingProxyType({"settle": Hold(4, "b")})))
    assert str(file / "settings.toml") in trouble.value.notice.what
    assert "Make that folder writable" in trouble.value.notice.remedy
    assert file.read_text() == "whole"


@pytest.fixture
def linked(path: Path, tmp_path: Path) -> Path:
    """A settings file that is a link into a folder of dotfiles."""
    own = tmp_path / "dotfiles" / "stretchcoach.toml"
    own.parent.mkdir()
    path.parent.mkdir()
    path.symlink_to(own)
    return own


def test_settings_are_written_through_a_link(path: Path, linked: Path) -> None:
    linked.write_text("format = 1\nrate = 150\n")
    file = SettingsFile(path)
    loaded, _notices = file.load()
    file.save(replace(loaded, volume=50))
    assert path.is_symlink()
    assert tomllib.loads(linked.read_text()) == {"format": 1, "rate": 150, "volume": 50}


def test_a_link_to_nothing_yet_is_written_through_as_well(path: Path, linked: Path) -> None:
    save(path, Preferences(rate=150))
    assert path.is_symlink()
    assert "rate = 150" in linked.read_text()


def test_a_damaged_file_behind_a_link_is_copied(path: Path, linked: Path) -> None:
    linked.write_text("format = 1\nrate = 150\nvolume = 500\n")
    loaded, (notice,) = load(path)
    assert loaded.rate == 150
    assert path.is_symlink()
    (kept,) = (one for one in path.parent.iterdir() if one != path)
    assert str(kept) in str(notice)
    assert kept.read_text() == "format = 1\nrate = 150\nvolume = 500\n"
    assert "volume" not in linked.read_text()


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A disk that fails to read while the first item is true."""
    fails = [True]
    opened = Path.open

    def open_or_fail(path: Path, mode: str = "r", **more: Any) -> Any:
        if fails[0] and "r" in mode and path.name == "settings.toml":
            raise OSError(errno.EIO, "Input/output error")
        return opened(path, mode, **more)

    monkeypatch.setattr(Path, "open", open_or_fail)
    return fails


def test_a_file_that_cannot_be_read_right_now_stays_where_it_is(path: Path, failing: list[bool]) -> None:
    path.parent.mkdir()
    path.write_text("format = 1\nrate = 150\n")
    loaded, (notice,) = load(path)
    assert as_dict(loaded) == as_dict(Preferences())
    assert "can't be read right now" in notice.what
    assert "Input/output error" in notice.what
    assert "left as it is" in notice.remedy
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]
    failing[0] = False
    again, notices = load(path)
    assert (again.rate, notices) == (150, ())


def test_a_file_that_could_not_be_read_is_kept_when_a_setting_changes(path: Path, failing: list[bool]) -> None:
    path.parent.mkdir()
    path.write_text("format = 1\nrate = 150\n")
    file = SettingsFile(path)
    loaded, _notices = file.load()
    file.save(replace(loaded, volume=50))
    file.save(replace(loaded, volume=60))
    failing[0] = False
    (kept,) = (one for one in path.parent.iterdir() if one != path)
    assert kept.read_text() == "format = 1\nrate = 150\n"
    assert load(path)[0].volume == 60


def test_a_file_of_a_later_version_is_never_touched(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("format = 2\nrate = 150\nwarp = 9\n")
    file = SettingsFile(path)
    loaded, (notice,) = file.load()
    assert as_dict(loaded) == as_dict(Preferences())
    assert "later Stretch Coach" in notice.what
    assert "Update" in notice.remedy
    for _change in range(2):
        with pytest.raises(UserFacingError, match="does not change their file"):
            file.save(replace(loaded, volume=50))
    assert path.read_text() == "format = 2\nrate = 150\nwarp = 9\n"
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]
