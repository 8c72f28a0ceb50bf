"""The programs that a journey is watched and heard with, where they are there."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchcoach.settings.welcome import keep_welcomed

ROOT = Path(__file__).parents[2]


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def stretchcoach(tmp_path: Path) -> Run:
    """Run the command line as a person does, from another folder, with nobody at the keyboard."""

    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "stretchcoach", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture
def welcomed(own_home: Path) -> None:
    """The person has been here before: a plain start shows the list."""
    keep_welcomed(own_home / "config" / "stretchcoach" / "welcomed.toml")
