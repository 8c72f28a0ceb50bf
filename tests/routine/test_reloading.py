"""A library notices changed files, can be reloaded while the old one stays usable, and can be translated."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchcoach.files.fault import InvalidFileError
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library, load_library
from tests.routine.test_library import ROUTINE, STRETCH


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    """A copy of the bundled folder that a test may write to."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    for kind, name, text in (("stretches", "calf", STRETCH), ("routines", "morning", ROUTINE)):
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{name}.toml").write_text(text)
    return folder


def write_longer(mine: Path) -> None:
    (mine / "routines" / "morning.toml").write_text(ROUTINE.replace("Morning", "A longer morning"))


def write_at_another_time(mine: Path) -> None:
    path = mine / "routines" / "morning.toml"
    path.write_text(ROUTINE.replace("Morning", "Evening"))
    os.utime(path, ns=(0, 1))


def add(mine: Path) -> None:
    (mine / "stretches" / "second.toml").write_text(STRETCH.replace('"calf"', '"second"'))


def add_misnamed(mine: Path) -> None:
    (mine / "stretches" / "second.toml.txt").write_text(STRETCH)


def remove(mine: Path) -> None:
    (mine / "routines" / "morning.toml").unlink()


def remove_the_folder(mine: Path) -> None:
    shutil.rmtree(mine / "routines")


def rename(mine: Path) -> None:
    (mine / "routines" / "morning.toml").rename(mine / "routines" / "first.toml")


@pytest.mark.parametrize(
    "change", [write_longer, write_at_another_time, add, add_misnamed, remove, remove_the_folder, rename]
)
def test_a_change_of_the_files_is_noticed(mine: Path, change: Callable[[Path], None]) -> None:
    library = load_library([DATA, mine])
    assert not library.has_changed_files()
    change(mine)
    assert library.has_changed_files()
    assert not library.reloaded().has_changed_files()


def test_the_first_own_file_is_noticed(tmp_path: Path, mine: Path) -> None:
    library = load_library([DATA, tmp_path / "new"])
    assert not library.has_changed_files()
    mine.rename(tmp_path / "new")
    assert library.has_changed_files()
    assert "morning" in library.reloaded().routines


def test_other_files_are_no_change(mine: Path) -> None:
    library = load_library([DATA, mine])
    for name in (".calf.toml.swp", ".hidden.toml", "notes.txt", "calf.toml~"):
        (mine / "stretches" / name).write_text("x")
    (mine / "journal.db").write_text("x")
    assert not library.has_changed_files()


def test_the_old_library_stays_as_it_is(mine: Path) -> None:
    old = load_library([DATA, mine])
    before = dict(old.routines)
    write_longer(mine)
    (mine / "stretches" / "calf.toml").write_text(STRETCH.replace('"30s"', '"45s"'))
    new = old.reloaded()
    assert old.routines == before
    assert [library.routines["morning"].title for library in (old, new)] == ["Morning", "A longer morning"]
    assert [str(library.stretches["calf"].dose.hold) for library in (old, new)] == ["30s", "45s"]


def test_a_fixed_fault_is_gone_after_reloading(mine: Path) -> None:
    good = (mine / "stretches" / "calf.toml").read_text()
    (mine / "stretches" / "calf.toml").write_text("format = 1\n")
    library = load_library([DATA, mine])
    assert len(library.invalid_files) == 2
    (mine / "stretches" / "calf.toml").write_text(good)
    assert library.reloaded().invalid_files == ()


def translate(path: Path, language: str, *texts: tuple[str, str]) -> Path:
    """Write a translation of the file at `path` beside it; return where it is."""
    folder = path.parents[1] if path.name != "coaching.toml" else path.parent
    translated = folder / language / path.relative_to(folder)
    translated.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8")
    for old, new in texts:
        assert old in text
        text = text.replace(old, new)
    translated.write_text(text, encoding="utf-8")
    return translated


SETTLE = ('title = "Settle"', 'title = "Ankommen"')


def titles(library: Library) -> tuple[str, str]:
    return library.stretches["settle"].title, library.routines["settle"].title


def test_translated_files_take_the_place_of_the_english_ones(bundled: Path) -> None:
    for kind in ("stretches", "routines"):
        translate(bundled / kind / "settle.toml", "de", SETTLE)
    translate(bundled / "coaching.toml", "de", ('full = "Halfway."', 'full = "Die Hälfte."'))
    english, german = load_library([bundled]), load_library([bundled], "de")
    assert titles(english) == ("Settle", "Settle")
    assert titles(german) == ("Ankommen", "Ankommen")
    assert german.routines["settle"].blocks[0].exercises[0].stretch is german.stretches["settle"]
    assert (english.coaching.halfway.full, german.coaching.halfway.full) == ("Halfway.", "Die Hälfte.")
    assert set(german.stretches) == set(english.stretches)
    assert list(german.routines) == list(english.routines)
    assert german.invalid_files == english.invalid_files == ()
    assert german.stretches["quads-lying"] == english.stretches["quads-lying"]
    assert german.is_bundled(german.stretch_files["settle"])
    assert titles(german.reloaded()) == ("Ankommen", "Ankommen")


def test_without_a_translation_everything_is_english(bundled: Path, library: Library) -> None:
    german = load_library([bundled], "de")
    assert german.stretches == library.stretches
    assert german.routines == library.routines
    assert german.invalid_files == ()


def test_a_damaged_translation_is_reported_and_the_english_file_is_used(bundled: Path) -> None:
    path = translate(bundled / "stretches" / "settle.toml", "de", ("format = 1", "format = = 1"))
    german = load_library([bundled], "de")
    (damaged,) = german.invalid_files
    assert damaged.faults[0].path == path
    assert german.stretches["settle"].title == "Settle"


def test_a_persons_own_file_may_be_translated_too(bundled: Path, mine: Path) -> None:
    translate(mine / "routines" / "morning.toml", "de", ('title = "Morning"', 'title = "Morgen"'))
    assert load_library([bundled, mine], "de").routines["morning"].title == "Morgen"
    assert load_library([bundled, mine]).routines["morning"].title == "Morning"


def test_a_persons_translation_does_not_take_the_place_of_a_bundled_file(bundled: Path, mine: Path) -> None:
    path = translate(mine / "stretches" / "calf.toml", "de", ('id = "calf"', 'id = "settle"'))
    german = load_library([bundled, mine], "de")
    (refused,) = german.invalid_files
    taken = f"is 'settle', which {bundled / 'stretches' / 'settle.toml'} already has, so this file is not used"
    assert taken in str(refused)
    assert refused.faults[0].path == path


def test_a_translation_that_is_added_is_a_change(bundled: Path) -> None:
    english, german = load_library([bundled]), load_library([bundled], "de")
    translate(bundled / "stretches" / "settle.toml", "de", SETTLE)
    assert german.has_changed_files()
    assert not english.has_changed_files()


def test_damaged_coaching_lines_of_a_translation_are_refused(bundled: Path) -> None:
    translate(bundled / "coaching.toml", "de", ("format = 1", "format = 9"))
    with pytest.raises(InvalidFileError, match="is 9; this version"):
        load_library([bundled], "de")
