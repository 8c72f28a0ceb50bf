"""The clock that shows sleep: nobody can set it, unlike the time of day."""

import sys
import time

import pytest

from stretchcoach.desktop.sleep_clock import sleep_aware_clock


def no_time_of_day() -> float:
    raise AssertionError("the time of day can be set, by hours and at any moment")


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_time_of_day_is_never_read(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test must not set the clock of this machine, so this one shows that the time of day is never read."""
    real = time.clock_gettime
    asked: list[int] = []

    def note(clock: int) -> float:
        asked.append(clock)
        return real(clock)

    monkeypatch.setattr(time, "time", no_time_of_day)
    monkeypatch.setattr(time, "clock_gettime", note)
    monkeypatch.setattr(sys, "platform", platform)
    clock = sleep_aware_clock()
    first = clock()
    assert clock() >= first
    assert time.CLOCK_REALTIME not in asked


def test_on_linux_it_is_the_clock_that_includes_sleep() -> None:
    assert sleep_aware_clock()() == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=60)
