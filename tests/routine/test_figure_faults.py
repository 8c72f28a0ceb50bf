"""Each fault in a figure is reported: impossible angles, misspelt names and missing values."""

import math
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings, strategies as st

from stretchcoach.cli.main import main
from stretchcoach.domain.ranges import OutOfRangeError, Range
from stretchcoach.files.fault import Fault, InvalidFileError
from stretchcoach.files.toml_reading import read_table
from stretchcoach.routine.pose import JOINTS, Pose, Stance
from stretchcoach.routine.stretch_file import read_stretch
from tests.routine.test_faults import STRETCH, VALUES, Where, line_of, places

FIGURE = """\
[figure]
rest = "standing"
camera = "side"
muscle = "quads"
props = ["chair"]
stays = ["other.foot", "other.hand"]

[figure.ready.working]
knee_flexion = 30
elbow_flexion = 12

[figure.ready.other]
shoulder_flexion = 42

[figure.inhaled.working]
knee_flexion = 122
holds = "ankle"

[figure.deep]
lumbar_flexion = 6
"""
WITHOUT = f"{STRETCH}\n"
WHOLE = WITHOUT + FIGURE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def faults(path: Path, text: str) -> tuple[Fault, ...]:
    path.write_text(text, encoding="utf-8")
    try:
        read_stretch(read_table(path))
    except InvalidFileError as refused:
        return refused.faults
    return ()


def one_angle(joint: str, degrees: float) -> str:
    limb, dot, name = joint.rpartition(".")
    ready = f"[figure.ready.{limb}]" if dot else "[figure.ready]"
    return f'{WITHOUT}\n[figure]\nrest = "back"\ncamera = "side"\n{ready}\n{name} = {degrees}\n'


def test_the_undamaged_figure_is_valid(path: Path) -> None:
    assert faults(path, WHOLE) == ()


@pytest.mark.parametrize(("joint", "range_"), JOINTS.items(), ids=list(JOINTS))
def test_the_limits_of_a_joint_are_allowed(path: Path, joint: str, range_: Range) -> None:
    for degrees in (range_.least, range_.most):
        assert Stance({joint: degrees}, {}).angles[joint] == degrees
        assert faults(path, one_angle(joint, degrees)) == ()


@pytest.mark.parametrize(("joint", "range_"), JOINTS.items(), ids=list(JOINTS))
def test_beyond_its_limits_a_joint_is_a_fault(
    path: Path, capsys: pytest.CaptureFixture[str], joint: str, range_: Range
) -> None:
    for degrees in (range_.least - 0.5, range_.most + 0.5):
        with pytest.raises(OutOfRangeError, match=f"{joint} is .*{range_.least:g} to {range_.most:g} degrees"):
            Stance({joint: degrees}, {})
        text = one_angle(joint, degrees)
        path.write_text(text, encoding="utf-8")
        assert main(["check", str(path)]) == 1
        told = "".join(capsys.readouterr())
        name = joint.rpartition(".")[2]
        assert f"{path}:{line_of(f'{name} = ', text)}: figure.ready.{joint}: is {degrees:g}" in told
        assert f"{range_.least:g} to {range_.most:g} degrees" in told


@pytest.mark.parametrize("degrees", [math.nan, math.inf, -math.inf])
def test_an_angle_must_be_finite(degrees: float) -> None:
    for joint in JOINTS:
        with pytest.raises(OutOfRangeError):
            Stance({joint: degrees}, {})


@pytest.mark.parametrize(
    ("old", "new", "at", "where", "helpful"),
    [
        ("lumbar_flexion = 6", "lumber_flexion = 6", "lumber", "figure.deep.lumber_flexion", "'lumbar_flexion'?"),
        ("elbow_flexion = 12", "elbow_flexon = 12", "elbow_flexon", "figure.ready.working.elbow_flexon", "'elbow_flex"),
        ("[figure.deep]\n", "[figure.deap]\n", "[figure.deap]", "figure.deap", "did you mean 'deep'?"),
        ('camera = "side"', 'camera = "sid"', "camera", "figure.camera", "did you mean 'side'?"),
        ('rest = "standing"', 'rest = "standin"', "rest", "figure.rest", "did you mean 'standing'?"),
        ('muscle = "quads"', 'muscle = "quad"', "muscle", "figure.muscle", "did you mean 'quads'?"),
        ('"chair"', '"char"', "props", "figure.props", "did you mean 'chair'?"),
        ('"other.hand"', '"other.hands"', "stays", "figure.stays", "did you mean 'other.hand'?"),
        ('holds = "ankle"', 'holds = "ankel"', "ankel", "figure.inhaled.working.holds", "did you mean 'ankle'?"),
        ('holds = "ankle"', "holds = 5", "holds = 5", "figure.inhaled.working.holds", "write text in quotes"),
        (
            "[figure.ready.working]",
            "[figure.ready.workin]",
            "[figure.ready.workin]",
            "figure.ready.workin",
            "'working'",
        ),
        ('rest = "standing"\n', "", "[figure]", "figure.rest", "is missing"),
        ('camera = "side"\n', "", "[figure]", "figure.camera", "is missing"),
        ("lumbar_flexion = 6", 'lumbar_flexion = "6"', "lumbar", "figure.deep.lumbar_flexion", "write a number"),
        ("lumbar_flexion = 6", "lumbar_flexion = nan", "lumbar", "figure.deep.lumbar_flexion", "an ordinary number"),
        ("lumbar_flexion = 6", "lumbar_flexion = true", "lumbar", "figure.deep.lumbar_flexion", "write a number"),
        ("[figure.ready.working]", "[[figure.ready.working]]", "[[", "figure.ready.working", "write a table"),
    ],
)
def test_a_fault_in_a_figure(path: Path, old: str, new: str, at: str, where: str, helpful: str) -> None:
    assert old in FIGURE
    text = WITHOUT + FIGURE.replace(old, new, 1)
    found = [str(fault) for fault in faults(path, text)]
    line = text.count("\n", 0, text.index(at, len(WITHOUT))) + 1
    assert any(told.startswith(f"{path}:{line}: {where}: ") and helpful in told for told in found), found


@pytest.mark.parametrize("value", ["5", '"standing"', "[]", "[1, 2]", "true", "2020-01-01"])
def test_a_figure_and_its_poses_must_be_tables(path: Path, value: str) -> None:
    head, _dot, tables = WITHOUT.partition("[dose]")
    (fault, *_more) = faults(path, f"{head}figure = {value}\n[dose]{tables}")
    assert fault.where.startswith("figure")
    for pose in Pose:
        text = f'{WITHOUT}[figure]\nrest = "back"\ncamera = "side"\n{pose} = {value}\n'
        assert f"figure.{pose}" in [fault.where for fault in faults(path, text)]


def test_a_figure_needs_a_ready_pose(path: Path) -> None:
    (fault,) = faults(path, f'{WITHOUT}[figure]\nrest = "back"\ncamera = "side"\n')
    assert fault.where == "figure.ready"
    assert "is missing; add" in fault.message


def in_figure(values: object) -> Iterator[Where]:
    return (("figure", *way) for way in places(values))


@settings(max_examples=150)
@given(data=st.data())
def test_any_value_in_any_place_of_a_figure_is_accepted_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    values: Any = deepcopy(tomllib.loads(WHOLE))
    ways = [("figure",), *in_figure(values["figure"])]
    *way, last = data.draw(st.sampled_from(ways))
    holder = values
    for step in way:
        holder = holder[step]
    if data.draw(st.booleans()):
        holder[last] = data.draw(VALUES | st.sampled_from(["back", "strap", "belly", "", {}, [], -1e300, 1e300]))
    else:
        del holder[last]
    path = tmp_path_factory.getbasetemp() / "any-figure.toml"
    path.write_text(tomli_w.dumps(values), encoding="utf-8")
    found: tuple[Fault, ...] = ()
    try:
        read_stretch(read_table(path))
    except InvalidFileError as refused:
        found = refused.faults
    assert all(fault.path == path and fault.line >= 1 and fault.message for fault in found)
