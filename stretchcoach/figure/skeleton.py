"""The skeleton, and its forward kinematics: from joint angles to positions of joints and rotations of bones."""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from stretchcoach.figure import proportions as body
from stretchcoach.figure.geometry import IDENTITY, Point, Rotation, about_x, about_y, about_z, compose, transform
from stretchcoach.figure.posture import Chain
from stretchcoach.routine.pose import LIMBS

OUTWARD = {"working": 1.0, "other": -1.0}
"""The sign of the body's y axis on each side. The working side is solved as the left; a reflection makes the right."""
_NECK_TOP: Point = (0.0, 0.0, body.NECK)


class Skeleton(NamedTuple):
    """A body in the world."""

    joints: dict[str, Point]
    """The position of each joint by its name, in metres."""
    bones: dict[str, Rotation]
    """The world rotation of each bone by its name."""

    @property
    def bone_lengths(self) -> dict[str, float]:
        """The distance between the two ends of every bone, in metres."""
        ends = [*_TRUNK_ENDS, *((f"{limb}.{a}", f"{limb}.{b}") for limb in LIMBS for a, b in _LIMB_ENDS)]
        return {f"{a} to {b}": math.dist(self.joints[a], self.joints[b]) for a, b in ends}


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


def trunk(angles: Mapping[str, float], pelvis: Rotation, root: Point) -> Skeleton:
    """Return pelvis, spine, neck and head, with the joints of hips and shoulders. `root` is midway between the hips."""
    joints: dict[str, Point] = {"root": root}
    bones: dict[str, Rotation] = {"pelvis": pelvis}
    for limb, outward in OUTWARD.items():
        joints[f"{limb}.hip"] = transform(pelvis, (0.0, outward * body.HIP_OUT, 0.0), root)
    joints["spine0"] = at = transform(pelvis, (0.0, 0.0, body.PELVIS), root)
    rotation = pelvis
    number = 0
    for part, links, length in (
        ("lumbar", body.LUMBAR_LINKS, body.LUMBAR_LINK),
        ("thoracic", body.THORACIC_LINKS, body.THORACIC_LINK),
    ):
        bend = _link_rotation(angles, part, links)
        for _link in range(links):
            rotation = compose(rotation, bend)
            number += 1
            joints[_SPINE[number]] = at = transform(rotation, (0.0, 0.0, length), at)
        bones[part] = rotation
    for limb, outward in OUTWARD.items():
        shoulder = (0.0, outward * body.SHOULDER_OUT, -body.SHOULDER_DROP)
        joints[f"{limb}.shoulder"] = transform(rotation, shoulder, at)
    half = compose(about_z(angles["neck_rotation"] / 2), about_y(angles["neck_flexion"] / 2))
    bones["neck"] = neck = compose(rotation, half)
    joints["head"] = at = transform(neck, _NECK_TOP, at)
    bones["head"] = head = compose(neck, half)
    joints["crown"] = transform(head, (0.0, 0.0, body.SKULL[0][2] + body.SKULL[1]), at)
    return Skeleton(joints, bones)


def leg_chain(angles: Mapping[str, float], limb: str) -> Chain:
    """Return the rotations of thigh, shank and foot, each in the frame of the bone before."""
    thigh = _ball_joint(angles, f"{limb}.hip", OUTWARD[limb])
    return thigh, about_y(angles[f"{limb}.knee_flexion"]), about_y(-angles[f"{limb}.ankle_dorsiflexion"])


def arm_chain(angles: Mapping[str, float], limb: str) -> Chain:
    """Return the rotations of upper arm, forearm and hand, each in the frame of the bone before."""
    return _ball_joint(angles, f"{limb}.shoulder", OUTWARD[limb]), about_y(-angles[f"{limb}.elbow_flexion"]), IDENTITY


def _ball_joint(angles: Mapping[str, float], joint: str, outward: float) -> Rotation:
    """Return flexion about the axis across the body, then abduction about the floating axis, then axial rotation.

    This is the order of Grood and Suntay (1983), doi 10.1115/1.3138397.
    """
    flexion = about_y(-angles[f"{joint}_flexion"])
    abduction = about_x(outward * angles[f"{joint}_abduction"])
    return compose(compose(flexion, abduction), about_z(outward * angles[f"{joint}_rotation"]))


def _link_rotation(angles: Mapping[str, float], part: str, links: int) -> Rotation:
    """Return the share that one link has in the bend of its part of the spine."""
    rotation = about_y(angles[f"{part}_flexion"] / links)
    for name, about, sign in (("side_bend", about_x, -1.0), ("rotation", about_z, 1.0)):
        degrees = angles[f"{part}_{name}"]
        if degrees:
            rotation = compose(rotation, about(sign * degrees / links))
    return rotation


UPRIGHT: Rotation = about_z(-90.0)
"""Standing and facing the viewer: the body's x axis points out of the picture, and its y axis to the right."""
