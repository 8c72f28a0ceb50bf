"""From a posture to a skeleton that lies on the mat: nothing sinks through it, and what stays, stays."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from stretchcoach.figure import proportions as body
from stretchcoach.figure.posture import Chain, Hold, Posture
from stretchcoach.figure.reach import reach
from stretchcoach.figure.skeleton import OUTWARD, Skeleton, trunk
from stretchcoach.figure.space import DOWN, Point, Turn, between, between_points, blended, moved, then, turned, within
from stretchcoach.routine.pose import LIMBS, Place

_LEG = (body.THIGH, body.SHANK)
_ARM = (body.UPPER_ARM, body.FOREARM)
_TIED_FROM = 0.8
"""A hold that is less there than this ties no hand."""
_NOTHING = 1e-9
_GIVE = 0.008
"""In metres: how softly the mat carries the body."""
_SOFT = 0.012
"""In metres: how softly it stops a hand, so that a touch is no jolt."""
_TOES: Point = (body.FOOT_LENGTH - body.HEEL_BACK, 0.0, -body.ANKLE_HEIGHT + body.TOE_TIP[1])
_FINGERS: Point = (0.0, 0.0, -body.HAND)

_ON_FOOT: Mapping[Place, Point] = {
    Place.ANKLE: (0.045, 0.0, 0.03),
    Place.HEEL: (0.0, 0.0, -body.ANKLE_HEIGHT),
    Place.TOES: (0.15, 0.0, -0.03),
}
_GRIP_OUT = 0.055
"""Two hands on one foot or leg lie so far from its middle."""


def solve(posture: Posture) -> Skeleton:
    """Return the body of `posture`, with its working side as its left, on a mat at height 0."""
    skeleton = _carried(posture)
    for limb in LIMBS:
        _add_arm(skeleton, posture, limb, _kept_above)
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
    return math.exp(min(50.0, -height / _GIVE))


def _burden(posture: Posture, limb: str) -> float:
    """How much the mat has to carry this leg, whose foot may be on its way to or from where it stays."""
    there = max((there for foothold, there in posture.footholds.items() if foothold.limb == limb), default=0.0)
    return 1.0 - _rising(there, 0.5)


def _kept_above(height: float, least: float) -> float:
    """`height`, or softly `least` where that is higher."""
    above = height - least
    return height if above > 10 * _SOFT else least + _SOFT * math.log1p(math.exp(above / _SOFT))


def _tied(there: float) -> float:
    """How firmly a hold ties the hand: wholly where it is wholly there, and no jolt before."""
    return _rising(there, _TIED_FROM)


def _rising(there: float, start: float) -> float:
    """From 0 to 1 as `there` goes from `start` to 1, smooth at both ends."""
    share = max(0.0, (there - start) / (1.0 - start))
    return share * share * (3.0 - 2.0 * share)


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


def _add_arm(skeleton: Skeleton, posture: Posture, limb: str, kept: Callable[[float, float], float]) -> None:
    """Add an arm whose hand is `kept` at a height, or above what is least."""
    joints, bones = skeleton.joints, skeleton.bones
    in_chest, in_upper, in_forearm = posture.chains[f"{limb}.arm"]
    upper = then(bones["thoracic"], in_chest)
    fore = then(upper, in_upper)
    shoulder = joints[f"{limb}.shoulder"]
    elbow = moved(upper, (0.0, 0.0, -body.UPPER_ARM), shoulder)
    wrist = moved(fore, (0.0, 0.0, -body.FOREARM), elbow)
    stay = posture.stays.get(f"{limb}.hand")
    if stay is not None:
        wrist = stay.at
    for hold, there in posture.holds.items():
        if hold.hand == limb and hold.place is not Place.STRAP and there > _TIED_FROM:
            wrist = between_points(wrist, _place(skeleton, posture, hold), _tied(there))
    wrist = (wrist[0], wrist[1], kept(wrist[2], body.PALM_ROUND))
    upper, fore, elbow, wrist = reach(shoulder, upper, fore, _ARM, wrist)
    hand = _on_belly(skeleton, posture, limb, then(fore, in_forearm))
    hand = _flat(
        skeleton, limb, hand, kept(wrist[2] + body.HAND * turned(hand, DOWN)[2], body.FINGERTIP_ROUND) - wrist[2]
    )
    joints[f"{limb}.elbow"], joints[f"{limb}.wrist"] = elbow, wrist
    bones[f"{limb}.upper_arm"], bones[f"{limb}.forearm"], bones[f"{limb}.hand"] = upper, fore, hand
    joints[f"{limb}.fingers"] = moved(hand, _FINGERS, wrist)


def _on_belly(skeleton: Skeleton, posture: Posture, limb: str, hand: Turn) -> Turn:
    """How a hand stands: flat on the belly, where it holds that."""
    there = _tied(posture.holds.get(Hold(limb, Place.BELLY), 0.0))
    if not there:
        return hand
    inward = turned(skeleton.bones["lumbar"], (0.12, -OUTWARD[limb], -0.25))
    return blended(hand, then(between(turned(hand, DOWN), inward), hand), there)


def _flat(skeleton: Skeleton, limb: str, hand: Turn, height: float) -> Turn:
    """How a hand stands whose fingertips are brought to `height` over its wrist, as by the mat.

    The more it was to point down, the more it points outwards: straight down there is no other way to tell where to.
    """
    x, y, z = turned(hand, DOWN)
    flat = height / body.HAND
    lifted = flat - z
    if abs(lifted) < _NOTHING:
        return hand
    out = turned(skeleton.bones["thoracic"], (0.0, OUTWARD[limb], 0.0))
    x, y = x + lifted * lifted * out[0], y + lifted * lifted * out[1]
    wider = math.sqrt(max(0.0, 1.0 - flat * flat) / max(_NOTHING, x * x + y * y))
    return then(between(turned(hand, DOWN), (x * wider, y * wider, flat)), hand)


def _place(skeleton: Skeleton, posture: Posture, hold: Hold) -> Point:
    """Where the wrist of a hand is that has such a hold."""
    joints, bones = skeleton.joints, skeleton.bones
    out = OUTWARD[hold.hand] * _GRIP_OUT
    match hold.place:
        case Place.ANKLE | Place.HEEL | Place.TOES:
            x, _y, z = _ON_FOOT[hold.place]
            return moved(bones[f"{hold.leg}.foot"], (x, out, z), joints[f"{hold.leg}.ankle"])
        case Place.KNEE:
            return moved(bones[f"{hold.leg}.shank"], (-0.03, 1.6 * out, -0.02), joints[f"{hold.leg}.knee"])
        case Place.SHIN:
            return moved(bones[f"{hold.leg}.shank"], (0.05, out, -0.6 * body.SHANK), joints[f"{hold.leg}.knee"])
        case Place.BELLY:
            return moved(bones["lumbar"], (0.125 + belly_rise(posture.fullness), 2.4 * out, 0.02), joints["spine2"])
        case _:
            return moved(bones["head"], (0.12, out, 0.09), joints["head"])


def belly_rise(fullness: float) -> float:
    """How far the belly comes forward with the breath, in metres."""
    return 0.035 * fullness


def relaxed_into(posture: Posture) -> Posture:
    """Return `posture` with all that it is tied to written into how its bones stand, so that ties can be let go.

    What the mat does to the hands is left out: it does it again, whenever they come near.
    """
    skeleton = _carried(posture)
    for limb in LIMBS:
        _add_arm(skeleton, posture, limb, lambda height, _least: height)
    bones = skeleton.bones
    chains: dict[str, Chain] = {}
    for limb in LIMBS:
        thigh, shank, foot = (bones[f"{limb}.{bone}"] for bone in ("thigh", "shank", "foot"))
        upper, fore, hand = (bones[f"{limb}.{bone}"] for bone in ("upper_arm", "forearm", "hand"))
        chains[f"{limb}.leg"] = (within(bones["pelvis"], thigh), within(thigh, shank), within(shank, foot))
        chains[f"{limb}.arm"] = (within(bones["thoracic"], upper), within(upper, fore), within(fore, hand))
    return replace(posture, chains=chains)
