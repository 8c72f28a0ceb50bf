"""The console that everything for people is printed on."""

from typing import NoReturn

from rich.console import Console


class Printer(Console):
    """A console that leaves it to the command line what a closed pipe means; rich would end the process itself."""

    def on_broken_pipe(self) -> NoReturn:
        """Let the BrokenPipeError go on; rich calls this while it is being handled."""
        raise  # noqa: PLE0704 - the error is under way
