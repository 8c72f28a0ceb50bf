"""Hypothesis strategies for routines, preferences, voices and timelines."""

from collections.abc import Callable
from functools import cache
from types import MappingProxyType

from hypothesis import strategies as st

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.resources import DATA
from stretchcoach.routine.dose import Dose
from stretchcoach.routine.library import Library, load_library
from stretchcoach.routine.line import Line
from stretchcoach.routine.routine import Block, Exercise, Routine
from stretchcoach.routine.stretch import Script, Stretch, StretchKind
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.preferences import Preferences

_WORDS = ("breathe", "long", "soften", "{side}", "the {other} leg", "knee", "and now a little further out")


@cache
def library() -> Library:
    return load_library([DATA])


def holds() -> st.SearchStrategy[Hold]:
    return st.one_of(
        st.builds(Hold, st.integers(5, 300), st.just("s")), st.builds(Hold, st.integers(1, 30), st.just("b"))
    )


def lines(*, sided: bool) -> st.SearchStrategy[Line]:
    """A few dozen lines: short ones, long ones, and some that take time to do."""
    words = [word for word in _WORDS if sided or "{" not in word]
    pool = [
        Line(" ".join(words[(first + step) % len(words)] for step in range(length)), words[first], then_seconds)
        for first in range(len(words))
        for length in (1, 4, 9)
        for then_seconds in (0.0, 7.5)
    ]
    return st.sampled_from(pool)


@st.composite
def stretches(draw: st.DrawFn, identity: str, *, one_sided: bool, previous: str | None) -> Stretch:
    line = lines(sided=one_sided)
    some = st.lists(line, min_size=1, max_size=4).map(tuple)
    any_number = st.lists(line, max_size=3).map(tuple)
    reps = draw(st.integers(0, 6))
    after = {previous: draw(some)} if previous is not None and draw(st.booleans()) else {}
    hold = draw(holds())
    return Stretch(
        id=identity,
        title=identity.replace("-", " "),
        why="because",
        feel="a pull",
        dose=Dose(hold, (hold, hold), reps, (reps, reps)),
        script=Script(
            set_up=draw(some),
            inhale=draw(some),
            exhale=draw(some),
            move_in=draw(any_number),
            hold=draw(any_number),
            release=draw(any_number),
            set_up_after=MappingProxyType(after),
        ),
        kind=StretchKind.STRETCH if one_sided else draw(st.sampled_from(StretchKind)),
        one_sided=one_sided,
    )


@st.composite
def invented_routines(draw: st.DrawFn) -> Routine:
    blocks = []
    for number in range(draw(st.integers(1, 3))):
        one_sided = draw(st.booleans())
        exercises: list[Exercise] = []
        for place in range(draw(st.integers(1, 3))):
            previous = exercises[-1].stretch.id if exercises else None
            stretch = draw(stretches(f"stretch-{number}-{place}", one_sided=one_sided, previous=previous))
            exercises.append(Exercise(stretch, stretch.dose))
        blocks.append(Block(tuple(exercises)))
    return Routine("invented", "Invented", "Of every kind", tuple(blocks), library().coaching)


def routines() -> st.SearchStrategy[Routine]:
    """The bundled routines, and invented ones."""
    return st.one_of(st.sampled_from(tuple(library().routines.values())), invented_routines())


def preferences() -> st.SearchStrategy[Preferences]:
    halves = st.integers(4, 20).map(lambda number: number / 2)
    return st.builds(
        Preferences,
        hold=st.none() | holds(),
        holds=st.dictionaries(st.sampled_from(tuple(library().stretches)), holds(), max_size=3).map(MappingProxyType),
        reps=st.none() | st.integers(1, 10),
        first_side=st.sampled_from([Side.LEFT, Side.RIGHT]),
        change_seconds=st.integers(3, 60).map(float),
        get_ready_seconds=st.sampled_from([0.0, 0.0, 5.0, 30.0]),
        wait_for_me=st.booleans(),
        inhale_seconds=halves,
        exhale_seconds=halves,
        pause_seconds=st.sampled_from([0.0, 0.5, 1.0, 2.0]),
        detail=st.sampled_from(Detail),
    )


@st.composite
def voices(draw: st.DrawFn) -> Callable[[str], float]:
    """Draw a voice that measures lines: quick, slow, or uneven from line to line."""
    pace = draw(st.sampled_from([0.02, 0.06, 0.2]))
    uneven = draw(st.integers(0, 2**32))
    return lambda text: 0.1 + len(text) * pace + (hash((uneven, len(text), text[:1])) % 100) / 200


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    return compile_timeline(draw(routines()), draw(preferences()), draw(voices()))
