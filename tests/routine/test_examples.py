"""The example files in the documentation are valid."""

import re
from pathlib import Path

from stretchcoach.files.fault import InvalidFileError
from stretchcoach.routine.checking import check_files
from stretchcoach.routine.library import Library

FILES = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")


def test_the_examples_of_the_documentation_are_valid(library: Library, tmp_path: Path) -> None:
    examples = re.findall(r"^```toml\n(.*?)^```", FILES, re.DOTALL | re.MULTILINE)
    files = [text for text in examples if "title = " in text]
    assert len(files) == 2
    for number, text in enumerate(files):
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        ((_path, checked),) = check_files(library, [path])
        assert not isinstance(checked, InvalidFileError), checked
