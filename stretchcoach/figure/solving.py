"""From a posture to a skeleton that lies on the mat: nothing sinks through it, and what stays, stays."""

import math
from collections.abc import Iterable
from dataclasses import replace

from stretchcoach.figure import proportions as body
from stretchcoach.figure.arms import add_arm, kept_above, tied
from stretchcoach.figure.posture import Chain, Posture
from stretchcoach.figure.reach import Limb, reach, swivelled
from stretchcoach.figure.skeleton import Skeleton, trunk
from stretchcoach.figure.space import FRONT, Point, moved, then, within
from stretchcoach.routine.pose import LIMBS

_LEG = Limb(body.THIGH, body.SHANK, FRONT)
_KNEE_OVER = 0.025
"""In metres: so high over the mat is the middle of a knee at least whose foot stays; the flesh gives."""
_FREE_FROM = 0.97
"""A foothold that is less there than this leaves the foot to the mat."""
_GIVE = 0.008
"""In metres: how softly the mat carries the body."""
_TOES: Point = (body.FOOT_LENGTH - body.HEEL_BACK, 0.0, -body.ANKLE_HEIGHT + body.TOE_TIP[1])


def solve(posture: Posture) -> Skeleton:
    """Return the body of `posture`, with its working side as its left, on a mat at height 0."""
    skeleton = _carried(posture)
    for limb in LIMBS:
        add_arm(skeleton, posture, limb, kept_above)
    return skeleton


def _carried(posture: Posture) -> Skeleton:
    """Trunk and legs, lifted by the mat; only then does a foot that stays reach for its place."""
    skeleton = trunk(posture.spine, posture.pelvis, (0.0, 0.0, posture.height))
    staying = [limb for limb in LIMBS if f"{limb}.foot" in posture.stays]
    for limb in LIMBS:
        if limb not in staying:
            _add_leg(skeleton, posture, limb)
    _lift(skeleton, _sunk(skeleton, posture))
    for limb in staying:
        _add_leg(skeleton, posture, limb)
    return skeleton


PRESSED_IN = 1.4 * _GIVE
"""In metres: so far does a body press itself into the mat that carries it."""


def lowest_point(skeleton: Skeleton, parts: Iterable[tuple[str, float]]) -> float:
    """The height of the lowest of some joints, each as thick as it is."""
    joints = skeleton.joints
    return min(joints[joint][2] - thick for joint, thick in parts)


LYING = (
    *((f"{limb}.hip", body.HIP_ROUND) for limb in LIMBS),
    ("spine5", body.CHEST_ROUND),
    ("spine3", body.CHEST_ROUND),
    *((f"{limb}.shoulder", body.SHOULDER_ROUND) for limb in LIMBS),
)
"""What of the trunk can touch the mat."""
LEGS = {
    limb: (
        (f"{limb}.knee", body.KNEE_ROUND),
        (f"{limb}.ankle", body.ANKLE_ROUND),
        *((f"{limb}.{part}", 0.0) for part in ("heel", "toes", "sole")),
    )
    for limb in LIMBS
}
"""What of each leg can."""
_TRUNK = (*LYING, ("skull", body.SKULL[1]))


def _sunk(skeleton: Skeleton, posture: Posture) -> float:
    """How far the body has to be lifted so that no part of trunk, legs and head is below the mat.

    Smooth also where one part takes over from another, as in turning over: all of them count, the lowest the most.
    """
    joints = skeleton.joints
    joints["skull"] = moved(skeleton.bones["head"], body.SKULL[0], joints["head"])
    pressed = sum(_pressure(joints[joint][2] - thick) for joint, thick in _TRUNK)
    for limb, parts in LEGS.items():
        if f"{limb}.ankle" in joints and (burden := _burden(posture, limb)):
            pressed += burden * sum(_pressure(joints[joint][2] - thick) for joint, thick in parts)
    return _GIVE * math.log1p(pressed)


def _pressure(height: float) -> float:
    return math.exp(min(500.0, -height / _GIVE))


def _burden(posture: Posture, limb: str) -> float:
    """How much the mat has to carry this leg, whose foot may be on its way to or from where it stays."""
    there = max((there for foothold, there in posture.footholds.items() if foothold.limb == limb), default=0.0)
    return 1.0 - tied(there, _FREE_FROM)


def _lift(skeleton: Skeleton, height: float) -> None:
    for name, (x, y, z) in skeleton.joints.items():
        skeleton.joints[name] = (x, y, z + height)


def _add_leg(skeleton: Skeleton, posture: Posture, limb: str) -> None:
    joints, bones = skeleton.joints, skeleton.bones
    in_pelvis, in_thigh, in_shank = posture.chains[f"{limb}.leg"]
    hip = joints[f"{limb}.hip"]
    stay = posture.stays.get(f"{limb}.foot")
    if stay is not None:
        thigh, shank, foot = stay.bones
        thigh, shank, knee, ankle = reach(hip, thigh, shank, _LEG, stay.at)
        if raised := swivelled(hip, knee, ankle, kept_above(knee[2], _KNEE_OVER)):
            thigh, shank = then(raised, thigh), then(raised, shank)
            knee = moved(thigh, (0.0, 0.0, -body.THIGH), hip)
    else:
        thigh = then(posture.pelvis, in_pelvis)
        shank = then(thigh, in_thigh)
        foot = then(shank, in_shank)
        knee = moved(thigh, (0.0, 0.0, -body.THIGH), hip)
        ankle = moved(shank, (0.0, 0.0, -body.SHANK), knee)
    joints[f"{limb}.knee"], joints[f"{limb}.ankle"] = knee, ankle
    bones[f"{limb}.thigh"], bones[f"{limb}.shank"], bones[f"{limb}.foot"] = thigh, shank, foot
    joints[f"{limb}.toes"] = moved(foot, _TOES, ankle)
    joints[f"{limb}.heel"] = moved(foot, (body.HEEL[0][0], 0.0, -body.ANKLE_HEIGHT), ankle)
    joints[f"{limb}.sole"] = moved(foot, (body.FOOT_BALL[0][0], 0.0, -body.ANKLE_HEIGHT), ankle)


def relaxed_into(posture: Posture) -> Posture:
    """Return `posture` with all that it is tied to written into how its bones stand, so that ties can be let go.

    What the mat does to the hands is left out: it does it again, whenever they come near.
    """
    skeleton = _carried(posture)
    for limb in LIMBS:
        add_arm(skeleton, posture, limb, lambda height, _least: height)
    bones = skeleton.bones
    chains: dict[str, Chain] = {}
    for limb in LIMBS:
        thigh, shank, foot = (bones[f"{limb}.{bone}"] for bone in ("thigh", "shank", "foot"))
        upper, fore, hand = (bones[f"{limb}.{bone}"] for bone in ("upper_arm", "forearm", "hand"))
        chains[f"{limb}.leg"] = (within(bones["pelvis"], thigh), within(thigh, shank), within(shank, foot))
        chains[f"{limb}.arm"] = (within(bones["thoracic"], upper), within(upper, fore), within(fore, hand))
    return replace(posture, chains=chains)
