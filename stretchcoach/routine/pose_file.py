"""Reading the key poses in a stretch file."""

from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from stretchcoach.domain.muscle import Muscle
from stretchcoach.files.suggestions import did_you_mean
from stretchcoach.files.table import Table
from stretchcoach.routine.pose import (
    CONTACTS,
    JOINTS,
    LIMBS,
    Camera,
    KeyPoses,
    Place,
    Pose,
    Prop,
    Rest,
    Stance,
)

W = TypeVar("W", bound=StrEnum)

_NAMES = {
    "": tuple(joint for joint in JOINTS if "." not in joint),
    **{f"{limb}.": tuple(joint.partition(".")[2] for joint in JOINTS if joint.startswith(limb)) for limb in LIMBS},
}
"""The names of the joints within the table of the spine and of a limb."""


def read_key_poses(table: Table) -> KeyPoses | None:
    """Return the poses in the table `figure`, or None after a fault, which refuses the file anyway."""
    rest = _word(table, "rest", Rest)
    camera = _word(table, "camera", Camera)
    muscle = _word(table, "muscle", Muscle) if table.has("muscle") else None
    props = frozenset(_listed(table, "props", tuple(Prop)))
    stays = frozenset(_listed(table, "stays", CONTACTS))
    ready = _read_stance(table.table(Pose.READY, required=True), Stance(dict.fromkeys(JOINTS, 0.0), {}))
    stances: dict[Pose, Stance] = {Pose.READY: ready}
    for pose in (Pose.INHALED, Pose.EXHALED, Pose.DEEP):
        stances[pose] = _read_stance(table.table(pose), ready)
    table.report_unknown_keys()
    if table.has_faults or rest is None or camera is None:
        return None
    return KeyPoses(rest, camera, muscle, MappingProxyType(stances), frozenset(map(Prop, props)), stays)


def _read_stance(table: Table, default: Stance) -> Stance:
    """Read a pose. Angles and hands that it does not name are as in `default`."""
    angles, holds = dict(default.angles), dict(default.holds)
    _read_angles(table, angles)
    _read_limbs(table, angles, holds)
    table.report_unknown_keys()
    return Stance(MappingProxyType(angles), MappingProxyType(holds))


def _read_limbs(pose: Table, angles: dict[str, float], holds: dict[str, Place]) -> None:
    for limb in LIMBS:
        part = pose.table(limb)
        _read_angles(part, angles, f"{limb}.")
        if part.has("holds"):
            place = _word(part, "holds", Place, or_else="nothing")
            holds.pop(limb, None)
            if place is not None:
                holds[limb] = place
        part.report_unknown_keys()


def _read_angles(part: Table, angles: dict[str, float], prefix: str = "") -> None:
    """Replace those of `angles` that `part` names."""
    for name in _NAMES[prefix]:
        if not part.has(name):
            continue
        joint = prefix + name
        angles[joint] = degrees = part.number(name)
        if degrees not in JOINTS[joint]:
            angles[joint] = 0.0
            part.add_fault(name, f"is {degrees:g}, which no human reaches; choose {JOINTS[joint]}")


def _word(table: Table, key: str, words: type[W], or_else: str = "") -> W | None:
    def parse(text: str) -> W | None:
        if text == or_else:
            return None
        try:
            return words(text)
        except ValueError:
            raise ValueError(f"is {text!r}; {did_you_mean(text, [*words, *filter(None, [or_else])])}") from None

    return table.parsed(key, parse)


def _listed(table: Table, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    listed = table.texts(key)
    for text in listed:
        if text not in allowed:
            table.add_fault(key, f"contains {text!r}; {did_you_mean(text, allowed)}")
    return tuple(text for text in listed if text in allowed)
