"""The skeleton: where the joints are and how the bones stand, from joint angles."""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from stretchcoach.figure import proportions as body
from stretchcoach.figure.posture import Chain
from stretchcoach.figure.space import NO_TURN, Point, Turn, about_x, about_y, about_z, moved, then
from stretchcoach.routine.pose import LIMBS

OUTWARD = {"working": 1.0, "other": -1.0}
"""The body is solved with its left side as the working one; a reflection makes the right."""
_THROAT: Point = (0.0, 0.0, body.NECK)


class Skeleton(NamedTuple):
    """A body on the stage: joints as points, bones as the turns of their frames; both by name."""

    joints: dict[str, Point]
    bones: dict[str, Turn]

    @property
    def bone_lengths(self) -> dict[str, float]:
        """The distance between the two ends of every bone, in metres."""
        ends = [*_TRUNK_ENDS, *((f"{limb}.{a}", f"{limb}.{b}") for limb in LIMBS for a, b in _LIMB_ENDS)]
        return {f"{a} to {b}": _distance(self.joints[a], self.joints[b]) for a, b in ends}


_SPINE = tuple(f"spine{link}" for link in range(body.LUMBAR_LINKS + body.THORACIC_LINKS + 1))
_TRUNK_ENDS = (("root", "spine0"), *pairwise(_SPINE), (_SPINE[-1], "head"), ("head", "crown"))
_LIMB_ENDS = (
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "toes"),
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("wrist", "fingers"),
)


def trunk(angles: Mapping[str, float], pelvis: Turn, root: Point) -> Skeleton:
    """Pelvis, spine, neck and head over hips that stand at `root`; with the places of hips and shoulders."""
    joints: dict[str, Point] = {"root": root}
    bones: dict[str, Turn] = {"pelvis": pelvis}
    for limb, outward in OUTWARD.items():
        joints[f"{limb}.hip"] = moved(pelvis, (0.0, outward * body.HIP_OUT, 0.0), root)
    joints["spine0"] = at = moved(pelvis, (0.0, 0.0, body.PELVIS), root)
    turn = pelvis
    number = 0
    for part, links, length in (
        ("lumbar", body.LUMBAR_LINKS, body.LUMBAR_LINK),
        ("thoracic", body.THORACIC_LINKS, body.THORACIC_LINK),
    ):
        bend = _spine_turn(angles, part, links)
        for _link in range(links):
            turn = then(turn, bend)
            number += 1
            joints[_SPINE[number]] = at = moved(turn, (0.0, 0.0, length), at)
        bones[part] = turn
    for limb, outward in OUTWARD.items():
        joints[f"{limb}.shoulder"] = moved(turn, (0.0, outward * body.SHOULDER_OUT, -body.SHOULDER_DROP), at)
    half = then(about_z(angles["neck_rotation"] / 2), about_y(angles["neck_flexion"] / 2))
    bones["neck"] = neck = then(turn, half)
    joints["head"] = at = moved(neck, _THROAT, at)
    bones["head"] = head = then(neck, half)
    joints["crown"] = moved(head, (0.0, 0.0, body.SKULL[0][2] + body.SKULL[1]), at)
    return Skeleton(joints, bones)


def leg(angles: Mapping[str, float], limb: str) -> Chain:
    """How thigh, shank and foot stand, each in the frame of the bone before."""
    thigh = _ball_joint(angles, f"{limb}.hip", OUTWARD[limb])
    return thigh, about_y(angles[f"{limb}.knee_flexion"]), about_y(-angles[f"{limb}.ankle_dorsiflexion"])


def arm(angles: Mapping[str, float], limb: str) -> Chain:
    """How upper arm, forearm and hand stand, each in the frame of the bone before."""
    return _ball_joint(angles, f"{limb}.shoulder", OUTWARD[limb]), about_y(-angles[f"{limb}.elbow_flexion"]), NO_TURN


def _ball_joint(angles: Mapping[str, float], joint: str, outward: float) -> Turn:
    """Flexion about the axis across the body, then abduction about the floating one, then rotation about the bone.

    The order of Grood and Suntay (1983), doi 10.1115/1.3138397.
    """
    flexion = about_y(-angles[f"{joint}_flexion"])
    abduction = about_x(outward * angles[f"{joint}_abduction"])
    return then(then(flexion, abduction), about_z(outward * angles[f"{joint}_rotation"]))


def _spine_turn(angles: Mapping[str, float], part: str, links: int) -> Turn:
    """The share of one link in the bend of its part of the spine."""
    turn = about_y(angles[f"{part}_flexion"] / links)
    for name, about, sign in (("side_bend", about_x, -1.0), ("rotation", about_z, 1.0)):
        degrees = angles[f"{part}_{name}"]
        if degrees:
            turn = then(turn, about(sign * degrees / links))
    return turn


def _distance(one: Point, other: Point) -> float:
    return math.dist(one, other)


UPRIGHT: Turn = about_z(-90.0)
"""Standing and facing who looks: the body's x points out of the picture, its y to the right of it."""
