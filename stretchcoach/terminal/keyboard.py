"""Single key presses in a terminal, without Return."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TextIO

LOOK_SECONDS = 0.2


@contextmanager
def presses(stream: TextIO, wait_seconds: float = LOOK_SECONDS) -> Iterator[Callable[[], str]]:
    """Give a function that waits at most `wait_seconds` for a key and returns it, or an empty text."""
    if not stream.isatty():
        yield lambda: _only_wait(wait_seconds)
    elif sys.platform == "win32":
        yield lambda: _windows_press(wait_seconds)
    else:
        with _posix_presses(stream, wait_seconds) as press:
            yield press


def _only_wait(seconds: float) -> str:
    time.sleep(seconds)
    return ""


@contextmanager
def _posix_presses(stream: TextIO, seconds: float) -> Iterator[Callable[[], str]]:
    import os  # these four are of POSIX alone
    import select
    import termios
    import tty

    file = stream.fileno()
    before = termios.tcgetattr(file)

    def press() -> str:
        readable, _writable, _failed = select.select([file], [], [], seconds)
        with suppress(OSError):  # a terminal that has gone presses no keys
            return os.read(file, 1).decode("ascii", "ignore") if readable else ""
        return _only_wait(seconds)

    tty.setcbreak(file)
    try:
        yield press
    finally:
        with suppress(termios.error):
            termios.tcsetattr(file, termios.TCSADRAIN, before)


def _windows_press(seconds: float) -> str:
    console = import_module("msvcrt")  # of Windows alone
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if console.kbhit():
            return str(console.getwch())
        time.sleep(0.02)
    return ""
