"""A clock that shows whether the computer was asleep."""

import sys
import time
from collections.abc import Callable
from functools import partial


def sleep_aware_clock() -> Callable[[], float]:
    """Return a clock, in seconds, that keeps running while the computer sleeps and that nobody can set.

    The time of day won't do: people, the network and a change of time zone can set it.
    """
    if sys.platform == "darwin":
        # On macOS time.monotonic stops during sleep, and this clock does not (https://reviews.llvm.org/D74341).
        return partial(time.clock_gettime, time.CLOCK_MONOTONIC_RAW)
    elif sys.platform.startswith("linux"):  # noqa: RET505 - mypy skips the branches of other systems
        return partial(time.clock_gettime, time.CLOCK_BOOTTIME)
    else:
        return time.monotonic  # includes sleep on Windows
