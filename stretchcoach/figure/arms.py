"""Arms: the hands reach for what they hold, and neither hand nor elbow sinks through the mat."""

import math
from collections.abc import Callable, Mapping

from stretchcoach.figure import proportions as body
from stretchcoach.figure.geometry import (
    BACK,
    DOWN,
    Point,
    Rotation,
    compose,
    lerp,
    nlerp,
    rotate,
    rotation_between,
    transform,
)
from stretchcoach.figure.inverse_kinematics import TwoBones, reach, swivel_to_height
from stretchcoach.figure.posture import Grip, Posture
from stretchcoach.figure.skeleton import OUTWARD, Skeleton
from stretchcoach.routine.pose import Place

HeightLimit = Callable[[float, float], float]
"""Takes a height and the least height in metres, and returns the height to use, such as `smooth_max`."""

_ARM = TwoBones(body.UPPER_ARM, body.FOREARM, BACK)
_TIED_FROM = 0.8
"""The weight from which a grip begins to tie its hand."""
_EPSILON = 1e-9
_MAT_SOFTNESS = 0.012
"""The distance in metres over which the mat slows a hand, so that a touch is no jolt."""
_FINGERS: Point = (0.0, 0.0, -body.HAND)

_ON_FOOT: Mapping[Place, Point] = {
    Place.ANKLE: (0.045, 0.0, 0.03),
    Place.HEEL: (0.0, 0.0, -body.ANKLE_HEIGHT),
    Place.TOES: (0.15, 0.0, -0.03),
}
_PALM = 0.07
"""The distance in metres from the wrist to the middle of the palm."""
_GRIP_OUT = 0.055
"""The distance in metres from the middle of a foot or leg to each of two hands that hold it."""


def add_arm(skeleton: Skeleton, posture: Posture, limb: str, limit: HeightLimit) -> None:
    """Add an arm to the skeleton. `limit` keeps the hand and the elbow above the mat."""
    joints, bones = skeleton.joints, skeleton.bones
    in_chest, in_upper, in_forearm = posture.chains[f"{limb}.arm"]
    upper = compose(bones["thoracic"], in_chest)
    fore = compose(upper, in_upper)
    shoulder = joints[f"{limb}.shoulder"]
    elbow = transform(upper, (0.0, 0.0, -body.UPPER_ARM), shoulder)
    wrist = transform(fore, (0.0, 0.0, -body.FOREARM), elbow)
    wrist = _wrist_target(skeleton, posture, limb, wrist)
    wrist = (wrist[0], wrist[1], limit(wrist[2], body.PALM_RADIUS))
    upper, fore, elbow, wrist = reach(shoulder, upper, fore, _ARM, wrist)
    if swivel := swivel_to_height(shoulder, elbow, wrist, limit(elbow[2], body.ELBOW_RADIUS)):
        upper, fore = compose(swivel, upper), compose(swivel, fore)
        elbow = transform(upper, (0.0, 0.0, -body.UPPER_ARM), shoulder)
    # No swivel lifts the elbow of an arm that is folded straight down: raise the whole arm.
    rise = (limit(elbow[2], 0.0) - shoulder[2]) / body.UPPER_ARM
    if swing := _swing_to_rise(skeleton, limb, rotate(upper, DOWN), rise):
        upper, fore = compose(swing, upper), compose(swing, fore)
        elbow = transform(upper, (0.0, 0.0, -body.UPPER_ARM), shoulder)
        wrist = transform(fore, (0.0, 0.0, -body.FOREARM), elbow)
    hand = _flat_on_belly(skeleton, posture, limb, compose(fore, in_forearm))
    pointing = rotate(hand, DOWN)
    tips = limit(wrist[2] + body.HAND * pointing[2], body.FINGERTIP_RADIUS)
    if swing := _swing_to_rise(skeleton, limb, pointing, (tips - wrist[2]) / body.HAND):
        hand = compose(swing, hand)
    joints[f"{limb}.elbow"], joints[f"{limb}.wrist"] = elbow, wrist
    bones[f"{limb}.upper_arm"], bones[f"{limb}.forearm"], bones[f"{limb}.hand"] = upper, fore, hand
    joints[f"{limb}.fingers"] = transform(hand, _FINGERS, wrist)


def _wrist_target(skeleton: Skeleton, posture: Posture, limb: str, wrist: Point) -> Point:
    """Return where the wrist should be, given where the arm's angles alone put it."""
    contact = posture.contacts.get(f"{limb}.hand")
    if contact is not None:
        wrist = contact.at
    for grip, weight in posture.grips.items():
        if grip.hand == limb and grip.place is not Place.STRAP and weight > _TIED_FROM:
            wrist = lerp(wrist, grip_point(skeleton, posture, grip), tie_strength(weight))
    return wrist


def _flat_on_belly(skeleton: Skeleton, posture: Posture, limb: str, hand: Rotation) -> Rotation:
    """Return the rotation of a hand, which lies flat if it holds the belly."""
    strength = tie_strength(posture.grips.get(Grip(limb, Place.BELLY), 0.0))
    if not strength:
        return hand
    inward = rotate(skeleton.bones["lumbar"], (-0.02, -OUTWARD[limb], -0.25))
    return nlerp(hand, compose(rotation_between(rotate(hand, DOWN), inward), hand), strength)


def _swing_to_rise(skeleton: Skeleton, limb: str, pointing: Point, rise: float) -> Rotation | None:
    """Return the rotation that lifts the end of a bone until it rises by `rise` of its length; None if it does already.

    The further the bone is lifted, the more it turns outwards, because a bone that points straight down gives no other
    direction.
    """
    x, y, z = pointing
    lifted = rise - z
    if abs(lifted) < _EPSILON:
        return None
    out = rotate(skeleton.bones["thoracic"], (0.0, OUTWARD[limb], 0.0))
    x, y = x + lifted * lifted * out[0], y + lifted * lifted * out[1]
    wider = math.sqrt(max(0.0, 1.0 - rise * rise) / max(_EPSILON, x * x + y * y))
    return rotation_between(pointing, (x * wider, y * wider, rise))


def grip_point(skeleton: Skeleton, posture: Posture, grip: Grip) -> Point:
    """Return where the wrist of a hand with this grip is."""
    joints, bones = skeleton.joints, skeleton.bones
    out = OUTWARD[grip.hand] * _GRIP_OUT
    match grip.place:
        case Place.ANKLE | Place.HEEL | Place.TOES:
            x, _y, z = _ON_FOOT[grip.place]
            held = transform(bones[f"{grip.leg}.foot"], (x, out, z), joints[f"{grip.leg}.ankle"])
        case Place.KNEE:
            held = transform(bones[f"{grip.leg}.shank"], (-0.03, 1.6 * out, -0.02), joints[f"{grip.leg}.knee"])
        case Place.SHIN:
            held = transform(bones[f"{grip.leg}.shank"], (0.05, out, -0.6 * body.SHANK), joints[f"{grip.leg}.knee"])
        case Place.BELLY:
            on_belly = (0.108 + belly_rise(posture.fullness), 2.0 * out, -0.03)
            return transform(bones["lumbar"], on_belly, joints["spine2"])
        case _:
            return transform(bones["head"], (0.12, out, 0.09), joints["head"])
    # The palm holds a leg, and it is beyond the wrist.
    shoulder = joints[f"{grip.hand}.shoulder"]
    return lerp(held, shoulder, _PALM / max(_PALM, math.dist(held, shoulder)))


def belly_rise(fullness: float) -> float:
    """Return how far the belly comes forward with the breath, in metres."""
    return 0.035 * fullness


def smooth_max(height: float, least: float) -> float:
    """Return the larger of the two heights, by a softplus without the kink of `max`."""
    above = height - least
    return height if above > 10 * _MAT_SOFTNESS else least + _MAT_SOFTNESS * math.log1p(math.exp(above / _MAT_SOFTNESS))


def tie_strength(weight: float, start: float = _TIED_FROM) -> float:
    """Return how firmly a grip or foothold of this weight ties: a smoothstep from 0 at `start` to 1 at weight 1."""
    share = max(0.0, (weight - start) / (1.0 - start))
    return share * share * (3.0 - 2.0 * share)
