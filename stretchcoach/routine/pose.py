"""The key poses of a stretch: joint angles in anatomical terms, and what each hand holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stretchcoach.domain.muscle import Muscle
from stretchcoach.domain.ranges import Range

LIMBS = ("working", "other")
"""The side that is stretched, and the opposite one. Which of them is left depends on the session's current side."""


class Rest(StrEnum):
    """What the body rests on."""

    STANDING = "standing"
    SITTING = "sitting"
    BACK = "back"
    FRONT = "front"
    SIDE = "side"
    KNEELING = "kneeling"


class Camera(StrEnum):
    """The direction of view."""

    SIDE = "side"
    THREE_QUARTER = "three-quarter"
    FRONT = "front"
    ABOVE = "above"
    FEET = "feet"


class Prop(StrEnum):
    """Equipment besides the mat."""

    STRAP = "strap"
    CHAIR = "chair"
    WALL = "wall"


class Place(StrEnum):
    """What a hand can hold: a part of the working leg, trunk or head, or the strap."""

    KNEE = "knee"
    SHIN = "shin"
    ANKLE = "ankle"
    HEEL = "heel"
    TOES = "toes"
    BELLY = "belly"
    BROW = "brow"
    STRAP = "strap"


def _degrees(least: float, most: float) -> Range:
    return Range(least, most, 1, "degrees")


# The usual range of each joint as the American Academy of Orthopaedic Surgeons gives it (Joint Motion, 1965), and for
# the spine White and Panjabi (1990), widened to what dancers and gymnasts reach: only the impossible is refused.
_SPINE = {
    "lumbar_flexion": _degrees(-50, 75),
    "lumbar_side_bend": _degrees(-40, 40),
    "lumbar_rotation": _degrees(-20, 20),
    "thoracic_flexion": _degrees(-35, 55),
    "thoracic_side_bend": _degrees(-40, 40),
    "thoracic_rotation": _degrees(-50, 50),
    "neck_flexion": _degrees(-80, 80),
    "neck_rotation": _degrees(-90, 90),
}
_LIMB = {
    "hip_flexion": _degrees(-40, 150),
    "hip_abduction": _degrees(-45, 90),
    "hip_rotation": _degrees(-60, 90),
    "knee_flexion": _degrees(-10, 165),
    "ankle_dorsiflexion": _degrees(-70, 45),
    "shoulder_flexion": _degrees(-75, 190),
    "shoulder_abduction": _degrees(-60, 190),
    "shoulder_rotation": _degrees(-100, 110),
    "elbow_flexion": _degrees(-15, 160),
}
JOINTS: Mapping[str, Range] = _SPINE | {f"{limb}.{joint}": range_ for limb in LIMBS for joint, range_ in _LIMB.items()}
"""The human range of every joint angle, in degrees. Positive are flexion, abduction, outward rotation, dorsiflexion,
and a side bend or rotation towards the working side."""

CONTACTS: tuple[str, ...] = tuple(f"{limb}.{part}" for limb in LIMBS for part in ("foot", "hand"))
"""The parts that can stay where the ready pose puts them."""


class Pose(StrEnum):
    """The name of a key pose, at one end of a movement."""

    READY = "ready"
    INHALED = "inhaled"
    EXHALED = "exhaled"
    DEEP = "deep"


@dataclass(frozen=True)
class Stance:
    """The body in one key pose. Raises OutOfRangeError, naming the joint and its range."""

    angles: Mapping[str, float]
    """The angle of each of JOINTS, in degrees."""
    holds: Mapping[str, Place]
    """What the hand of each of LIMBS holds. A hand that holds nothing follows from the arm's angles."""

    def __post_init__(self) -> None:
        for joint, degrees in self.angles.items():
            JOINTS[joint].check(joint, degrees)


@dataclass(frozen=True)
class KeyPoses:
    """How a stretch looks: its poses, what the body rests on, and the view."""

    rest: Rest
    camera: Camera
    muscle: Muscle | None
    stances: Mapping[Pose, Stance]
    props: frozenset[Prop] = frozenset()
    stays: frozenset[str] = frozenset()
    """The CONTACTS that stay in place from the ready pose on."""
