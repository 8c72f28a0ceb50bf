"""A lock between processes ends with the process that holds it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stretchcoach.files.lock import locked
from tests.journeys.conftest import ROOT

_HOLDER = """
import sys
from pathlib import Path
from stretchcoach.files.lock import locked
with locked(Path(sys.argv[1]), 0):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_one_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "new" / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"mine\n"
    with pytest.raises(OSError, match="another program"), locked(path, 0.1):
        pass
    holder.kill()
    holder.communicate()
    with locked(path, 0), pytest.raises(OSError, match="another program"), locked(path, 0):
        pass
    with locked(path, 0):
        assert path.read_bytes() == b""
