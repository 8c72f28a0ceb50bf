"""Asking in the terminal which routine to do."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from stretchcoach.i18n import _
from stretchcoach.routine.routine import Routine


def choose(routines: Sequence[tuple[Routine, int]], console: Console, ask: Callable[[str], str]) -> Routine | None:
    """Show all routines with their minutes and ask for one. Return None if the person leaves."""
    for number, (routine, minutes) in enumerate(routines, start=1):
        needs = ", ".join(routine.needs)
        entry = Text(f"{number:>3}  ").append(routine.title, style="bold")
        console.print(entry.append(f"  {minutes} min · {needs}", style="dim"))
    by_name = {routine.id: routine for routine, _minutes in routines}
    by_name |= {str(number): routine for number, (routine, _minutes) in enumerate(routines, start=1)}
    while True:
        try:
            answer = ask(_("Which one? Type its number, or press Return for the first: ")).strip().lower()
        except EOFError:
            return None
        if not answer:
            return routines[0][0]
        if answer in by_name:
            return by_name[answer]
        console.print(_("There is no such routine. Press Ctrl+C to quit."))
