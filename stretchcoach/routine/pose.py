"""The key poses of a stretch: joint angles in anatomical terms, and what the hands hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stretchcoach.domain.muscle import Muscle
from stretchcoach.domain.ranges import Range

LIMBS = ("working", "other")
"""The side that is stretched, and the opposite one; the side of the session decides which is left."""


class Rest(StrEnum):
    """What the body rests on."""

    STANDING = "standing"
    SITTING = "sitting"
    BACK = "back"
    FRONT = "front"
    SIDE = "side"
    KNEELING = "kneeling"


class Camera(StrEnum):
    """Where a stretch is looked at from."""

    SIDE = "side"
    THREE_QUARTER = "three-quarter"
    FRONT = "front"
    ABOVE = "above"
    FEET = "feet"


class Prop(StrEnum):
    """What is used beside the mat."""

    STRAP = "strap"
    CHAIR = "chair"
    WALL = "wall"


class Place(StrEnum):
    """What a hand can hold: a part of the working leg, of the trunk or head, or the strap."""

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
# the spine White and Panjabi (1990), widened to what dancers and gymnasts show: refused is only what no one reaches.
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
"""Every joint angle of a pose in degrees, and how far a human can take it. Bending is positive, and so are abduction,
outward rotation, dorsiflexion, and a side bend and a turn towards the working side."""

CONTACTS: tuple[str, ...] = tuple(f"{limb}.{part}" for limb in LIMBS for part in ("foot", "hand"))
"""What can rest on something, and then stays where the first pose puts it."""


class Pose(StrEnum):
    """A key pose: lungs and body at one end of the movement."""

    READY = "ready"
    INHALED = "inhaled"
    EXHALED = "exhaled"
    DEEP = "deep"


@dataclass(frozen=True)
class Stance:
    """The body in one key pose. Raises OutOfRangeError, naming the joint and its range."""

    angles: Mapping[str, float]
    """In degrees, for each of JOINTS."""
    holds: Mapping[str, Place]
    """What the hands of LIMBS hold; one that holds nothing goes where the arm's angles put it."""

    def __post_init__(self) -> None:
        for joint, degrees in self.angles.items():
            JOINTS[joint].check(joint, degrees)


@dataclass(frozen=True)
class KeyPoses:
    """How a stretch looks: the poses, what the body rests on, and where it is looked at from."""

    rest: Rest
    camera: Camera
    muscle: Muscle | None
    stances: Mapping[Pose, Stance]
    props: frozenset[Prop] = frozenset()
    stays: frozenset[str] = frozenset()
    """Those of CONTACTS that stay in their place from the ready pose on."""
