"""Arms: their hands reach for what they hold, and neither hand nor elbow goes through the mat."""

import math
from collections.abc import Callable, Mapping

from stretchcoach.figure import proportions as body
from stretchcoach.figure.posture import Hold, Posture
from stretchcoach.figure.reach import Limb, reach, swivelled
from stretchcoach.figure.skeleton import OUTWARD, Skeleton
from stretchcoach.figure.space import BACK, DOWN, Point, Turn, between, between_points, blended, moved, then, turned
from stretchcoach.routine.pose import Place

Kept = Callable[[float, float], float]
"""A height, or what it has to be where the least height is another."""

_ARM = Limb(body.UPPER_ARM, body.FOREARM, BACK)
_TIED_FROM = 0.8
"""A hold that is less there than this ties no hand."""
_NOTHING = 1e-9
_SOFT = 0.012
"""In metres: how softly it stops a hand, so that a touch is no jolt."""
_FINGERS: Point = (0.0, 0.0, -body.HAND)

_ON_FOOT: Mapping[Place, Point] = {
    Place.ANKLE: (0.045, 0.0, 0.03),
    Place.HEEL: (0.0, 0.0, -body.ANKLE_HEIGHT),
    Place.TOES: (0.15, 0.0, -0.03),
}
_PALM = 0.07
"""In metres: from the wrist to where a hand holds."""
_GRIP_OUT = 0.055
"""Two hands on one foot or leg lie so far from its middle."""


def add_arm(skeleton: Skeleton, posture: Posture, limb: str, kept: Kept) -> None:
    """Add an arm whose hand is `kept` at a height, or above what is least."""
    joints, bones = skeleton.joints, skeleton.bones
    in_chest, in_upper, in_forearm = posture.chains[f"{limb}.arm"]
    upper = then(bones["thoracic"], in_chest)
    fore = then(upper, in_upper)
    shoulder = joints[f"{limb}.shoulder"]
    elbow = moved(upper, (0.0, 0.0, -body.UPPER_ARM), shoulder)
    wrist = moved(fore, (0.0, 0.0, -body.FOREARM), elbow)
    wrist = _wanted(skeleton, posture, limb, wrist)
    wrist = (wrist[0], wrist[1], kept(wrist[2], body.PALM_ROUND))
    upper, fore, elbow, wrist = reach(shoulder, upper, fore, _ARM, wrist)
    if turn := swivelled(shoulder, elbow, wrist, kept(elbow[2], body.ELBOW_ROUND)):
        upper, fore = then(turn, upper), then(turn, fore)
        elbow = moved(upper, (0.0, 0.0, -body.UPPER_ARM), shoulder)
    # An arm that is folded straight down cannot be swivelled out of the mat; the whole of it rises.
    rise = (kept(elbow[2], 0.0) - shoulder[2]) / body.UPPER_ARM
    if turn := _swung(skeleton, limb, turned(upper, DOWN), rise):
        upper, fore = then(turn, upper), then(turn, fore)
        elbow = moved(upper, (0.0, 0.0, -body.UPPER_ARM), shoulder)
        wrist = moved(fore, (0.0, 0.0, -body.FOREARM), elbow)
    hand = _on_belly(skeleton, posture, limb, then(fore, in_forearm))
    pointing = turned(hand, DOWN)
    tips = kept(wrist[2] + body.HAND * pointing[2], body.FINGERTIP_ROUND)
    if turn := _swung(skeleton, limb, pointing, (tips - wrist[2]) / body.HAND):
        hand = then(turn, hand)
    joints[f"{limb}.elbow"], joints[f"{limb}.wrist"] = elbow, wrist
    bones[f"{limb}.upper_arm"], bones[f"{limb}.forearm"], bones[f"{limb}.hand"] = upper, fore, hand
    joints[f"{limb}.fingers"] = moved(hand, _FINGERS, wrist)


def _wanted(skeleton: Skeleton, posture: Posture, limb: str, wrist: Point) -> Point:
    """Where a hand is to be that would be at `wrist` if it neither stayed nor held anything."""
    stay = posture.stays.get(f"{limb}.hand")
    if stay is not None:
        wrist = stay.at
    for hold, there in posture.holds.items():
        if hold.hand == limb and hold.place is not Place.STRAP and there > _TIED_FROM:
            wrist = between_points(wrist, grip(skeleton, posture, hold), tied(there))
    return wrist


def _on_belly(skeleton: Skeleton, posture: Posture, limb: str, hand: Turn) -> Turn:
    """How a hand stands: flat on the belly, where it holds that."""
    there = tied(posture.holds.get(Hold(limb, Place.BELLY), 0.0))
    if not there:
        return hand
    inward = turned(skeleton.bones["lumbar"], (-0.02, -OUTWARD[limb], -0.25))
    return blended(hand, then(between(turned(hand, DOWN), inward), hand), there)


def _swung(skeleton: Skeleton, limb: str, pointing: Point, rise: float) -> Turn | None:
    """The turn that makes a bone rise by `rise` of its length, as the mat does; None where it does so already.

    The more it was to point down, the more it points outwards: straight down there is no other way to tell where to.
    """
    x, y, z = pointing
    lifted = rise - z
    if abs(lifted) < _NOTHING:
        return None
    out = turned(skeleton.bones["thoracic"], (0.0, OUTWARD[limb], 0.0))
    x, y = x + lifted * lifted * out[0], y + lifted * lifted * out[1]
    wider = math.sqrt(max(0.0, 1.0 - rise * rise) / max(_NOTHING, x * x + y * y))
    return between(pointing, (x * wider, y * wider, rise))


def grip(skeleton: Skeleton, posture: Posture, hold: Hold) -> Point:
    """Where the wrist of a hand is that has such a hold."""
    joints, bones = skeleton.joints, skeleton.bones
    out = OUTWARD[hold.hand] * _GRIP_OUT
    match hold.place:
        case Place.ANKLE | Place.HEEL | Place.TOES:
            x, _y, z = _ON_FOOT[hold.place]
            held = moved(bones[f"{hold.leg}.foot"], (x, out, z), joints[f"{hold.leg}.ankle"])
        case Place.KNEE:
            held = moved(bones[f"{hold.leg}.shank"], (-0.03, 1.6 * out, -0.02), joints[f"{hold.leg}.knee"])
        case Place.SHIN:
            held = moved(bones[f"{hold.leg}.shank"], (0.05, out, -0.6 * body.SHANK), joints[f"{hold.leg}.knee"])
        case Place.BELLY:
            return moved(bones["lumbar"], (0.108 + belly_rise(posture.fullness), 2.0 * out, -0.03), joints["spine2"])
        case _:
            return moved(bones["head"], (0.12, out, 0.09), joints["head"])
    # A leg is held with the palm, which is beyond the wrist.
    shoulder = joints[f"{hold.hand}.shoulder"]
    return between_points(held, shoulder, _PALM / max(_PALM, math.dist(held, shoulder)))


def belly_rise(fullness: float) -> float:
    """How far the belly comes forward with the breath, in metres."""
    return 0.035 * fullness


def kept_above(height: float, least: float) -> float:
    """`height`, or softly `least` where that is higher."""
    above = height - least
    return height if above > 10 * _SOFT else least + _SOFT * math.log1p(math.exp(above / _SOFT))


def tied(there: float, start: float = _TIED_FROM) -> float:
    """How firmly something ties that is so much there: wholly where it is wholly there, and no jolt before."""
    share = max(0.0, (there - start) / (1.0 - start))
    return share * share * (3.0 - 2.0 * share)
