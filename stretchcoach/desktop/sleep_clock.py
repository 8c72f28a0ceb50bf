"""A clock that shows whether the computer was asleep."""

import sys
import time
from collections.abc import Callable
from functools import partial


def sleep_aware_clock() -> Callable[[], float]:
    """Return a clock, in seconds, that keeps running while the computer sleeps and that nobody can set.

    The time of day won't do: people, the network and a change of time zone can set it.
    """
    platform: str = sys.platform  # a plain string, or mypy would take all but one branch as unreachable
    if platform == "darwin":
        # On macOS time.monotonic stops during sleep, and this clock does not (https://reviews.llvm.org/D74341).
        return partial(time.clock_gettime, time.CLOCK_MONOTONIC_RAW)
    if platform.startswith("linux"):
        return partial(time.clock_gettime, time.CLOCK_BOOTTIME)
    return time.monotonic  # includes sleep on Windows
