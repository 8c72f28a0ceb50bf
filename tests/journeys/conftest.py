"""The programs that a journey is watched and heard with, where they are there."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stretchcoach.settings.welcome import WelcomeFile

ROOT = Path(__file__).parents[2]


Run = Callable[..., subprocess.CompletedProcess[str]]

WAIT_SECONDS = 60.0
Env = dict[str, str]


def until(true: Callable[[], bool], what: str) -> None:
    """Wait until it is true; no state of another process can be waited for otherwise."""
    end = time.monotonic() + WAIT_SECONDS
    while not true():
        assert time.monotonic() < end, f"waited {WAIT_SECONDS:.0f} s for {what}"
        time.sleep(0.2)


Server = subprocess.Popen[bytes]


@contextmanager
def x_server() -> Iterator[tuple[Server, Env]]:
    """An X server, and an environment with it as its display and with the real window plugin."""
    missing = [name for name in ("Xvfb", "xdotool", "import") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian: xvfb xdotool imagemagick)")
    told, tell = os.pipe()
    server = subprocess.Popen(
        # As on a desktop, it does not begin anew when a program leaves, and take the next one with it.
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[tell],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    with os.fdopen(told) as answer:
        number = answer.readline().strip()
    env = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    try:
        yield server, {**env, "DISPLAY": f":{number}", "PYTHONPATH": str(ROOT), "QT_SCALE_FACTOR": "1"}
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def screen() -> Iterator[Env]:
    """An environment with a display of its own and the real window plugin."""
    with x_server() as (_server, env):
        yield env


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
    WelcomeFile(own_home / "config" / "stretchcoach" / "welcomed.toml").mark_seen()
