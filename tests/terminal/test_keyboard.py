"""Single keys of a real terminal, and the terminal as it was afterwards."""

import os
import pty
import termios
import time
from collections.abc import Iterator
from io import StringIO
from typing import TextIO

import pytest

from stretchcoach.terminal.keyboard import presses

WAIT_SECONDS = 0.05
LONG_SECONDS = 30.0
"""A key is there at once: whoever waits for so long has not seen it."""


class Terminal:
    """A terminal with a person's end, `keys`, and a program's end, `stream`."""

    def __init__(self) -> None:
        self.keys, end = pty.openpty()
        self.stream: TextIO = os.fdopen(end, "r")

    def settings(self) -> list[object]:
        return termios.tcgetattr(self.stream.fileno())

    def press(self, keys: str) -> None:
        os.write(self.keys, keys.encode())

    def close(self) -> None:
        self.stream.close()
        os.close(self.keys)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    yield terminal
    terminal.close()


def test_a_key_is_given_without_return(terminal: Terminal) -> None:
    with presses(terminal.stream, LONG_SECONDS) as next_press:
        for key in (" ", "n", "b", "+", "-", "q"):
            terminal.press(key)
            assert next_press() == key


def test_keys_pressed_at_once_come_one_after_the_other(terminal: Terminal) -> None:
    with presses(terminal.stream, LONG_SECONDS) as next_press:
        terminal.press("nb+")
        assert [next_press() for _key in range(3)] == ["n", "b", "+"]


def test_a_key_that_is_no_letter_of_ours_does_no_harm(terminal: Terminal) -> None:
    with presses(terminal.stream, LONG_SECONDS) as next_press:
        terminal.press("é")
        assert [next_press(), next_press()] == ["", ""]


def test_without_a_key_an_empty_text_comes_after_the_wait(terminal: Terminal) -> None:
    with presses(terminal.stream, WAIT_SECONDS) as next_press:
        began = time.monotonic()
        assert next_press() == ""
        assert time.monotonic() - began >= WAIT_SECONDS * 0.9


def test_the_terminal_is_as_it_was_afterwards(terminal: Terminal) -> None:
    before = terminal.settings()
    with presses(terminal.stream, WAIT_SECONDS):
        assert terminal.settings() != before
    assert terminal.settings() == before


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_the_terminal_is_as_it_was_also_after_a_failure(terminal: Terminal, error: type[BaseException]) -> None:
    before = terminal.settings()
    with pytest.raises(error), presses(terminal.stream, WAIT_SECONDS):
        raise error
    assert terminal.settings() == before


def test_what_is_no_terminal_is_only_waited_for() -> None:
    with presses(StringIO("nnn"), WAIT_SECONDS) as next_press:
        began = time.monotonic()
        assert next_press() == ""
        assert time.monotonic() - began >= WAIT_SECONDS * 0.9
