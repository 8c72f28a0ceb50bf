"""Lengths and times as people read them."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from stretchcoach.routine.library import Library
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.settings.preferences import Preferences
from stretchcoach.terminal.plan import clock_time, routine_table, timeline_table


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [(0, "0:00"), (0.99, "0:00"), (9.5, "0:09"), (59.999, "0:59"), (60, "1:00"), (187, "3:07"), (3725, "62:05")],
)
def test_a_time_is_told_as_a_clock_shows_it(seconds: float, clock: str) -> None:
    assert clock_time(seconds) == clock


def test_what_a_person_wrote_is_shown_as_it_is(library: Library) -> None:
    """Brackets and colons of a title are no markup."""
    routine = replace(library.routines["settle"], title="Evening [/b] [gentle] :zap:")
    timeline = compile_timeline(routine, Preferences(), lambda _text: 1.0)
    for table in (routine_table([(routine, 2)]), timeline_table(timeline)):
        console = Console(file=StringIO(), width=200)
        console.print(table)
        assert isinstance(console.file, StringIO)
        assert "Evening [/b] [gentle] :zap:" in console.file.getvalue()
