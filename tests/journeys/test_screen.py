"""The program as it is started, on a real X server that no one else uses."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtGui import QColor, QImage

from stretchcoach.window.theme.palette import LIGHT
from tests.journeys.conftest import ROOT, WAIT_SECONDS, Env, until

pytestmark = pytest.mark.screen


def started(env: Env, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "stretchcoach", *arguments],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(program: subprocess.Popen[str], by: signal.Signals) -> tuple[int, str, str]:
    """Send a signal, and return the exit status and what was written; it has five seconds."""
    program.send_signal(by)
    try:
        out, err = program.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        program.kill()
        out, err = program.communicate()
        pytest.fail(f"still there 5 s after {by.name}: {out}{err}")
    return program.returncode, out, err


def window_of(env: Env) -> str:
    found = subprocess.run(
        ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Stretch Coach"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=WAIT_SECONDS,
    )
    return found.stdout.split()[-1]


def picture(env: Env, folder: Path) -> QImage:
    file = folder / "screen.bmp"  # written and read in a moment, as nothing is compressed
    subprocess.run(["import", "-silent", "-window", "root", str(file)], env=env, check=True, timeout=30)
    image = QImage(str(file))
    assert not image.isNull()
    return image


def has(image: QImage, colour: str) -> bool:
    """Whether a good part of a picture has just that colour."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return int(np.count_nonzero(pixels[::3, ::3] == QColor(colour).rgb())) > 20


def press(env: Env, *keys: str) -> None:
    command = ["xdotool", "windowfocus", "--sync", window_of(env), "key", *keys]
    subprocess.run(command, env=env, check=True, timeout=WAIT_SECONDS)


def go_to_left_side(env: Env, folder: Path) -> None:
    """Wait for the session, skip its first phase, and wait for the badge of the left side, which no other page has."""

    def is_session() -> bool:
        now = picture(env, folder)
        return has(now, LIGHT.neutral) or has(now, LIGHT.left)

    until(is_session, "the session")
    press(env, "Right")
    until(lambda: has(picture(env, folder), LIGHT.left), "the left side of the first stretch")


def wait_until_listening(program: subprocess.Popen[str]) -> None:
    """Wait until the window takes signals and requests of other starts, which is soon after its first picture."""
    process = psutil.Process(program.pid)
    until(lambda: any("stretchcoach" in one.laddr for one in process.net_connections("unix")), "the launch server")


@pytest.mark.usefixtures("welcomed")
def test_choosing_starting_and_ending_it_on_a_real_screen(screen: Env, tmp_path: Path) -> None:
    program = started(screen, tmp_path)
    try:
        until(lambda: has(picture(screen, tmp_path), LIGHT.ground), "the list of routines")
        first = picture(screen, tmp_path)
        assert has(first, LIGHT.accent)  # the Start button
        assert not has(first, LIGHT.left)
        press(screen, "Return")
        go_to_left_side(screen, tmp_path)
        assert program.poll() is None
    finally:
        status, out, err = ended(program, signal.SIGTERM)
    assert status == 0
    assert "Traceback" not in err
    assert err == ""
    assert out == ""


def test_a_named_routine_can_begin_at_once(screen: Env, tmp_path: Path) -> None:
    program = started(screen, tmp_path, "seated-hamstring", "--start")
    try:
        go_to_left_side(screen, tmp_path)
    finally:
        status, out, err = ended(program, signal.SIGINT)
    assert (status, out, err) == (0, "", "")


def test_the_first_start_welcomes_and_the_second_does_not(screen: Env, tmp_path: Path, own_home: Path) -> None:
    def shows(colour: str) -> Callable[[], bool]:
        return lambda: has(picture(screen, tmp_path), colour)

    program = started(screen, tmp_path)
    try:
        until(shows(LIGHT.accent), "the first page")
        assert not shows(LIGHT.surface)(), "the list is not there yet"
        press(screen, "Return")
        until(shows(LIGHT.warning_ground), "the cautions")
        press(screen, "space", "Return")
        until(lambda: not shows(LIGHT.warning_ground)(), "the sound check")
        assert not (own_home / "config").exists()
        press(screen, "Return", "Return")  # the test line, and Begin
        until(shows(LIGHT.surface), "the list of routines")
        assert (own_home / "config" / "stretchcoach" / "welcomed.toml").is_file()
    finally:
        status, out, err = ended(program, signal.SIGTERM)
    assert (status, out, err) == (0, "", "")
    program = started(screen, tmp_path)
    try:
        until(shows(LIGHT.surface), "the list of routines, at once")
        wait_until_listening(program)
    finally:
        status, out, err = ended(program, signal.SIGTERM)
    assert (status, out, err) == (0, "", "")


def test_a_display_that_is_dead_leads_to_the_terminal(tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    program = started({**env, "DISPLAY": ":987", "PYTHONPATH": str(ROOT)}, tmp_path, "settle")
    try:
        assert program.stdout is not None
        first = program.stdout.readline()
    finally:
        status, _out, err = ended(program, signal.SIGINT)
    assert "Settle" in first
    assert status == 130
    assert "There is no display, so the session runs here in the terminal." in err
    assert "Traceback" not in err
