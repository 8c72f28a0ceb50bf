"""The body around the skeleton: groups of volumes, each spanned by balls."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from stretchcoach.domain.muscle import Muscle
from stretchcoach.figure import proportions as body
from stretchcoach.figure.arms import belly_rise
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.skeleton import OUTWARD, Skeleton
from stretchcoach.figure.space import FRONT, Point, between_points, moved, turned
from stretchcoach.routine.pose import LIMBS, Place, Prop

Ball = tuple[Point, float]
Volume = tuple[Ball, ...]


class Cover(StrEnum):
    """What a part of the picture shows."""

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
    """Volumes of one colour. At `joints` it goes on into another part, without a rim between them."""

    cover: Cover
    volumes: tuple[Volume, ...]
    joints: tuple[Ball, ...] = ()
    strength: float = 1.0
    facing: Point | None = None
    """The way it faces on the stage, if it is to be seen from there alone."""


class Piece(NamedTuple):
    """Parts that lie one on the other in this order, the limb that they belong to, and how much they come forward."""

    parts: tuple[Part, ...]
    limb: str = ""
    forward: float = 0.0
    """In metres towards the camera: what settles which of two that are equally near is in front."""
    is_hand: bool = False
    """Whether it ends in the hand of its limb."""


def _along_thigh(x: float, y: float, starts: float = 0.22, thick: float = 0.044) -> Volume:
    ends = ((starts, 0.9 * thick), (0.55, thick), (0.86, 0.64 * thick))
    return tuple(((x, y, share * body.THIGH), radius) for share, radius in ends)


_MUSCLES: Mapping[Muscle, tuple[str, str, Volume]] = {
    Muscle.HAMSTRINGS: ("thigh", "hip", _along_thigh(-0.034, 0.01)),
    Muscle.QUADS: ("thigh", "hip", _along_thigh(0.034, 0.01)),
    Muscle.INNER_THIGH: ("thigh", "hip", _along_thigh(-0.046, -0.026, 0.1, 0.036)),
    Muscle.CALVES: ("shank", "knee", (((-0.03, 0.0, 0.06), 0.03), ((-0.03, 0.0, 0.2), 0.03))),
}
"""The bone that a muscle lies along, the joint where that begins, and balls down from there on the left side."""


def pieces(skeleton: Skeleton, posture: Posture) -> Iterator[Piece]:
    """Yield the body in pieces; which is in front of which is the camera's business."""
    yield Piece(tuple(_trunk(skeleton, posture)))
    yield from _head(skeleton)
    for limb in LIMBS:
        yield Piece(tuple(_thigh(skeleton, posture, limb)), limb, _THIGH_FORWARD)
        yield Piece(tuple(_shank(skeleton, limb)), limb)
        yield Piece(tuple(_upper_arm(skeleton, limb)), limb)
        yield Piece(tuple(_forearm(skeleton, posture, limb)), limb, is_hand=True)


def _trunk(skeleton: Skeleton, posture: Posture) -> Iterator[Part]:
    joints, bones = skeleton.joints, skeleton.bones
    hips = tuple((joints[f"{limb}.hip"], body.HIP_ROUND) for limb in LIMBS)
    rise = belly_rise(posture.fullness)
    waist = tuple((moved(bones["lumbar"], (0.0, side * 0.042, 0.0), joints["spine2"]), 0.088) for side in (1, -1))
    belly = (moved(bones["lumbar"], (0.012 + rise, 0.0, -0.02), joints["spine2"]), 0.086)
    chest = tuple(
        (moved(bones["thoracic"], (0.012 + rise / 3, side * 0.066, 0.0), joints["spine5"]), body.CHEST_ROUND)
        for side in (1, -1)
    )
    shoulders = tuple((joints[f"{limb}.shoulder"], body.SHOULDER_ROUND) for limb in LIMBS)
    top = (joints["spine7"], 0.052)
    throat = (joints["spine7"], body.NECK_ROUND)
    yield Part(Cover.SKIN, ((throat, (joints["head"], 0.046)),), (throat, (joints["head"], 0.046)))
    yield Part(Cover.LEGS, ((*hips, *waist),), (*waist, *hips))
    yield Part(Cover.TOP, ((*waist, belly, *chest), (*chest, *shoulders, top)), waist)
    neckline = tuple((moved(bones["thoracic"], place, joints["spine7"]), radius) for place, radius in body.NECKLINE)
    yield Part(Cover.FACE, (neckline,), facing=turned(bones["thoracic"], FRONT))


def _head(skeleton: Skeleton) -> Iterator[Piece]:
    """The skull is all hair, and the face lies before it; so each view shows as much of both as there is."""
    turn, at = skeleton.bones["head"], skeleton.joints["head"]

    def ball(place: Ball) -> Ball:
        return (moved(turn, place[0], at), place[1])

    chin, nose, brow = ball(body.CHIN), ball(body.NOSE), ball(body.FACE)
    yield Piece((Part(Cover.HAIR, ((ball(body.SKULL), ball(body.CROWN_HAIR)),)),))
    yield Piece((Part(Cover.FACE, ((brow, chin, nose),)),), forward=_FACE_FORWARD)
    for out in (1, -1):
        (x, y, z), radius = body.EYE
        yield Piece((Part(Cover.HAIR, ((ball(((x, out * y, z), radius)),),)),), forward=_EYE_FORWARD)


def _thigh(skeleton: Skeleton, posture: Posture, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    hip, knee = (joints[f"{limb}.hip"], body.THIGH_ROUND), (joints[f"{limb}.knee"], body.KNEE_ROUND)
    yield Part(Cover.LEGS, ((hip, knee),), (hip, knee))
    for (glowing, muscle), strength in posture.glow.items():
        if glowing == limb and strength:
            bone, start, balls = _MUSCLES[muscle]
            turn, at = skeleton.bones[f"{limb}.{bone}"], joints[f"{limb}.{start}"]
            swollen = tuple((moved(turn, (x, OUTWARD[limb] * y, -z), at), radius) for (x, y, z), radius in balls)
            yield Part(Cover.GLOW, tuple(pairwise(swollen)), strength=strength)


def _shank(skeleton: Skeleton, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    knee, ankle = (joints[f"{limb}.knee"], body.KNEE_ROUND), (joints[f"{limb}.ankle"], body.BARE_SHIN[1])
    foot, shin = skeleton.bones[f"{limb}.foot"], skeleton.bones[f"{limb}.shank"]
    heel, ball, toes, instep = (
        (moved(foot, place, ankle[0]), radius)
        for place, radius in (body.HEEL, body.FOOT_BALL, body.TOE_TIP, body.INSTEP)
    )
    calf, bare = ((moved(shin, place, knee[0]), radius) for place, radius in (body.CALF, body.BARE_SHIN))
    hem = tuple((moved(shin, (x, y, -body.HEM), knee[0]), body.HEM_ROUND) for x, y in body.HEM_RING)
    yield Part(Cover.SKIN, ((heel, instep, ball), (ball, toes), (ankle, heel), (bare, ankle)))
    yield Part(Cover.LEGS, ((knee, calf), (calf, *hem)), (knee,))


def _upper_arm(skeleton: Skeleton, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    shoulder, elbow = joints[f"{limb}.shoulder"], joints[f"{limb}.elbow"]
    ends = ((shoulder, 0.047), (elbow, body.ELBOW_ROUND))
    seam = (shoulder, body.SHOULDER_ROUND)
    yield Part(Cover.SKIN, (ends,), ends)
    yield Part(Cover.TOP, ((seam, (between_points(shoulder, elbow, 0.42), 0.050)),), (seam,))


def _forearm(skeleton: Skeleton, posture: Posture, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    elbow, wrist = (joints[f"{limb}.elbow"], body.ELBOW_ROUND), (joints[f"{limb}.wrist"], body.WRIST_ROUND)
    hand = skeleton.bones[f"{limb}.hand"]

    def ball(place: Ball) -> Ball:
        (x, y, z), radius = place
        return (moved(hand, (x, OUTWARD[limb] * y, z), wrist[0]), radius)

    palm = ball(body.PALM)
    fingers: tuple[Volume, ...]
    if _is_closed(posture, limb):
        fingers = ((wrist, palm), (palm, ball(body.FIST)))
    else:
        fingers = ((wrist, palm), (palm, ball(body.FINGERS)), (ball(body.THUMB_ROOT), ball(body.THUMB)))
    yield Part(Cover.SKIN, ((elbow, wrist), *fingers), (elbow,))


def _is_closed(posture: Posture, limb: str) -> bool:
    """Whether the hand is a fist: around the strap, a leg, or the back of a chair."""
    if f"{limb}.hand" in posture.stays and posture.props.get(Prop.CHAIR):
        return True
    return any(
        hold.hand == limb and hold.place in _GRASPED and there > _GRASPS_FROM for hold, there in posture.holds.items()
    )


_GRASPED = (Place.STRAP, Place.ANKLE, Place.HEEL, Place.TOES)
_GRASPS_FROM = 0.6
_THIGH_FORWARD = 0.12  # it grows out of the hips, so that only a far one is behind them
_FACE_FORWARD = 0.03
_EYE_FORWARD = 0.05
