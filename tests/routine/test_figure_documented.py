"""docs/files.md describes figures correctly, and its example is valid."""

import re
from pathlib import Path

import pytest

from stretchcoach.domain.muscle import Muscle
from stretchcoach.figure.key_postures import key_postures
from stretchcoach.figure.solver import solve
from stretchcoach.files.toml_reading import read_table
from stretchcoach.routine.pose import CONTACTS, JOINTS, LIMBS, Camera, Place, Pose, Prop, Rest
from stretchcoach.routine.stretch_file import read_stretch
from tests.routine.test_faults import STRETCH

FILES = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")
DOCUMENTED = FILES[FILES.index("### Its figure") : FILES.index("## Settings")]


def test_every_joint_is_documented_with_its_range() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (-?\d+) to (-?\d+) \| .+ \|$", DOCUMENTED, re.MULTILINE)
    told = {name: (float(least), float(most)) for name, least, most in rows}
    assert len(told) == len(rows)
    ranges = {joint: (range_.least, range_.most) for joint, range_ in JOINTS.items()}
    for limb in LIMBS:
        assert told == {
            joint.removeprefix(f"{limb}."): range_ for joint, range_ in ranges.items() if is_of(joint, limb)
        }


def is_of(joint: str, limb: str) -> bool:
    return "." not in joint or joint.startswith(limb)


@pytest.mark.parametrize(
    ("key", "words"),
    [("rest", Rest), ("camera", Camera), ("muscle", Muscle), ("props", Prop), ("stays", CONTACTS)],
)
def test_every_word_is_documented(key: str, words: tuple[str, ...]) -> None:
    row = next(line for line in DOCUMENTED.splitlines() if line.startswith(f"| `{key}` |"))
    assert re.findall(r'`"([^"]+)"`', row) == list(words)


def test_every_place_and_pose_is_documented() -> None:
    told = DOCUMENTED[DOCUMENTED.index("`holds`") : DOCUMENTED.index("| joint |")]
    assert re.findall(r'`"([^"]+)"`', told) == [*Place, "nothing"]
    assert set(re.findall(r"`\[figure\.(\w+)\]`", DOCUMENTED)) == set(Pose)


def test_the_example_is_a_figure(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", DOCUMENTED, re.DOTALL)
    path = tmp_path / "calf.toml"
    path.write_text(STRETCH + example, encoding="utf-8")
    poses = read_stretch(read_table(path)).figure
    assert poses is not None
    ready, deep = (solve(key_postures(poses)[pose]).joints for pose in (Pose.READY, Pose.DEEP))
    assert ready["crown"][2] > 1.4
    assert deep["crown"][2] < ready["crown"][2]
