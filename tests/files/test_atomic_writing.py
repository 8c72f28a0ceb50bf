"""A written file has the old content or the new, whatever happens during the write."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from stretchcoach.files.atomic_writing import set_aside, write_atomically
from stretchcoach.resources import DATA


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_missing_folder_is_created(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "mine.toml"
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    assert names_in(path.parent) == ["mine.toml"]


def test_the_new_content_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "mine.toml"
    write_atomically(path, b"a longer one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert names_in(path.parent) == ["mine.toml"]


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    in_the_way = folder / "mine.toml"
    in_the_way.mkdir(parents=True)
    (in_the_way / "inside").write_text("whole")
    with pytest.raises(OSError, match=r"mine\.toml"):
        write_atomically(in_the_way, b"new")
    assert names_in(folder) == ["mine.toml"]
    assert (in_the_way / "inside").read_text() == "whole"


def test_a_file_where_its_folder_should_be(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("whole")
    for path in (file / "mine.toml", file / "deeper" / "mine.toml"):
        with pytest.raises(OSError, match="file"):
            write_atomically(path, b"new")
    assert file.read_text() == "whole"


SIZE = 2_000_000
WRITE_FOREVER = f"""
import itertools, sys
from pathlib import Path
from stretchcoach.files.atomic_writing import write_atomically

for letter in itertools.cycle((b"a", b"b")):
    write_atomically(Path(sys.argv[1]), letter * {SIZE})
    print("written", flush=True)
"""


def test_a_program_killed_while_it_writes_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "mine.toml"
    for round_number in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE_FOREVER, str(path)], stdout=subprocess.PIPE, cwd=DATA.parent
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"written\n"
            # Later each time, so that the kill meets the write at another moment.
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=0.0023 * round_number)
            child.kill()
        assert child.returncode < 0, "it was killed and did not end by itself"
        content = path.read_bytes()
        assert content in (b"a" * SIZE, b"b" * SIZE)


def test_each_file_set_aside_has_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    kept: list[Path] = []
    for content in ("one", "two", "three"):
        path.write_text(content)
        kept.append(set_aside(path))
        assert not path.exists()
    assert [one.read_text() for one in kept] == ["one", "two", "three"]
    assert {one.parent for one in kept} == {tmp_path}
    assert all(one.suffix == ".toml" for one in kept)


def test_a_file_set_aside_gets_a_free_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("one")
    name = set_aside(path).name
    other = tmp_path / name
    other.unlink()
    other.mkdir()
    path.write_text("two")
    assert set_aside(path) != other
    assert other.is_dir()


def test_a_missing_file_cannot_be_set_aside(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        set_aside(tmp_path / "mine.toml")


@pytest.mark.parametrize("depth", [1, 2])
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path, depth: int) -> None:
    target = tmp_path / "elsewhere" / "mine.toml"
    target.parent.mkdir()
    path = target
    for number in range(depth):
        link = tmp_path / f"link-{number}.toml"
        link.symlink_to(path)
        path = link
    for content in (b"one", b"two"):
        write_atomically(path, content)
        assert path.is_symlink()
        assert target.read_bytes() == content
    assert names_in(target.parent) == ["mine.toml"]


def test_a_file_keeps_its_permissions_and_a_new_one_has_the_usual_ones(tmp_path: Path) -> None:
    path, usual = tmp_path / "mine.toml", tmp_path / "usual"
    write_atomically(path, b"one")
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o640)
    write_atomically(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".toml")
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"


def test_setting_a_link_aside_copies_its_target(tmp_path: Path) -> None:
    target, path = tmp_path / "target", tmp_path / "mine.toml"
    target.write_text("one")
    path.symlink_to(target)
    kept = set_aside(path)
    assert path.is_symlink()
    assert kept.read_text() == target.read_text() == "one"
