"""The body around the skeleton: volumes, each of which is the convex hull of some spheres."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from stretchcoach.domain.muscle import Muscle
from stretchcoach.figure import proportions as body
from stretchcoach.figure.arms import belly_rise
from stretchcoach.figure.geometry import FRONT, Point, lerp, rotate, transform
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.proportions import Sphere
from stretchcoach.figure.skeleton import OUTWARD, Skeleton
from stretchcoach.routine.pose import LIMBS, Place, Prop

Volume = tuple[Sphere, ...]

_GRASPED = (Place.STRAP, Place.ANKLE, Place.HEEL, Place.TOES)
_FIST_FROM = 0.6
"""The weight of a grip from which the hand is a fist."""
_THIGH_BIAS = 0.12
"""Thighs grow out of the hips, so only a far one may be behind them."""
_FACE_BIAS = 0.03
_EYE_BIAS = 0.05


class Material(StrEnum):
    """What a part of the picture shows. It decides the colour."""

    SKIN = "skin"
    FACE = "face"
    HAIR = "hair"
    TOP = "top"
    LEGS = "legs"
    GLOW = "glow"
    STRAP = "strap"
    FURNITURE = "furniture"
    MAT = "mat"
    SHADOW = "shadow"


class Part(NamedTuple):
    """Volumes of one material."""

    material: Material
    volumes: tuple[Volume, ...]
    seams: tuple[Sphere, ...] = ()
    """The spheres at which it continues into another part, without a rim between them."""
    opacity: float = 1.0
    """How much of it is visible, from 0 to 1."""
    facing: Point | None = None
    """The world direction from which it is visible; None if it is visible from everywhere."""


class Piece(NamedTuple):
    """Parts that are painted one over the other, in this order."""

    parts: tuple[Part, ...]
    limb: str = ""
    """The limb that the piece belongs to; empty for trunk and head."""
    depth_bias: float = 0.0
    """A distance in metres by which the piece is sorted nearer to the camera than it is."""
    is_hand: bool = False
    """Whether it ends in the hand of its limb."""


def _along_thigh(x: float, y: float, starts: float = 0.22, thickness: float = 0.044) -> Volume:
    ends = ((starts, 0.9 * thickness), (0.55, thickness), (0.86, 0.64 * thickness))
    return tuple(((x, y, share * body.THIGH), radius) for share, radius in ends)


_MUSCLES: Mapping[Muscle, tuple[str, str, Volume]] = {
    Muscle.HAMSTRINGS: ("thigh", "hip", _along_thigh(-0.034, 0.01)),
    Muscle.QUADS: ("thigh", "hip", _along_thigh(0.034, 0.01)),
    Muscle.INNER_THIGH: ("thigh", "hip", _along_thigh(-0.046, -0.026, 0.1, 0.036)),
    Muscle.CALVES: ("shank", "knee", (((-0.03, 0.0, 0.06), 0.03), ((-0.03, 0.0, 0.2), 0.03))),
}
"""The bone that a muscle lies along, the joint where that bone begins, and spheres down from there on the left side."""


def body_pieces(skeleton: Skeleton, posture: Posture) -> Iterator[Piece]:
    """Yield the body in pieces, not sorted by depth."""
    yield Piece(tuple(_trunk(skeleton, posture)))
    yield from _head(skeleton)
    for limb in LIMBS:
        yield Piece(tuple(_thigh(skeleton, posture, limb)), limb, _THIGH_BIAS)
        yield Piece(tuple(_shank(skeleton, limb)), limb)
        yield Piece(tuple(_upper_arm(skeleton, limb)), limb)
        yield Piece(tuple(_forearm(skeleton, posture, limb)), limb, is_hand=True)


def _trunk(skeleton: Skeleton, posture: Posture) -> Iterator[Part]:
    joints, bones = skeleton.joints, skeleton.bones
    hips = tuple((joints[f"{limb}.hip"], body.HIP_RADIUS) for limb in LIMBS)
    rise = belly_rise(posture.fullness)
    waist = tuple((transform(bones["lumbar"], (0.0, side * 0.042, 0.0), joints["spine2"]), 0.088) for side in (1, -1))
    belly = (transform(bones["lumbar"], (0.012 + rise, 0.0, -0.02), joints["spine2"]), 0.086)
    chest = tuple(
        (transform(bones["thoracic"], (0.012 + rise / 3, side * 0.066, 0.0), joints["spine5"]), body.CHEST_RADIUS)
        for side in (1, -1)
    )
    shoulders = tuple((joints[f"{limb}.shoulder"], body.SHOULDER_RADIUS) for limb in LIMBS)
    top = (joints["spine7"], 0.052)
    throat = (joints["spine7"], body.NECK_RADIUS)
    yield Part(Material.SKIN, ((throat, (joints["head"], 0.046)),), (throat, (joints["head"], 0.046)))
    yield Part(Material.LEGS, ((*hips, *waist),), (*waist, *hips))
    yield Part(Material.TOP, ((*waist, belly, *chest), (*chest, *shoulders, top)), waist)
    neckline = tuple((transform(bones["thoracic"], place, joints["spine7"]), radius) for place, radius in body.NECKLINE)
    yield Part(Material.FACE, (neckline,), facing=rotate(bones["thoracic"], FRONT))


def _head(skeleton: Skeleton) -> Iterator[Piece]:
    """Yield hair all around the skull, and the face before it. So every view shows the right share of both."""
    rotation, at = skeleton.bones["head"], skeleton.joints["head"]

    def placed(sphere: Sphere) -> Sphere:
        return (transform(rotation, sphere[0], at), sphere[1])

    chin, nose, brow = placed(body.CHIN), placed(body.NOSE), placed(body.FACE)
    yield Piece((Part(Material.HAIR, ((placed(body.SKULL), placed(body.CROWN_HAIR)),)),))
    yield Piece((Part(Material.FACE, ((brow, chin, nose),)),), depth_bias=_FACE_BIAS)
    for out in (1, -1):
        (x, y, z), radius = body.EYE
        yield Piece((Part(Material.HAIR, ((placed(((x, out * y, z), radius)),),)),), depth_bias=_EYE_BIAS)


def _thigh(skeleton: Skeleton, posture: Posture, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    hip, knee = (joints[f"{limb}.hip"], body.THIGH_RADIUS), (joints[f"{limb}.knee"], body.KNEE_RADIUS)
    yield Part(Material.LEGS, ((hip, knee),), (hip, knee))
    for (glowing, muscle), strength in posture.glow.items():
        if glowing == limb and strength:
            bone, start, spheres = _MUSCLES[muscle]
            rotation, at = skeleton.bones[f"{limb}.{bone}"], joints[f"{limb}.{start}"]
            swollen = tuple(
                (transform(rotation, (x, OUTWARD[limb] * y, -z), at), radius) for (x, y, z), radius in spheres
            )
            yield Part(Material.GLOW, tuple(pairwise(swollen)), opacity=strength)


def _shank(skeleton: Skeleton, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    knee, ankle = (joints[f"{limb}.knee"], body.KNEE_RADIUS), (joints[f"{limb}.ankle"], body.BARE_SHIN[1])
    foot, shin = skeleton.bones[f"{limb}.foot"], skeleton.bones[f"{limb}.shank"]
    heel, ball, toes, instep = (
        (transform(foot, place, ankle[0]), radius)
        for place, radius in (body.HEEL, body.FOOT_BALL, body.TOE_TIP, body.INSTEP)
    )
    calf, bare = ((transform(shin, place, knee[0]), radius) for place, radius in (body.CALF, body.BARE_SHIN))
    hem = tuple((transform(shin, (x, y, -body.HEM), knee[0]), body.HEM_RADIUS) for x, y in body.HEM_RING)
    yield Part(Material.SKIN, ((heel, instep, ball), (ball, toes), (ankle, heel), (bare, ankle)))
    yield Part(Material.LEGS, ((knee, calf), (calf, *hem)), (knee,))


def _upper_arm(skeleton: Skeleton, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    shoulder, elbow = joints[f"{limb}.shoulder"], joints[f"{limb}.elbow"]
    ends = ((shoulder, 0.047), (elbow, body.ELBOW_RADIUS))
    seam = (shoulder, body.SHOULDER_RADIUS)
    yield Part(Material.SKIN, (ends,), ends)
    yield Part(Material.TOP, ((seam, (lerp(shoulder, elbow, 0.42), 0.050)),), (seam,))


def _forearm(skeleton: Skeleton, posture: Posture, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    elbow, wrist = (joints[f"{limb}.elbow"], body.ELBOW_RADIUS), (joints[f"{limb}.wrist"], body.WRIST_RADIUS)
    hand = skeleton.bones[f"{limb}.hand"]

    def placed(sphere: Sphere) -> Sphere:
        (x, y, z), radius = sphere
        return (transform(hand, (x, OUTWARD[limb] * y, z), wrist[0]), radius)

    palm = placed(body.PALM)
    fingers: tuple[Volume, ...]
    if _is_fist(posture, limb):
        fingers = ((wrist, palm), (palm, placed(body.FIST)))
    else:
        fingers = ((wrist, palm), (palm, placed(body.FINGERS)), (placed(body.THUMB_ROOT), placed(body.THUMB)))
    yield Part(Material.SKIN, ((elbow, wrist), *fingers), (elbow,))


def _is_fist(posture: Posture, limb: str) -> bool:
    """Whether the hand is closed around the strap, a leg, or the back of a chair."""
    if f"{limb}.hand" in posture.contacts and posture.props.get(Prop.CHAIR):
        return True
    return any(
        grip.hand == limb and grip.place in _GRASPED and weight > _FIST_FROM for grip, weight in posture.grips.items()
    )
