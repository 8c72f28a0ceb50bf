"""The user's own files beside the bundled ones, and how a routine is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stretchcoach.files.fault import InvalidFileError
from stretchcoach.resources import DATA
from stretchcoach.routine.checking import check_files
from stretchcoach.routine.library import Library, UnknownNameError, load_library

STRETCH = """\
format = 1
id = "calf"
title = "Calf at the wall"
why = "A long calf makes walking easy."
feel = "A pull below the knee."

[dose]
hold = "30s"

[[set_up]]
full = "Stand with the {side} leg back."
brief = "Leg back."
"""
ROUTINE = """\
format = 1
id = "morning"
title = "Morning"
summary = "The calves, then the thighs."
order = 15

[[blocks]]
[[blocks.stretches]]
stretch = "calf"
[[blocks.stretches]]
stretch = "quads-standing"
hold = "3b"
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A user's folder with one stretch and one routine."""
    folder = tmp_path / "mine"
    for kind, name, text in (("stretches", "calf", STRETCH), ("routines", "morning", ROUTINE)):
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{name}.toml").write_text(text)
    return folder


def test_own_files_are_in_the_same_list(mine: Path, library: Library) -> None:
    both = load_library([DATA, mine])
    assert both.invalid_files == ()
    assert set(both.stretches) == {*library.stretches, "calf"}
    # Its order, 15, puts it between our first, 10, and our second, 20.
    assert list(both.routines)[:3] == ["seated-hamstring", "morning", "low-back-relief"]
    morning = both.find("morning")
    assert [exercise.stretch.id for exercise in morning.exercises] == ["calf", "quads-standing"]
    assert [str(exercise.dose.hold) for exercise in morning.exercises] == ["30s", "3b"]


def test_a_missing_folder_counts_as_empty(tmp_path: Path, library: Library) -> None:
    both = load_library([DATA, tmp_path / "nowhere"])
    assert both.invalid_files == ()
    assert list(both.routines) == list(library.routines)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("stretches", b"\xff\xff"),
        ("stretches", b"format = = 1"),
        ("routines", b""),
        ("routines", ROUTINE.replace('"calf"', '"calves"').encode()),
        ("routines", b"format = 7\n"),
    ],
)
def test_a_damaged_file_does_not_stop_the_others(mine: Path, kind: str, content: bytes) -> None:
    damaged = mine / kind / "a-damaged-one.toml"
    damaged.write_bytes(content)
    both = load_library([DATA, mine])
    (refused,) = both.invalid_files
    assert {fault.path for fault in refused.faults} == {damaged}
    assert "calf" in both.stretches
    assert "morning" in both.routines


def test_a_folder_named_like_a_file_does_not_stop_the_others(mine: Path) -> None:
    (mine / "routines" / "folder.toml").mkdir()
    both = load_library([DATA, mine])
    assert len(both.invalid_files) == 1
    assert "morning" in both.routines


def test_a_routine_with_a_damaged_stretch_names_that_stretch(mine: Path) -> None:
    (mine / "stretches" / "calf.toml").write_text("format = 1\n")
    both = load_library([DATA, mine])
    stretch, routine = both.invalid_files
    assert "calf.toml" in str(stretch)
    assert "is 'calf', which is not a known stretch" in str(routine)
    assert "morning" not in both.routines


@pytest.mark.parametrize(
    ("kind", "text", "old", "ours"),
    [("stretches", STRETCH, "calf", "settle"), ("routines", ROUTINE, "morning", "low-back-relief")],
)
def test_the_second_file_with_an_id_is_refused_and_names_the_first(
    mine: Path, library: Library, kind: str, text: str, old: str, ours: str
) -> None:
    second = mine / kind / "second.toml"
    second.write_text(text.replace(f'id = "{old}"', f'id = "{ours}"'))
    both = load_library([DATA, mine])
    (refused,) = both.invalid_files
    first = DATA / kind / f"{ours}.toml"
    assert str(refused).startswith(
        f"{second}:2: id: is '{ours}', which {first} already has, so this file is not used; "
    )
    assert both.stretches["settle"] == library.stretches["settle"]
    assert both.routines["low-back-relief"].title == library.routines["low-back-relief"].title


def test_damaged_coaching_lines_are_refused(tmp_path: Path) -> None:
    (tmp_path / "coaching.toml").write_text("format = 1\n")
    with pytest.raises(InvalidFileError, match="opening: is missing"):
        load_library([tmp_path])


def test_a_routine_is_found_by_its_id(library: Library) -> None:
    assert library.find("settle") is library.routines["settle"]


def test_a_routine_is_found_by_its_path(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = load_library([DATA, mine])
    path = mine / "routines" / "morning.toml"
    read = replace(both.routines["morning"], file=str(path))
    assert both.find(str(path)) == read
    monkeypatch.chdir(mine / "routines")
    assert both.find("morning.toml") == read


def test_a_path_without_a_file_is_an_error(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError, match=r"nothing\.toml:1: file: can't be read"):
        library.find(str(tmp_path / "nothing.toml"))


@pytest.mark.parametrize(
    ("name", "near"),
    [("setle", "settle"), ("Low-Back-Relief", "low-back-relief"), ("quads-laying", "quads-lying")],
)
def test_an_unknown_name_gets_a_suggestion(library: Library, name: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as unknown:
        library.find(name)
    assert repr(name) in unknown.value.notice.what
    assert unknown.value.notice.remedy == f"Did you mean {near}?"


@pytest.mark.parametrize("name", ["xyzzy", "", "ü", "9" * 1000])
def test_a_name_unlike_any_other_gets_a_hint_to_the_list(library: Library, name: str) -> None:
    with pytest.raises(UnknownNameError, match="List them all with: stretchcoach list"):
        library.find(name)


def test_a_file_of_either_kind_is_checked(mine: Path) -> None:
    both = load_library([DATA, mine])
    for path, old, new, place in (
        (mine / "stretches" / "calf.toml", 'hold = "30s"', 'hold = "30"', "8: dose.hold: "),
        (mine / "routines" / "morning.toml", 'hold = "3b"', 'hold = "3"', "12: blocks[1].stretches[2].hold: "),
    ):
        assert checked(both, path) == [None]
        path.write_text(path.read_text().replace(old, new))
        (refused,) = checked(both, path)
        assert str(refused).startswith(f"{path}:{place}")


def checked(library: Library, *paths: Path) -> list[InvalidFileError | None]:
    return [made if isinstance(made, InvalidFileError) else None for _path, made in check_files(library, paths)]


def test_the_id_of_a_bundled_file_is_a_fault(tmp_path: Path) -> None:
    ours = load_library([DATA])
    mine = tmp_path / "mine.toml"
    for text, old, kind in ((STRETCH, "calf", "stretches"), (ROUTINE.replace("calf", "settle"), "morning", "routines")):
        mine.write_text(text.replace(f'id = "{old}"', 'id = "quads-lying"').replace('"settle"', '"quads-lying"'))
        (refused,) = checked(ours, mine)
        taken = f"is 'quads-lying', which {DATA / kind / 'quads-lying.toml'} already has"
        assert str(refused).startswith(f"{mine}:2: id: {taken}")


def test_a_file_of_the_library_may_have_its_own_id(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = load_library([DATA, mine])
    assert checked(both, *DATA.glob("stretches/*.toml"), *DATA.glob("routines/*.toml")) == [None] * 13
    monkeypatch.chdir(mine / "routines")
    assert checked(both, Path("morning.toml"), mine / "routines" / ".." / "stretches" / "calf.toml") == [None, None]


def test_a_duplicate_id_is_a_fault_only_in_the_same_folder(mine: Path, tmp_path: Path) -> None:
    beside, elsewhere = mine / "stretches" / "zebra.toml", tmp_path / "calf.toml"
    for path in (beside, elsewhere):
        path.write_text(STRETCH)
    both = load_library([DATA, mine])
    refused, draft = checked(both, beside, elsewhere)
    assert f"which {mine / 'stretches' / 'calf.toml'} already has, so this file is not used" in str(refused)
    assert draft is None


@pytest.mark.parametrize("order", [1, -1])
def test_a_routine_may_use_the_stretches_checked_with_it(tmp_path: Path, order: int) -> None:
    ours = load_library([DATA])
    stretch, routine = tmp_path / "calf.toml", tmp_path / "morning.toml"
    stretch.write_text(STRETCH)
    routine.write_text(ROUTINE)
    assert checked(ours, *[stretch, routine][::order]) == [None, None]
    (alone,) = checked(ours, routine)
    assert "is 'calf', which is not a known stretch" in str(alone)
    stretch.write_text("format = 1\n")
    assert None not in checked(ours, stretch, routine)


@pytest.mark.parametrize(
    "name", ["._calf.toml", ".#calf.toml", ".calf.toml", "calf.toml~", "#calf.toml#", "calf.toml.bak"]
)
def test_leftovers_of_editors_and_systems_are_ignored(mine: Path, name: str) -> None:
    for kind in ("stretches", "routines"):
        (mine / kind / name).write_bytes(b"\0\x05\x16\x07 what macOS keeps there")
    both = load_library([DATA, mine])
    assert both.invalid_files == ()
    assert "calf" in both.stretches


def test_a_dangling_lock_link_of_an_editor_is_ignored(mine: Path) -> None:
    (mine / "routines" / ".#morning.toml").symlink_to("somebody@somewhere.1234")
    assert load_library([DATA, mine]).invalid_files == ()


@pytest.mark.parametrize("ending", [".TOML", ".Toml"])
def test_an_ending_may_be_in_capitals(mine: Path, ending: str) -> None:
    (mine / "routines" / "morning.toml").rename(mine / "routines" / f"MORNING{ending}")
    both = load_library([DATA, mine])
    assert "morning" in both.routines
    assert both.find(str(mine / "routines" / f"MORNING{ending}")).id == "morning"


def test_an_ending_added_by_a_text_editor_is_reported_with_the_right_name(mine: Path) -> None:
    (mine / "routines" / "morning.toml").rename(mine / "routines" / "morning.toml.txt")
    (refused,) = load_library([DATA, mine]).invalid_files
    told = "morning.toml.txt ends in .txt, so it is not used; rename it to morning.toml."
    assert str(refused.summary) == told
    assert "ends in .txt, so it is not used; rename it to morning.toml" in str(refused)


def test_a_folder_that_cannot_be_read_does_not_stop_the_others(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    iterdir = Path.iterdir

    def fail(folder: Path) -> Iterator[Path]:
        if folder == mine / "routines":
            raise OSError(5, "Input/output error")
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", fail)
    both = load_library([DATA, mine])
    (refused,) = both.invalid_files
    assert str(refused.summary) == "routines can't be read (Input/output error); check its permissions."
    assert "calf" in both.stretches
