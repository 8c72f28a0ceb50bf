"""The body around the skeleton: groups of volumes, each spanned by balls."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from stretchcoach.figure import proportions as body
from stretchcoach.figure.arms import belly_rise
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.skeleton import OUTWARD, Skeleton
from stretchcoach.figure.space import Point, moved
from stretchcoach.routine.pose import LIMBS, Muscle

Ball = tuple[Point, float]
Volume = tuple[Ball, ...]


class Cover(StrEnum):
    """What a part of the picture shows."""

    SKIN = "skin"
    HAIR = "hair"
    TOP = "top"
    LEGS = "legs"
    GLOW = "glow"
    STRAP = "strap"
    FURNITURE = "furniture"
    MAT = "mat"
    SHADOW = "shadow"


class Part(NamedTuple):
    """Volumes that are painted as one, with one rim around them.

    `joint` is where it hangs on the part before it: there it is painted without a rim.
    """

    cover: Cover
    volumes: tuple[Volume, ...]
    joint: Ball | None = None
    strength: float = 1.0


class Piece(NamedTuple):
    """Parts that lie one on the other in this order, and the limb that they belong to."""

    parts: tuple[Part, ...]
    limb: str = ""


def _along_thigh(x: float, y: float) -> Volume:
    ends = ((0.22, 0.040), (0.55, 0.044), (0.86, 0.028))
    return tuple(((x, y, share * body.THIGH), radius) for share, radius in ends)


_MUSCLES: Mapping[Muscle, tuple[str, str, Volume]] = {
    Muscle.HAMSTRINGS: ("thigh", "hip", _along_thigh(-0.034, 0.01)),
    Muscle.QUADS: ("thigh", "hip", _along_thigh(0.034, 0.01)),
    Muscle.INNER_THIGH: ("thigh", "hip", _along_thigh(0.0, -0.034)),
    Muscle.CALVES: ("shank", "knee", (((-0.03, 0.0, 0.06), 0.03), ((-0.03, 0.0, 0.2), 0.03))),
}
"""The bone that a muscle lies along, the joint where that begins, and balls down from there on the left side."""


def pieces(skeleton: Skeleton, posture: Posture) -> Iterator[Piece]:
    """Yield the body in pieces; which is in front of which is the camera's business."""
    yield Piece(tuple(_trunk(skeleton, posture)))
    yield from _head(skeleton)
    for limb in LIMBS:
        yield Piece(tuple(_thigh(skeleton, posture, limb)), limb)
        yield Piece(tuple(_shank(skeleton, limb)), limb)
        yield Piece(tuple(_arm(skeleton, limb)), limb)


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
    yield Part(Cover.SKIN, (((joints["spine7"], body.NECK_ROUND), (joints["head"], 0.046)),))
    yield Part(Cover.LEGS, ((*hips, *waist),))
    yield Part(Cover.TOP, ((*waist, belly, *chest), (*chest, *shoulders, top)))


def _head(skeleton: Skeleton) -> Iterator[Piece]:
    turn, at = skeleton.bones["head"], skeleton.joints["head"]
    skull, chin, nose, back, brow, crown = (
        (moved(turn, place, at), radius)
        for place, radius in (body.SKULL, body.CHIN, body.NOSE, body.BACK_HAIR, body.BROW_HAIR, body.CROWN_HAIR)
    )
    yield Piece((Part(Cover.HAIR, ((back,),)),))
    face = Part(Cover.SKIN, ((skull, chin), (nose, chin), (nose, skull)))
    yield Piece((face, Part(Cover.HAIR, ((brow, crown),))))


def _thigh(skeleton: Skeleton, posture: Posture, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    hip, knee = joints[f"{limb}.hip"], joints[f"{limb}.knee"]
    yield Part(Cover.LEGS, (((hip, body.THIGH_ROUND), (knee, body.KNEE_ROUND)),), (hip, body.THIGH_ROUND))
    for (glowing, muscle), strength in posture.glow.items():
        if glowing == limb and strength:
            bone, start, balls = _MUSCLES[muscle]
            turn, at = skeleton.bones[f"{limb}.{bone}"], joints[f"{limb}.{start}"]
            swollen = tuple((moved(turn, (x, OUTWARD[limb] * y, -z), at), radius) for (x, y, z), radius in balls)
            yield Part(Cover.GLOW, tuple(pairwise(swollen)), strength=strength)


def _shank(skeleton: Skeleton, limb: str) -> Iterator[Part]:
    joints = skeleton.joints
    knee, ankle = joints[f"{limb}.knee"], joints[f"{limb}.ankle"]
    foot = skeleton.bones[f"{limb}.foot"]
    heel, ball, toes, instep = (
        (moved(foot, place, ankle), radius) for place, radius in (body.HEEL, body.FOOT_BALL, body.TOE_TIP, body.INSTEP)
    )
    calf = (moved(skeleton.bones[f"{limb}.shank"], body.CALF[0], knee), body.CALF[1])
    yield Part(Cover.SKIN, ((heel, instep), (heel, ball), (instep, ball), (ball, toes), ((ankle, 0.034), heel)))
    shape = (((knee, body.KNEE_ROUND), calf), (calf, (ankle, body.ANKLE_ROUND)))
    yield Part(Cover.LEGS, shape, (knee, body.KNEE_ROUND))


def _arm(skeleton: Skeleton, limb: str) -> Iterator[Part]:
    joints, bones = skeleton.joints, skeleton.bones
    shoulder, elbow, wrist = (joints[f"{limb}.{joint}"] for joint in ("shoulder", "elbow", "wrist"))
    hand = bones[f"{limb}.hand"]
    palm = (moved(hand, (0.0, 0.0, -0.07), wrist), body.PALM_ROUND)
    tips = (moved(hand, (0.012, 0.0, -body.HAND + body.FINGERTIP_ROUND), wrist), body.FINGERTIP_ROUND)
    thumb = (moved(hand, (0.035, -0.3 * OUTWARD[limb] * 0.05, -0.075), wrist), 0.012)
    yield Part(Cover.SKIN, (((shoulder, 0.047), (elbow, body.ELBOW_ROUND)),))
    yield Part(
        Cover.SKIN,
        (
            ((elbow, body.ELBOW_ROUND), (wrist, body.WRIST_ROUND)),
            ((wrist, body.WRIST_ROUND), palm),
            (palm, tips),
            ((wrist, body.WRIST_ROUND - 0.008), thumb),
        ),
        (elbow, body.ELBOW_ROUND),
    )
    yield Part(
        Cover.TOP,
        (((shoulder, body.SHOULDER_ROUND), (_along(shoulder, elbow, 0.42), 0.050)),),
        (shoulder, body.SHOULDER_ROUND),
    )


def _along(one: Point, other: Point, share: float) -> Point:
    return (
        one[0] + share * (other[0] - one[0]),
        one[1] + share * (other[1] - one[1]),
        one[2] + share * (other[2] - one[2]),
    )
