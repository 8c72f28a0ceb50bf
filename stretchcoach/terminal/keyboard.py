"""Single key presses in a terminal, without Return."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TextIO

TICK_SECONDS = 0.2
"""How long to wait for a key before doing anything else."""


@contextmanager
def presses(stream: TextIO, wait_seconds: float = TICK_SECONDS) -> Iterator[Callable[[], str]]:
    """Yield a function that waits at most `wait_seconds` for a key and returns it, or an empty string."""
    if not stream.isatty():
        yield lambda: _only_wait(wait_seconds)
    elif sys.platform == "win32":
        yield lambda: _windows_press(wait_seconds)
    else:
        with _posix_presses(stream, wait_seconds) as press:
            yield press


def line_reader(stream: TextIO, should_stop: Callable[[], bool]) -> Callable[[str], str]:
    """Return a function that shows a prompt and returns the line typed after it.

    It raises EOFError at the end of the input, and as soon as `should_stop` returns true; `input` would keep waiting.
    """

    def ask(prompt: str) -> str:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        if sys.platform != "win32":
            import select

            while not select.select([stream], [], [], TICK_SECONDS)[0]:
                if should_stop():
                    raise EOFError
        line = stream.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")

    return ask


def _only_wait(seconds: float) -> str:
    time.sleep(seconds)
    return ""


if sys.platform != "win32":

    @contextmanager
    def _posix_presses(stream: TextIO, seconds: float) -> Iterator[Callable[[], str]]:
        import os  # the next four imports are POSIX only
        import select
        import termios
        import tty

        file = stream.fileno()
        before = termios.tcgetattr(file)

        def press() -> str:
            readable, _writable, _failed = select.select([file], [], [], seconds)
            if not readable:
                return ""
            with suppress(OSError):
                if pressed := os.read(file, 1):
                    return pressed.decode("ascii", "ignore")
            return _only_wait(seconds)  # a terminal that is gone is readable at once, but has no keys

        tty.setcbreak(file)
        try:
            yield press
        finally:
            with suppress(termios.error):
                termios.tcsetattr(file, termios.TCSADRAIN, before)


def _windows_press(seconds: float) -> str:
    console = import_module("msvcrt")  # Windows only
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if console.kbhit():
            return str(console.getwch())
        time.sleep(0.02)
    return ""
