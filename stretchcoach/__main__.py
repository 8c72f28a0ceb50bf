"""The command `stretchcoach`, and `python -m stretchcoach`."""

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
_COLLECT_EVERY = 20_000
"""How many new objects trigger a garbage collection, in whatever runs for longer than a start."""


def run() -> NoReturn:
    """Run the command line of this process."""
    prepare()
    from stretchcoach.cli import main  # takes a tenth of a second, during which Ctrl+C may come

    main.run()


def prepare() -> None:
    """Prepare this process to load the rest quickly, and to end quietly on Ctrl+C meanwhile."""
    open_missing_streams()
    gc.set_threshold(_COLLECT_EVERY)
    gc.disable()  # a start makes no garbage, and collecting takes a twentieth of its time; a session enables it again
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, _leave)


def open_missing_streams() -> None:
    """Connect each standard stream that is closed to the null device.

    Python sets it to None, as under pythonw or after `>&-`. The null device takes the lowest free descriptor, so that
    no file of ours gets the number of a standard stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the end; pathlib is slow to load


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    run()
