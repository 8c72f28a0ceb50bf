"""The command `stretchcoach`, and `python -m stretchcoach`."""

import gc
import os
import signal
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
_COLLECT_EVERY = 20_000
"""New objects between two searches for garbage, once something goes on for longer than a start."""


def run() -> NoReturn:
    """Run the command line of this process."""
    prepare()
    from stretchcoach import cli  # takes a tenth of a second, in which someone may press Ctrl+C

    cli.run()


def prepare() -> None:
    """Make this process ready to load the rest: quickly, and so that Ctrl+C ends it quietly meanwhile."""
    gc.set_threshold(_COLLECT_EVERY)
    gc.disable()  # what a start loads is no garbage, and looking takes a twentieth of its time; who goes on sees to it
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, _leave)


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    run()
