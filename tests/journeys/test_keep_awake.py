"""The whole program on a desktop that notes when it is asked to keep the screen on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.screensaver import Desktop, missing_programs
from tests.journeys.conftest import ROOT, Env, Run, until

PROGRAM = (sys.executable, "-m", "stretchcoach")


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    if missing_programs():
        pytest.skip(f"needs {', '.join(missing_programs())} (Debian: dbus-daemon)")
    made = Desktop(tmp_path)
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    made.offer_screensaver()
    yield made
    made.close()


def has_heard(desktop: Desktop, *words: str) -> None:
    until(lambda: len(desktop.heard) >= len(words), f"the screen saver to hear {words}, and not {desktop.heard}")
    assert desktop.heard == list(words)


@pytest.mark.screen
def test_the_screen_stays_on_while_a_session_runs_in_the_window(desktop: Desktop, screen: Env, tmp_path: Path) -> None:
    env = {key: value for key, value in {**screen, **desktop.env}.items() if key != "WAKEPY_FAKE_SUCCESS"}

    def press_space() -> None:
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Stretch Coach"]
        window = subprocess.run(search, env=env, capture_output=True, text=True, check=True, timeout=60)
        keys = ["xdotool", "windowfocus", "--sync", window.stdout.split()[-1], "key", "space"]
        subprocess.run(keys, env=env, check=True, timeout=30)

    program = subprocess.Popen([*PROGRAM, "settle", "--start"], cwd=tmp_path, env=env, stdin=subprocess.DEVNULL)
    try:
        has_heard(desktop, "Inhibit")
        press_space()
        has_heard(desktop, "Inhibit", "UnInhibit")
        press_space()
        has_heard(desktop, "Inhibit", "UnInhibit", "Inhibit")
    finally:
        program.kill()
        program.wait()
    has_heard(desktop, "Inhibit", "UnInhibit", "Inhibit", "gone")


def test_the_screen_may_go_dark_when_a_session_in_the_terminal_is_over(desktop: Desktop, stretchcoach: Run) -> None:
    ended = stretchcoach("play", "settle", "--speed", "20", **desktop.env)
    assert (ended.returncode, ended.stderr.count("may turn off")) == (0, 0)
    has_heard(desktop, "Inhibit", "UnInhibit")


def test_a_terminal_that_is_interrupted_lets_the_screen_go_dark(desktop: Desktop) -> None:
    program = subprocess.Popen(
        [*PROGRAM, "play", "settle", "--mute"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **desktop.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        has_heard(desktop, "Inhibit")
        program.send_signal(signal.SIGINT)
        assert program.wait(20) == 130
    finally:
        program.kill()
        program.wait()
    until(lambda: len(desktop.heard) > 1, "the end of the wish")


def test_without_a_desktop_to_ask_the_person_is_told_what_helps(
    stretchcoach: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    ended = stretchcoach("play", "settle", "--speed", "20")
    assert ended.returncode == 0
    assert ended.stderr.count("The screen may turn off while you stretch") == 1
    assert "settings" in ended.stderr
