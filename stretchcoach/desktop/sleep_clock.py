"""The clock by which it shows that the computer was asleep."""

import sys
import time
from collections.abc import Callable
from functools import partial


def sleep_aware_clock(platform: str = sys.platform) -> Callable[[], float]:
    """Return the clock of a platform, in seconds, that goes on while the computer sleeps and that nobody can set.

    The time of day would not do: it is set by hand, by the network, and by whoever travels.
    """
    if platform == "darwin":
        # Counts on in sleep there, where time.monotonic stands still (https://reviews.llvm.org/D74341).
        return partial(time.clock_gettime, time.CLOCK_MONOTONIC_RAW)
    if platform.startswith("linux"):
        return partial(time.clock_gettime, time.CLOCK_BOOTTIME)
    return time.monotonic  # goes on in sleep on Windows
