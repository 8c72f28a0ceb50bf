"""The screen is kept on through a real message bus, whose screen saver records its calls."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchcoach.desktop.keep_awake import KeepAwake
from tests.desktop.screensaver import Desktop, missing_programs
from tests.journeys.conftest import until


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    if missing_programs():
        pytest.skip(f"needs {', '.join(missing_programs())} (Debian: dbus-daemon)")
    made = Desktop(tmp_path)
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    for name, value in made.env.items():
        monkeypatch.setenv(name, value)
    yield made
    made.close()


@pytest.fixture
def awake() -> Iterator[KeepAwake]:
    made = KeepAwake()
    yield made
    made.close()


def has_heard(desktop: Desktop, calls: int) -> None:
    until(lambda: len(desktop.heard) == calls, f"{calls} calls, and not {desktop.heard}")


def test_the_screen_stays_on_while_it_is_wanted(desktop: Desktop, awake: KeepAwake) -> None:
    desktop.offer_screensaver()
    for number, on in enumerate((True, False, True, False), start=1):
        for _look in range(3):
            awake.set_active(on)
        has_heard(desktop, number)
    assert desktop.heard == ["Inhibit", "UnInhibit"] * 2
    assert not awake.notices


def test_it_may_go_dark_when_the_program_is_closed(desktop: Desktop) -> None:
    desktop.offer_screensaver()
    awake = KeepAwake()
    awake.set_active(True)
    until(lambda: desktop.heard == ["Inhibit"], "the request")
    awake.close()
    until(lambda: desktop.heard == ["Inhibit", "UnInhibit"], "the end of the request")


def test_a_desktop_without_a_screen_saver_is_reported_once(desktop: Desktop, awake: KeepAwake) -> None:
    awake.set_active(True)
    until(lambda: bool(awake.notices), "the refusal")
    (notice,) = awake.notices
    assert "may turn off" in notice.what
    assert "settings" in notice.remedy
    awake.set_active(False)
    assert awake.notices == (notice,)
    awake.set_active(True)
    assert awake.notices == (notice,), "a new try does not take the notice away before it has an answer"
    awake.set_active(False)
    desktop.offer_screensaver()
    awake.set_active(True)
    until(lambda: not awake.notices, "the screen saver that came later")


def test_without_a_bus_there_is_a_notice(monkeypatch: pytest.MonkeyPatch, awake: KeepAwake) -> None:
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    awake.set_active(True)
    until(lambda: bool(awake.notices), "the notice")


def test_a_bus_that_hangs_keeps_nobody_waiting(desktop: Desktop, awake: KeepAwake) -> None:
    desktop.hang()
    began = time.monotonic()
    for on in (True, False, True):
        awake.set_active(on)
    assert not awake.notices
    awake.close()
    assert time.monotonic() - began < 5.0  # the bus itself would keep us for ever


def test_a_bus_that_dies_meanwhile_does_no_harm(desktop: Desktop, awake: KeepAwake) -> None:
    desktop.offer_screensaver()
    awake.set_active(True)
    until(lambda: desktop.heard == ["Inhibit"], "the request")
    desktop.close()
    awake.set_active(False)
    assert not awake.notices


def test_a_bug_in_its_thread_is_reported_and_the_person_is_told(
    monkeypatch: pytest.MonkeyPatch, awake: KeepAwake
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_type))
    monkeypatch.setattr("wakepy.keep.presenting", lambda **_options: 1 / 0)
    awake.set_active(True)
    until(lambda: bool(awake.notices), "the notice")
    until(lambda: reported == [ZeroDivisionError], "the report")
