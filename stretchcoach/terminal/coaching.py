"""A session in the terminal: the lines as they are said, and where we are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.text import Text

from stretchcoach.language import _
from stretchcoach.session.coach import Coach
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import State
from stretchcoach.session.wording import (
    breath_word,
    following_name,
    phase_name,
    side_name,
    stretch_title,
    time_left,
)
from stretchcoach.terminal.plan import clock_time

Press = str
"""A key that was pressed, or nothing."""

_BREATH_WIDTH = 24


class TerminalSession:
    """Takes a coach from the start to the end, and shows it on a console.

    `next_press` waits for a key for a part of a second and returns it, or an empty text.
    """

    def __init__(self, coach: Coach, console: Console, next_press: Callable[[], Press]) -> None:
        self._coach = coach
        self._console = console
        self._next_press = next_press
        self._shown: tuple[int, str] = (-1, "")

    def run(self) -> None:
        """Coach until the end, or until the person stops."""
        self._coach.start()
        with self._live() as live:
            while (moment := self._coach.look()).state in (State.RUNNING, State.PAUSED):
                self._show_new_line(moment)
                if live is not None:
                    live.update(_face(moment), refresh=True)
                self._press(self._next_press())

    @contextmanager
    def _live(self) -> Iterator[Live | None]:
        with (
            Live(console=self._console, auto_refresh=False, transient=True)
            if self._console.is_terminal
            else nullcontext()
        ) as live:
            yield live

    def _show_new_line(self, moment: Moment) -> None:
        """Print a phase when it begins and a line when it is said, so that both can be read again."""
        index, line = self._shown
        if moment.index != index:
            self._console.print(_heading(moment))
            line = ""
        if moment.line not in ("", line):
            line = f"  {clock_time(moment.position):>5}  {moment.line}"
            self._console.print(line, highlight=False, markup=False, soft_wrap=True)
        self._shown = (moment.index, moment.line)

    def _press(self, key: Press) -> None:
        match key:
            case " " | "p":
                self._coach.pause_or_resume()
            case "n":
                self._coach.skip()
            case "b":
                self._coach.back()
            case "+":
                self._coach.hold_longer()
            case "-":
                self._coach.ease_off()
            case "q":
                self._coach.stop()


def _heading(moment: Moment) -> Text:
    parts = [
        stretch_title(moment),
        side_name(moment.segment.side),
        phase_name(moment.segment.kind),
        time_left(moment),
    ]
    heading = Text(f"{clock_time(moment.position):>5}  ", style="dim")
    return heading.append(" · ".join(filter(None, parts)), style="bold")


def _face(moment: Moment) -> Group:
    """What changes all the time: the breath, what is left, what comes."""
    full = round(moment.fullness * _BREATH_WIDTH)
    breath = Text("●" * full, style="cyan").append("·" * (_BREATH_WIDTH - full), style="dim")
    breath.append(f"  {breath_word(moment.breathing):<5}{time_left(moment)}", style="bold")
    if moment.state is State.PAUSED:
        breath = Text(_("Paused"), style="bold")
    place = Text(_("then: {next}").format(next=following_name(moment)), style="dim")
    place.append(f"   {clock_time(moment.position)} / {clock_time(moment.timeline.seconds)}")
    keys = Text(_("space pause · n next · b back · + longer · - shorter · q stop"), style="dim")
    bar = ProgressBar(total=moment.timeline.seconds, completed=moment.position, width=_BREATH_WIDTH * 2)
    return Group(Text(), breath, bar, place, keys)
