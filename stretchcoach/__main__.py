"""The command `stretchcoach`, and `python -m stretchcoach`."""

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
_COLLECT_EVERY = 20_000
"""New objects between two searches for garbage, once something goes on for longer than a start."""


def run() -> NoReturn:
    """Run the command line of this process."""
    prepare()
    from stretchcoach.cli import main  # takes a tenth of a second, in which someone may press Ctrl+C

    main.run()


def prepare() -> None:
    """Make this process ready to load the rest: quickly, and so that Ctrl+C ends it quietly meanwhile."""
    open_missing_streams()
    gc.set_threshold(_COLLECT_EVERY)
    gc.disable()  # what a start loads is no garbage, and looking takes a twentieth of its time; who goes on sees to it
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, _leave)


def open_missing_streams() -> None:
    """Connect each standard stream that is closed to the null device.

    Python has None in its place, as under pythonw or after `>&-`. The null device takes the lowest free descriptor, so
    that no file of ours gets the number of a standard stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end; pathlib is slow to load


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    run()
