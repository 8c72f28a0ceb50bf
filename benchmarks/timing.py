"""The session's clock over an hour, and how long compiling takes."""

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.figure import Figure
from stretchcoach.audio.null_sound import NullSound
from stretchcoach.domain.hold import Hold
from stretchcoach.journal.recorder import NullRecorder
from stretchcoach.resources import DATA
from stretchcoach.routine.library import load_library
from stretchcoach.session.coach import Coach
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import estimated
from stretchcoach.session.session import Session
from stretchcoach.settings.preferences import Preferences

_HOUR = 3600.0
_COMPILES = 30
_CLOCK_SECONDS = 0.005
_COMPILE_SECONDS = 0.005


def timing_figures() -> Iterator[Figure]:
    """Yield the figures that need neither sound nor window."""
    yield _hour()
    yield from _compiling()


def _hour() -> Figure:
    """An hour by a clock that is turned by uneven frames; every reading of it is as exact as the real one's."""
    library = load_library([DATA])
    routine = library.routines["low-back-relief"]
    long = replace(routine, blocks=routine.blocks[1:] * 4)
    timeline = compile_timeline(long, replace(Preferences(), hold=Hold(300, "s")), lambda _text: 1.0)
    now = 5_000_000.0
    uneven = random.Random(1)  # noqa: S311 - not a secret
    coach = Coach(
        Session(timeline),
        NullSound(),
        NullRecorder(),
        clock=lambda: now,
        wall=lambda: now,
        spoken_seconds=estimated(145),
    )
    began = now
    coach.start()
    looks, position = 0, 0.0
    while now - began < _HOUR:
        now += uneven.choice((1 / 60, 1 / 59, 0.031, 0.25))
        position = coach.tick().position
        looks += 1
    wrong = abs(position - (now - began))
    return Figure(
        f"an hour's session against its clock, {looks:,} looks",
        "0 ms",
        f"{1000 * wrong:.6f} ms",
        "5 ms",
        wrong < _CLOCK_SECONDS,
    )


def _compiling() -> Iterator[Figure]:
    for routine in load_library([DATA]).routines.values():
        took = []
        for _compile in range(_COMPILES):
            began = time.perf_counter()
            compile_timeline(routine, Preferences(), lambda text: 0.06 * len(text))
            took.append(time.perf_counter() - began)
        median = statistics.median(took)
        yield Figure(f"compiling {routine.id}", "", f"{1000 * median:.2f} ms", "5 ms", median < _COMPILE_SECONDS)
