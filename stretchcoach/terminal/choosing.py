"""Asking in the terminal which routine it shall be."""

from collections.abc import Callable, Sequence

from rich.console import Console

from stretchcoach.language import _
from stretchcoach.routine.routine import Routine
from stretchcoach.terminal.plan import whole_minutes


def choose(routines: Sequence[tuple[Routine, float]], console: Console, ask: Callable[[str], str]) -> Routine | None:
    """Show all routines with their lengths in seconds and ask for one; None where the person leaves."""
    for number, (routine, seconds) in enumerate(routines, start=1):
        needs = ", ".join(routine.needs)
        console.print(f"{number:>3}  [bold]{routine.title}[/bold]  [dim]{whole_minutes(seconds)} min · {needs}[/dim]")
    by_name = {routine.id: routine for routine, _seconds in routines}
    by_name |= {str(number): routine for number, (routine, _seconds) in enumerate(routines, start=1)}
    while True:
        try:
            answer = ask(_("Which one? Its number, or Return for the first: ")).strip().lower()
        except EOFError:
            return None
        if not answer:
            return routines[0][0]
        if answer in by_name:
            return by_name[answer]
        console.print(_("That is none of them. Ctrl+C leaves."))
