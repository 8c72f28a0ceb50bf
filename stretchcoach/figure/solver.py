"""The pose solver: from a posture to a skeleton on the mat. Nothing sinks into the mat, and contacts stay in place."""

import math
from collections.abc import Iterable
from dataclasses import replace

from stretchcoach.figure import proportions as body
from stretchcoach.figure.arms import add_arm, smooth_max, tie_strength
from stretchcoach.figure.geometry import FRONT, Point, compose, relative_to, transform
from stretchcoach.figure.inverse_kinematics import TwoBones, reach, swivel_to_height
from stretchcoach.figure.posture import Chain, Posture
from stretchcoach.figure.skeleton import Skeleton, trunk
from stretchcoach.routine.pose import LIMBS

_LEG = TwoBones(body.THIGH, body.SHANK, FRONT)
_LEAST_KNEE_HEIGHT = 0.025
"""The least height in metres of the middle of a knee whose foot stays. Its flesh yields."""
_FOOTHOLD_FROM = 0.97
"""The weight from which a foothold begins to take the leg's weight off the mat."""
_MAT_SOFTNESS = 0.008
"""The distance in metres over which the mat takes up the body's weight."""
_TOES: Point = (body.FOOT_LENGTH - body.HEEL_BACK, 0.0, -body.ANKLE_HEIGHT + body.TOE_TIP[1])


def solve(posture: Posture) -> Skeleton:
    """Return the skeleton of `posture` on a mat at height 0, with the working side on its left."""
    skeleton = _trunk_and_legs(posture)
    for limb in LIMBS:
        add_arm(skeleton, posture, limb, smooth_max)
    return skeleton


def bake_ties(posture: Posture) -> Posture:
    """Return `posture` with the effect of its contacts and grips written into its chains.

    Blending can then let go of the ties without a jump. The mat's effect on the hands is left out, because the mat
    acts on them again whenever they come near.
    """
    skeleton = _trunk_and_legs(posture)
    for limb in LIMBS:
        add_arm(skeleton, posture, limb, lambda height, _least: height)
    bones = skeleton.bones
    chains: dict[str, Chain] = {}
    for limb in LIMBS:
        thigh, shank, foot = (bones[f"{limb}.{bone}"] for bone in ("thigh", "shank", "foot"))
        upper, fore, hand = (bones[f"{limb}.{bone}"] for bone in ("upper_arm", "forearm", "hand"))
        in_pelvis, in_chest = relative_to(bones["pelvis"], thigh), relative_to(bones["thoracic"], upper)
        chains[f"{limb}.leg"] = (in_pelvis, relative_to(thigh, shank), relative_to(shank, foot))
        chains[f"{limb}.arm"] = (in_chest, relative_to(upper, fore), relative_to(fore, hand))
    return replace(posture, chains=chains)


def _trunk_and_legs(posture: Posture) -> Skeleton:
    """Lift trunk and free legs out of the mat first. Only then do the feet that stay reach for their places."""
    skeleton = trunk(posture.spine, posture.pelvis, (0.0, 0.0, posture.height))
    staying = [limb for limb in LIMBS if f"{limb}.foot" in posture.contacts]
    for limb in LIMBS:
        if limb not in staying:
            _add_leg(skeleton, posture, limb)
    _lift(skeleton, _penetration(skeleton, posture))
    for limb in staying:
        _add_leg(skeleton, posture, limb)
    return skeleton


MAT_INDENTATION = 1.4 * _MAT_SOFTNESS
"""How far a body presses into the mat that carries it, in metres."""


def lowest_point(skeleton: Skeleton, parts: Iterable[tuple[str, float]]) -> float:
    """Return the lowest height of some joints, given with the radius of the body around them."""
    joints = skeleton.joints
    return min(joints[joint][2] - radius for joint, radius in parts)


TRUNK_TOUCH_POINTS = (
    *((f"{limb}.hip", body.HIP_RADIUS) for limb in LIMBS),
    ("spine5", body.CHEST_RADIUS),
    ("spine3", body.CHEST_RADIUS),
    *((f"{limb}.shoulder", body.SHOULDER_RADIUS) for limb in LIMBS),
)
"""Where the trunk can touch the mat: joints, with the radius of the body around them in metres."""
LEG_TOUCH_POINTS = {
    limb: (
        (f"{limb}.knee", body.KNEE_RADIUS),
        (f"{limb}.ankle", body.ANKLE_RADIUS),
        *((f"{limb}.{part}", 0.0) for part in ("heel", "toes", "sole")),
    )
    for limb in LIMBS
}
"""The same for each leg."""
_BODY_TOUCH_POINTS = (*TRUNK_TOUCH_POINTS, ("skull", body.SKULL[1]))


def _penetration(skeleton: Skeleton, posture: Posture) -> float:
    """Return how far the body has to be lifted so that trunk, legs and head are above the mat.

    All parts count, the lowest the most. So the lift stays smooth even when one part takes over from another, as while
    the body rolls over.
    """
    joints = skeleton.joints
    joints["skull"] = transform(skeleton.bones["head"], body.SKULL[0], joints["head"])
    pressed = sum(_pressure(joints[joint][2] - radius) for joint, radius in _BODY_TOUCH_POINTS)
    for limb, parts in LEG_TOUCH_POINTS.items():
        if f"{limb}.ankle" in joints and (load := _load(posture, limb)):
            pressed += load * sum(_pressure(joints[joint][2] - radius) for joint, radius in parts)
    return _MAT_SOFTNESS * math.log1p(pressed)


def _pressure(height: float) -> float:
    return math.exp(min(500.0, -height / _MAT_SOFTNESS))


def _load(posture: Posture, limb: str) -> float:
    """Return the share of a leg's weight that the mat carries. A foot may be on its way to or from its foothold."""
    weight = max((weight for foothold, weight in posture.footholds.items() if foothold.limb == limb), default=0.0)
    return 1.0 - tie_strength(weight, _FOOTHOLD_FROM)


def _lift(skeleton: Skeleton, height: float) -> None:
    for name, (x, y, z) in skeleton.joints.items():
        skeleton.joints[name] = (x, y, z + height)


def _add_leg(skeleton: Skeleton, posture: Posture, limb: str) -> None:
    joints, bones = skeleton.joints, skeleton.bones
    in_pelvis, in_thigh, in_shank = posture.chains[f"{limb}.leg"]
    hip = joints[f"{limb}.hip"]
    contact = posture.contacts.get(f"{limb}.foot")
    if contact is not None:
        thigh, shank, foot = contact.bones
        thigh, shank, knee, ankle = reach(hip, thigh, shank, _LEG, contact.at)
        if swivel := swivel_to_height(hip, knee, ankle, smooth_max(knee[2], _LEAST_KNEE_HEIGHT)):
            thigh, shank = compose(swivel, thigh), compose(swivel, shank)
            knee = transform(thigh, (0.0, 0.0, -body.THIGH), hip)
    else:
        thigh = compose(posture.pelvis, in_pelvis)
        shank = compose(thigh, in_thigh)
        foot = compose(shank, in_shank)
        knee = transform(thigh, (0.0, 0.0, -body.THIGH), hip)
        ankle = transform(shank, (0.0, 0.0, -body.SHANK), knee)
    joints[f"{limb}.knee"], joints[f"{limb}.ankle"] = knee, ankle
    bones[f"{limb}.thigh"], bones[f"{limb}.shank"], bones[f"{limb}.foot"] = thigh, shank, foot
    joints[f"{limb}.toes"] = transform(foot, _TOES, ankle)
    joints[f"{limb}.heel"] = transform(foot, (body.HEEL[0][0], 0.0, -body.ANKLE_HEIGHT), ankle)
    joints[f"{limb}.sole"] = transform(foot, (body.FOOT_BALL[0][0], 0.0, -body.ANKLE_HEIGHT), ankle)
