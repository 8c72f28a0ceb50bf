"""A session in the terminal: each line as it is said, and the current state below."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from stretchcoach.desktop.keep_awake import KeepAwake
from stretchcoach.i18n import _
from stretchcoach.routine.routine import Routine
from stretchcoach.session.coach import Coach
from stretchcoach.session.moment import Moment
from stretchcoach.session.session import PauseReason, State
from stretchcoach.session.timeline import Segment
from stretchcoach.session.wording import (
    breath_word,
    following_name,
    paused_word,
    segment_name,
    side_name,
    time_left,
)
from stretchcoach.terminal.plan import clock_time

Press = str
"""A key that was pressed, or an empty string."""

_BREATH_WIDTH = 24
"""Characters that show full lungs."""
_JUST_BEFORE = 1e-6
_VOLUME_KEYS = {
    "[": ("volume", -1),
    "]": ("volume", 1),
    "{": ("background_volume", -1),
    "}": ("background_volume", 1),
}
_TIME_WIDTH = 9
"""Characters before the words of a line, for its time."""


class TerminalSession:
    """Runs a coach from start to end, and shows the session on a console.

    `next_press` waits a fraction of a second for a key and returns it, or an empty string. `should_stop` returns
    whether the process was asked to end. `awake` keeps the screen on. `turn` changes a volume by a number of steps.
    """

    def __init__(
        self,
        coach: Coach,
        console: Console,
        next_press: Callable[[], Press],
        should_stop: Callable[[], bool] = lambda: False,
        awake: KeepAwake | None = None,
        turn: Callable[[str, int], None] = lambda _setting, _steps: None,
    ) -> None:
        self._coach = coach
        self._console = console
        self._next_press = next_press
        self._should_stop = should_stop
        self._awake = awake
        self._turn = turn
        self._shown_notices: set[str] = set()
        self._shown_until = -1.0

    def run(self) -> None:
        """Run the session until it ends, or until the person or the system stops it. What was done is recorded."""
        try:
            self._coach.start()
            with self._live() as live:
                while self._is_under_way(moment := self._coach.tick()):
                    self._keep_awake(moment)
                    self._show_news(moment)
                    if live is not None:
                        live.update(_status(moment), refresh=True)
                    self._press(self._next_press(), moment)
        finally:
            self._coach.stop()  # even if the terminal is gone and writing to it failed

    def _is_under_way(self, moment: Moment) -> bool:
        return moment.state in (State.RUNNING, State.PAUSED) and not self._should_stop()

    @contextmanager
    def _live(self) -> Iterator[Live | None]:
        with (
            Live(console=self._console, auto_refresh=False, transient=True)
            if self._console.is_terminal
            else nullcontext()
        ) as live:
            yield live

    def _keep_awake(self, moment: Moment) -> None:
        if self._awake is None:
            return
        self._awake.set_active(moment.state is State.RUNNING)
        for text in {str(notice) for notice in self._awake.notices} - self._shown_notices:
            self._shown_notices.add(text)
            with suppress(OSError):  # standard error may be closed
                sys.stderr.write(f"{text}\n")

    def _show_news(self, moment: Moment) -> None:
        """Print each segment that has started and each line that has been said since the last tick."""
        timeline = moment.timeline
        since, until = self._shown_until, moment.position
        news: list[tuple[float, Text]] = [
            (segment.start, _heading(timeline.routine, segment))
            for segment in timeline.segments
            if since < segment.start <= until
        ]
        news += [
            (cue.at, Text(f"  {clock_time(cue.at):>5}  {cue.text}")) for cue in timeline.cues if since < cue.at <= until
        ]
        for _at, text in sorted(news, key=lambda new: new[0]):
            self._print(text)
        self._shown_until = max(since, until)

    def _print(self, text: Text) -> None:
        """Print one line. In a terminal, words that do not fit continue below the first ones."""
        if not self._console.is_terminal:
            self._console.print(text, soft_wrap=True)
            return
        times, words = text.divide([_TIME_WIDTH])
        line = Table.grid(padding=0)
        line.add_column(width=_TIME_WIDTH, no_wrap=True)
        line.add_column(overflow="fold")
        line.add_row(times, words)
        self._console.print(line)

    def _press(self, key: Press, moment: Moment) -> None:
        match key.lower():  # Caps Lock may be on
            case " " | "p":
                self._coach.pause_or_resume()
            case "n":
                self._coach.skip()
                self._show_from_here()
            case "b":
                self._coach.back()
                self._show_from_here()
            case "+":
                self._coach.hold_longer()
            case "-":
                self._coach.ease_off()
            case "s":
                self._coach.take_easier()
            case "q":
                self._coach.stop()
            case "[" | "]" | "{" | "}" as bracket:
                setting, steps = _VOLUME_KEYS[bracket]
                self._turn(setting, steps)
            case other if other and moment.pause_reason is PauseReason.WAITING:
                self._coach.resume()

    def _show_from_here(self) -> None:
        """Do not print what was skipped, and print again what comes again."""
        self._shown_until = self._coach.tick().segment.start - _JUST_BEFORE


def _heading(routine: Routine, segment: Segment) -> Text:
    counted = ""
    if segment.rep is not None:
        counted = _("{rep} of {reps}").format(rep=segment.rep, reps=segment.reps)
    elif segment.hold is not None:
        counted = segment.hold.in_words()
    title = routine.title if segment.stretch is None else segment.stretch.title
    parts = [title, side_name(segment.side), segment_name(segment), counted]
    heading = Text(f"{clock_time(segment.start):>5}  ", style="dim")
    return heading.append(" · ".join(filter(None, parts)), style="bold")


def _status(moment: Moment) -> Group:
    """Return the part that changes all the time: the breath, what is left, what comes next, and the keys."""
    full = round(moment.fullness * _BREATH_WIDTH)
    breath = Text("●" * full, style="cyan").append("·" * (_BREATH_WIDTH - full), style="dim")
    breath.append(f"  {breath_word(moment.breathing):<5}{time_left(moment)}", style="bold")
    if moment.state is State.PAUSED:
        breath = Text(paused_word(moment), style="bold")
    bar = Table.grid(padding=(0, 2))
    bar.add_row(
        ProgressBar(total=moment.timeline.seconds, completed=moment.position, width=_BREATH_WIDTH * 2),
        Text(f"{clock_time(moment.position)} / {clock_time(moment.timeline.seconds)}", style="dim"),
    )
    following = Text(_("next: {next}").format(next=following_name(moment)), style="dim")
    keys = Text(_("space pause · n next · b back · + longer · - ease off · s easier · q stop"), style="dim")
    return Group(Text(), breath, bar, following, keys)
