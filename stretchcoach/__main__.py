"""The command `stretchcoach`, and `python -m stretchcoach`."""

import os
import signal
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130


def run() -> NoReturn:
    """Run the command line of this process. Ctrl+C ends it quietly, also while the rest is still being loaded."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, _leave)
    from stretchcoach import cli  # noqa: PLC0415 - takes a tenth of a second, in which someone may press Ctrl+C

    cli.run()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    run()
