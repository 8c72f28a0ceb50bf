"""The console on which output for people is printed."""

from typing import NoReturn

from rich.console import Console


class Printer(Console):
    """A console that lets the command line handle a closed pipe, where rich would end the process itself."""

    def on_broken_pipe(self) -> NoReturn:
        """Raise the BrokenPipeError that rich is handling."""
        raise  # noqa: PLE0704 - rich calls this while it handles the error
