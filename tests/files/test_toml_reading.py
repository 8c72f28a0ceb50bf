"""Any file is either read, or refused with a helpful message."""

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from stretchcoach.files.fault import Fault, InvalidFileError
from stretchcoach.files.table import Table
from stretchcoach.files.toml_reading import LARGEST_BYTES, read_table


def only_fault(path: Path) -> Fault:
    """Return the only fault, found as readers do: a fault in `format` is raised together with the others."""
    with pytest.raises(InvalidFileError) as refused:
        read_table(path).raise_if_faulty()
    (fault,) = refused.value.faults
    assert fault.path == path
    return fault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def test_a_missing_file(path: Path) -> None:
    fault = only_fault(path)
    assert (fault.line, fault.where) == (1, "file")
    assert "check its name" in fault.message


def test_a_folder(path: Path) -> None:
    path.mkdir()
    assert "is not a regular file; choose a file that ends in .toml" in only_fault(path).message


def test_a_pipe_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    assert "is not a regular file" in only_fault(path).message


def test_two_gigabytes_are_not_read(path: Path) -> None:
    path.touch()
    os.truncate(path, 2 * 1024**3)
    assert "2048.0 MiB; the limit is 1 MiB" in only_fault(path).message


def test_one_byte_too_many(path: Path) -> None:
    good = b"format = 1\n"
    path.write_bytes(good.ljust(LARGEST_BYTES, b"#"))
    read_table(path).raise_if_faulty()
    path.write_bytes(good.ljust(LARGEST_BYTES + 1, b"#"))
    assert "make it smaller" in only_fault(path).message


@pytest.mark.parametrize(
    ("content", "line", "where", "helpful"),
    [
        (b"format = 1\n\nx = '\xff'\n", 3, "file", "save it as UTF-8"),
        ("format = 1\nx = 'ä'\n".encode("utf-16"), 1, "file", "save it as UTF-8"),
        (b"format = 1\n\nx = = 2\n", 3, "TOML", "look for a missing quote"),
        (b"format = 1\nx = 1\nx = 2\n", 3, "TOML", "look for a missing quote"),
        (b"\0\0\0", 1, "TOML", "look for a missing quote"),
        (b"format = 1\nx = " + b"[" * 5000, 1, "TOML", "use fewer levels"),
        (b"format = 1\nx = " + b"[" * 5000 + b"]" * 5000, 1, "TOML", "use fewer levels"),
        (b"format = 1\nx = " + b"{a=" * 5000, 1, "TOML", "use fewer levels"),
        (b"", 1, "file", "is empty; start it with format = 1"),
        (b"# soon\n", 1, "file", "is empty; start it with format = 1"),
        (b"x = 1\n", 1, "format", "is missing; add format = 1"),
        (b"x = 1\nformat = 2\n", 2, "format", "is 2; this version of Stretch Coach reads format = 1"),
        (b"x = 1\nformat = 0\n", 2, "format", "reads format = 1"),
        (b"x = 1\nformat = '1'\n", 2, "format", "write a whole number"),
        (b"x = 1\nformat = 1.0\n", 2, "format", "write a whole number"),
        (b"x = 1\nformat = true\n", 2, "format", "write a whole number"),
    ],
    ids=range(16),
)
def test_what_cannot_be_read(path: Path, content: bytes, line: int, where: str, helpful: str) -> None:
    path.write_bytes(content)
    fault = only_fault(path)
    assert (fault.line, fault.where) == (line, where)
    assert helpful in fault.message
    assert str(fault).startswith(f"{path}:{line}: {where}: ")


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_files_from_other_systems(path: Path, begin: bytes, end: bytes) -> None:
    path.write_bytes(begin + b"format = 1" + end + b"title = 'Calf'" + end + b"steps = 3" + end)
    table = read_table(path)
    assert table.text("title") == "Calf"
    table.add_fault("steps", "is odd")
    with pytest.raises(InvalidFileError, match=r"mine\.toml:3: steps: is odd"):
        table.raise_if_faulty()


PIECES = st.sampled_from(
    [
        b"format = 1\n",
        b"format",
        b" = ",
        b"[",
        b"]",
        b"[[a]]\n",
        b"'''",
        b'"""',
        b'"',
        b"\\",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"{",
        b"}",
        b"1",
        b"nan",
        b"2021-13-45",
        b"a.b",
        b"#",
        b"\xff",
        b"\0",
        b",",
    ]
)


@given(st.binary() | st.text().map(str.encode) | st.lists(PIECES, max_size=30).map(b"".join))
def test_any_bytes_are_a_table_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any-bytes.toml"
    path.write_bytes(content)
    with contextlib.suppress(InvalidFileError):
        assert isinstance(read_table(path), Table)
