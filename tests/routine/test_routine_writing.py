"""A routine that is written to its file is read back as the same routine, and the file keeps its comments."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from stretchcoach.domain.hold import Hold
from stretchcoach.files.toml_reading import read_table
from stretchcoach.resources import DATA
from stretchcoach.routine.line import Line
from stretchcoach.routine.routine import Block, Exercise, Routine
from stretchcoach.routine.routine_file import read_routine
from stretchcoach.routine.routine_writing import write_routine
from stretchcoach.routine.stretch import Source
from tests import strategies

TEXT = """\
# What my physiotherapist asked for.
format = 1
id = "from-my-physio"   # as on the sheet
title = "From my physio"
summary = "Every evening, for the back of the legs."
cautions = ["Stop if the left knee complains."]

[caution]  # said first
full = "Mind the left knee."
brief = "Mind the knee."

# First the back of the legs.
[[blocks]]
# Lying, never sitting.
[[blocks.stretches]]
stretch = "lying-hamstring"
hold = "45s"     # 60 from May on
reps = 5

# Then the front.
[[blocks]]
[[blocks.stretches]]
stretch = "quads-lying"
hold = " 20 s "

# And a little rest.
[[finish]]
full = "That was all."
brief = "Done."
then_seconds = 2.50

# Called on Monday.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def read(path: Path, text: str) -> Routine:
    path.write_text(text, encoding="utf-8")
    library = strategies.library()
    return read_routine(read_table(path), library.stretches, library.coaching)


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def exercise(name: str, hold: str | None = None, reps: int | None = None) -> Exercise:
    stretch = strategies.library().stretches[name]
    dose = stretch.dose
    return Exercise(
        stretch, replace(dose, hold=Hold.parse(hold) if hold else dose.hold, reps=dose.reps if reps is None else reps)
    )


@pytest.mark.parametrize("text", [TEXT, *(path.read_text(encoding="utf-8") for path in DATA.glob("routines/*.toml"))])
def test_a_routine_that_did_not_change_leaves_its_file_as_it_is(path: Path, text: str) -> None:
    assert write_routine(text, read(path, text)) == text


def test_what_changed_is_written_in_its_place(path: Path) -> None:
    routine = read(path, TEXT)
    first, second = routine.blocks
    changed = replace(
        routine,
        title="For the legs",
        caution=Line("Mind the left knee.", "Mind it.", 1.0),
        finish_breaths=3,
        blocks=(Block((exercise("lying-hamstring", "60s", 5),)), second),
    )
    assert first != changed.blocks[0]
    assert write_routine(TEXT, changed) == TEXT.replace('title = "From my physio"', 'title = "For the legs"').replace(
        'brief = "Mind the knee."', 'brief = "Mind it."\nthen_seconds = 1'
    ).replace('complains."]\n', 'complains."]\nfinish_breaths = 3\n').replace('"45s"', '"60s"')


def test_an_exercise_and_a_block_are_added(path: Path) -> None:
    routine = read(path, TEXT)
    first, second = routine.blocks
    more = Block((*first.exercises, exercise("inner-thigh")))
    changed = replace(routine, blocks=(more, Block((exercise("settle", "8b"),)), second))
    text = write_routine(TEXT, changed)
    assert text == TEXT.replace(
        "reps = 5\n",
        """\
reps = 5
[[blocks.stretches]]
stretch = "inner-thigh"

[[blocks]]
[[blocks.stretches]]
stretch = "settle"
hold = "8b"
""",
    )
    assert read(path, text).blocks == changed.blocks


def test_a_block_that_is_removed_takes_its_own_comments_along_and_no_other(path: Path) -> None:
    routine = read(path, TEXT)
    text = write_routine(TEXT, replace(routine, blocks=routine.blocks[:1]))
    assert comments(text) == [comment for comment in comments(TEXT) if comment != " Then the front."]
    assert read(path, text).blocks == routine.blocks[:1]


def test_blocks_that_change_places_keep_their_comments(path: Path) -> None:
    routine = read(path, TEXT)
    text = write_routine(TEXT, replace(routine, blocks=routine.blocks[::-1]))
    assert sorted(comments(text)) == sorted(comments(TEXT))
    assert '# Then the front.\n[[blocks]]\n[[blocks.stretches]]\nstretch = "quads-lying"' in text
    assert text.index("quads-lying") < text.index("lying-hamstring") < text.index("# And a little rest.")


def test_the_usual_dose_of_a_stretch_is_not_written(path: Path) -> None:
    routine = read(path, TEXT)
    usual = replace(routine, blocks=(Block((exercise("lying-hamstring"),)), routine.blocks[1]))
    text = write_routine(TEXT, usual)
    assert "45s" not in text
    assert "reps" not in text
    assert read(path, text).blocks == usual.blocks


def test_a_usual_dose_that_was_written_stays_written(path: Path) -> None:
    own = strategies.library().stretches["lying-hamstring"].dose
    text = TEXT.replace('"45s"', f'"{own.hold}"')
    routine = read(path, text)
    changed = replace(routine, blocks=(Block((exercise("lying-hamstring", None, 7),)), routine.blocks[1]))
    assert write_routine(text, changed) == text.replace("reps = 5", "reps = 7")


def test_a_new_file_is_written_from_nothing(path: Path) -> None:
    routine = strategies.library().routines["low-back-relief"]
    text = write_routine("", routine)
    assert text.startswith('format = 1\nid = "low-back-relief"\n')
    assert read(path, text) == routine


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="{}!#"), min_size=1, max_size=20)
LINES = st.builds(Line, WORDS, WORDS, st.sampled_from([0.0, 2.0, 7.25]))
NAMES = sorted(strategies.library().stretches)


@st.composite
def exercises(draw: st.DrawFn, names: list[str]) -> Exercise:
    stretch = strategies.library().stretches[draw(st.sampled_from(names))]
    dose = replace(stretch.dose, hold=draw(st.just(stretch.dose.hold) | strategies.holds()))
    if stretch.dose.reps:
        dose = replace(dose, reps=draw(st.just(dose.reps) | st.integers(1, 10)))
    return Exercise(stretch, dose)


def blocks() -> st.SearchStrategy[Block]:
    stretches = strategies.library().stretches
    kinds = [[name for name in NAMES if stretches[name].one_sided is one_sided] for one_sided in (True, False)]
    return st.sampled_from(kinds).flatmap(
        lambda names: st.lists(exercises(names), min_size=1, max_size=3).map(lambda some: Block(tuple(some)))
    )


@st.composite
def changed(draw: st.DrawFn, routine: Routine) -> Routine:
    """Change anything that a file can say, or leave it."""
    some_blocks = st.permutations(routine.blocks).flatmap(
        lambda order: st.lists(st.sampled_from(order) | blocks(), min_size=1, max_size=4)
    )
    changes: dict[str, st.SearchStrategy[Any]] = {
        "title": WORDS,
        "summary": WORDS,
        "order": st.integers(1, 1000),
        "finish_breaths": st.integers(1, 20),
        "cautions": st.lists(WORDS, max_size=3).map(tuple),
        "caution": st.none() | LINES,
        "finish": st.lists(LINES | st.sampled_from([*routine.finish, Line("x", "x")]), max_size=3).map(tuple),
        "sources": st.lists(st.builds(Source, WORDS, WORDS), max_size=2).map(tuple),
        "blocks": some_blocks.map(tuple),
    }
    for name, values in changes.items():
        if draw(st.booleans()):
            routine = replace(routine, **{name: draw(values)})
    return routine


ROUTINES = [TEXT, *(path.read_text(encoding="utf-8") for path in sorted(DATA.glob("routines/*.toml")))]


@settings(max_examples=200)
@given(data=st.data())
def test_what_is_written_is_read_as_the_same_routine(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-routine.toml"
    text = data.draw(st.sampled_from(ROUTINES))
    for _round in range(2):
        wanted = data.draw(changed(read(path, text)))
        text = write_routine(text, wanted)
        written = read(path, text)
        assert written == replace(wanted, easier=written.easier)
        assert write_routine(text, written) == text


@given(data=st.data())
def test_every_comment_survives_while_nothing_is_removed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-comments.toml"
    lines = data.draw(st.sampled_from(ROUTINES)).splitlines(keepends=True)
    chosen = data.draw(st.sets(st.sampled_from(range(len(lines)))))
    text = "".join(f"# comment {at}\n{line}" if at in chosen else line for at, line in enumerate(lines))
    routine = read(path, text)
    more = data.draw(st.permutations([*routine.blocks, data.draw(blocks())]))
    hold = data.draw(strategies.holds())
    longer = [Block(tuple(replace(one, dose=replace(one.dose, hold=hold)) for one in each.exercises)) for each in more]
    wanted = replace(routine, title=data.draw(WORDS), order=data.draw(st.integers(1, 1000)), blocks=tuple(longer))
    written = write_routine(text, wanted)
    assert sorted(comments(written)) == sorted(comments(text))
    assert read(path, written).blocks == wanted.blocks
