"""Each fault in a stretch or routine file is reported with its line, its key and a remedy."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, strategies as st

from stretchcoach.files.fault import Fault, InvalidFileError
from stretchcoach.files.toml_reading import read_table
from stretchcoach.routine.library import Library
from stretchcoach.routine.routine_file import read_routine
from stretchcoach.routine.stretch_file import read_stretch
from tests import strategies

INHALE = """
[[inhale]]
full = "Breathe in and grow tall."
brief = "In, tall."
"""
STRETCH = f"""\
format = 1
id = "calf"
title = "Calf at the wall"
why = "A long calf makes walking easy."
feel = "A pull below the knee."
manner = "stretch"
one_sided = true
needs = ["wall"]
focus = ["calves"]
cautions = []
easier = "settle"

[dose]
reps = 4
reps_from = 3
reps_to = 5
hold = "30s"
hold_from = "20s"
hold_to = "60s"

[[set_up]]
full = "Stand with the {{side}} leg back."
brief = "Leg back."
then_seconds = 3
{INHALE}
[[exhale]]
full = "Breathe out and lean."
brief = "Out, lean."

[[sources]]
title = "A book"
at = "page 7"
"""
BLOCKS = """\
[[blocks]]
[[blocks.stretches]]
stretch = "lying-hamstring"
hold = "40s"
reps = 3
[[blocks.stretches]]
stretch = "inner-thigh"
"""
ROUTINE = f"""\
format = 1
id = "evening"
title = "Evening"
summary = "Two stretches before bed."
order = 5
finish_breaths = 2
cautions = ["Never by force."]

{BLOCKS}
[caution]
full = "Slowly, and never by force."
brief = "Slowly."

[[finish]]
full = "That was all."
brief = "Done."
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def check(path: Path, library: Library) -> None:
    table = read_table(path)
    if "dose" in table.keys:
        read_stretch(table)
    else:
        read_routine(table, library.stretches, library.coaching)


def faults(path: Path, text: str, library: Library) -> tuple[Fault, ...]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFileError) as refused:
        check(path, library)
    return refused.value.faults


def line_of(part: str, text: str) -> int:
    """Return the line of the first `part` in `text`. An empty part is on line 1."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("text", [STRETCH, ROUTINE], ids=["stretch", "routine"])
def test_the_undamaged_files_are_valid(path: Path, library: Library, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    check(path, library)


@pytest.mark.parametrize(
    ("old", "new", "at", "where", "helpful"),
    [
        ('title = "Calf at the wall"\n', "", "", "title", "is missing; add text in quotes"),
        ('brief = "In, tall."\n', "", "[[inhale]]", "inhale[1].brief", "is missing; add text in quotes"),
        ('at = "page 7"\n', "", "[[sources]]", "sources[1].at", "is missing"),
        ("focus = ", "focsu = ", "focsu", "focsu", "did you mean 'focus'?"),
        ("then_seconds = 3", "than_seconds = 3", "than", "set_up[1].than_seconds", "did you mean 'then_seconds'?"),
        ("easier = ", "zzz = ", "zzz", "zzz", "choose from cautions, dose, easier"),
        ('title = "Calf at the wall"', "title = 5", "title", "title", "is the number 5; write text in quotes"),
        ('title = "Calf at the wall"', 'title = " "', "title", "title", "is empty; write a few words"),
        ("one_sided = true", 'one_sided = "yes"', "one_sided", "one_sided", "write true or false"),
        ('needs = ["wall"]', 'needs = "wall"', "needs", "needs", "is the text 'wall'; write a list"),
        ('needs = ["wall"]', "needs = [7]", "needs", "needs", "contains the number 7; every item must be text"),
        ("reps_to = 5", "reps_to = 5.5", "reps_to", "dose.reps_to", "is the number 5.5; write a whole number"),
        ("reps_to = 5", "reps_to = 3", "reps = 4", "dose.reps", "choose a number between reps_from and reps_to"),
        (
            "then_seconds = 3",
            "then_seconds = -1",
            "then",
            "set_up[1].then_seconds",
            "is out of range: -1; choose 0 to 60 s",
        ),
        ("then_seconds = 3", "then_seconds = 1e9", "then", "set_up[1].then_seconds", "choose 0 to 60 s"),
        ("then_seconds = 3", "then_seconds = nan", "then", "set_up[1].then_seconds", "write an ordinary number"),
        (
            'hold_to = "60s"',
            'hold_to = "9999s"',
            "hold_to",
            "dose.hold_to",
            "out of range: choose 5 to 300 s",
        ),
        ('hold_to = "60s"', 'hold_to = "-60s"', "hold_to", "dose.hold_to", "write seconds like 30s"),
        (
            'hold_from = "20s"',
            'hold_from = "2b"',
            "hold_from",
            "dose.hold_from",
            "use the same unit as hold, which is 30s",
        ),
        ('hold_from = "20s"', 'hold_from = "40s"', 'hold = "30s"', "dose.hold", "between hold_from and hold_to"),
        (
            "Breathe out and lean.",
            "lean " * 41,
            "lean lean",
            "exhale[1].full",
            "205 characters; shorten it to at most 200",
        ),
        ("{side}", "{foo}", "{foo}", "set_up[1].full", "{other}, {side} can be used"),
        ("{side}", "{side", "{side", "set_up[1].full", "{other}, {side} can be used"),
        ("one_sided = true", "one_sided = false", "{side}", "set_up[1].full", "none can be used"),
        ("grow tall.", "grow tall!", "tall!", "inhale[1].full", "a calm voice does without one"),
        ("grow tall.", "grow\\ntall.", "grow", "inhale[1].full", "write it on one line"),
        ("A pull below", "A \\u001b[31mpull below", "A \\u001b", "feel", "write it on one line"),
        ('id = "calf"', 'id = "Calf Stretch"', "id", "id", "use lowercase letters, digits and single hyphens"),
        ('id = "calf"', 'id = "../calf"', "id", "id", "use lowercase letters, digits and single hyphens"),
        ('manner = "stretch"', 'manner = "jump"', "manner", "manner", "is 'jump'; choose stretch or settle"),
        (INHALE, "", "", "inhale", "is missing; add at least one [[inhale]]"),
        ("[[set_up]]", "[[hold]]", "", "set_up", "is missing"),
        (
            "cautions = []",
            "cautions = []\nset_up_after = 5",
            "set_up_after",
            "set_up_after",
            "write a table, headed [set_up_after]",
        ),
    ],
)
def test_a_fault_in_a_stretch(
    path: Path, library: Library, old: str, new: str, at: str, where: str, helpful: str
) -> None:
    assert old in STRETCH
    text = STRETCH.replace(old, new, 1)
    (fault,) = faults(path, text, library)
    assert str(fault).startswith(f"{path}:{line_of(at, text)}: {where}: ")
    assert helpful in fault.message


FIRST = "blocks[1].stretches[1]"
SECOND = "blocks[1].stretches[2]"


@pytest.mark.parametrize(
    ("old", "new", "at", "where", "helpful"),
    [
        ('summary = "Two stretches before bed."\n', "", "", "summary", "is missing; add text in quotes"),
        ("order = ", "ordr = ", "ordr", "ordr", "did you mean 'order'?"),
        ("order = 5", "order = 'first'", "order", "order", "write a whole number"),
        ("order = 5", "order = 2000", "order", "order", "choose 1 to 1000"),
        ("finish_breaths = 2", "finish_breaths = 99", "finish_breaths", "finish_breaths", "1 to 20 breaths"),
        ("lying-hamstring", "lying-hamstrin", "lying-", f"{FIRST}.stretch", "did you mean 'lying-hamstring'?"),
        ("inner-thigh", "yoga", "yoga", f"{SECOND}.stretch", "choose from inner-thigh, lying-hamstring"),
        ('stretch = "inner-thigh"', "stretch = 5", "stretch = 5", f"{SECOND}.stretch", "write text in quotes"),
        (
            'hold = "40s"',
            'hold = "9999s"',
            "hold = ",
            f"{FIRST}.hold",
            "out of range: choose 5 to 300 s",
        ),
        ('hold = "40s"', 'hold = "-3s"', "hold = ", f"{FIRST}.hold", "write seconds like 30s"),
        ('hold = "40s"', "hold = 40", "hold = ", f"{FIRST}.hold", "is the number 40; write text in quotes"),
        ("reps = 3", "reps = 500", "reps", f"{FIRST}.reps", "is out of range: 500; choose 1 to 10 reps"),
        ("reps = 3", "reps = -4", "reps", f"{FIRST}.reps", "is out of range: -4; choose 1 to 10 reps"),
        ("reps = 3", "rep = 3", "rep = 3", f"{FIRST}.rep", "did you mean 'reps'?"),
        (
            '"inner-thigh"',
            '"inner-thigh"\nreps = 3',
            "reps = 3\n\n",
            f"{SECOND}.reps",
            "has no warm-up reps; remove it",
        ),
        (
            "inner-thigh",
            "settle",
            "[[blocks.stretches]]",
            "blocks[1].stretches",
            "can't mix stretches with and without sides; write a block for each",
        ),
        (BLOCKS, "blocks = []\n", "blocks", "blocks", "is empty; add at least one [[blocks]]"),
        (BLOCKS, "", "", "blocks", "is missing; add at least one [[blocks]]"),
        (BLOCKS, "[[blocks]]\nstretches = []\n", "stretches =", "blocks[1].stretches", "is empty; add at least one"),
        (BLOCKS, "[[blocks]]\n", "[[blocks]]", "blocks[1].stretches", "add at least one [[blocks.stretches]]"),
        (
            BLOCKS,
            'blocks = ["settle"]\n',
            "blocks",
            "blocks",
            "contains the text 'settle'; write every item as a table",
        ),
        ("Slowly, and", "Slowly, {side}", "Slowly, {", "caution.full", "none can be used"),
        ("That was all.", "That was all!", "all!", "finish[1].full", "a calm voice does without one"),
    ],
)
def test_a_fault_in_a_routine(
    path: Path, library: Library, old: str, new: str, at: str, where: str, helpful: str
) -> None:
    assert old in ROUTINE
    text = ROUTINE.replace(old, new, 1)
    (fault,) = faults(path, text, library)
    assert str(fault).startswith(f"{path}:{line_of(at, text)}: {where}: ")
    assert helpful in fault.message


def test_five_faults_are_reported_together_in_the_order_of_their_lines(path: Path, library: Library) -> None:
    text = STRETCH
    for old, new in (
        ("grow tall.", "grow tall!"),
        ('id = "calf"', 'id = "Calf"'),
        ("{side}", "{foo}"),
        ("focus", "focsu"),
        ('hold_to = "60s"', "hold_to = 60"),
    ):
        text = text.replace(old, new)
    found = faults(path, text, library)
    assert [fault.where for fault in found] == ["id", "focsu", "dose.hold_to", "set_up[1].full", "inhale[1].full"]
    assert [fault.line for fault in found] == [
        line_of(part, text) for part in ('id = "Calf"', "focsu", "hold_to", "{foo}", "tall!")
    ]
    assert len(str(InvalidFileError(found)).splitlines()) == 5


Where = tuple[str | int, ...]


def places(value: object, above: Where = ()) -> Iterator[Where]:
    """Yield the path to every value in a file, including tables and lists."""
    if above:
        yield above
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*above, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, (*above, number))


SCALARS = (
    st.integers()
    | st.floats()
    | st.booleans()
    | st.text()
    | st.sampled_from(["5b", "30s", "settle", "inner-thigh", "{side}", "!"])
    | st.dates()
    | st.datetimes()
    | st.times()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["full", "brief", "stretch", "x", ""]), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("text", [STRETCH, ROUTINE], ids=["stretch", "routine"])
@given(data=st.data())
def test_any_value_in_any_place_is_accepted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    values: Any = deepcopy(tomllib.loads(text))
    *way, last = data.draw(st.sampled_from(list(places(values))))
    holder = values
    for step in way:
        holder = holder[step]
    holder[last] = data.draw(VALUES)
    path = tmp_path_factory.getbasetemp() / "any-value.toml"
    path.write_text(tomli_w.dumps(values), encoding="utf-8")
    library = strategies.library()
    found: tuple[Fault, ...] = ()
    try:
        if text is STRETCH:
            read_stretch(read_table(path))
        else:
            read_routine(read_table(path), library.stretches, library.coaching)
    except InvalidFileError as refused:
        found = refused.faults
    assert all(fault.path == path and fault.line >= 1 and fault.message for fault in found)
