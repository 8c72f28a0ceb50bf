"""Every pose that a human can take is shown, with bones of the right length and nothing under the mat."""

import math
from types import MappingProxyType

from hypothesis import given, settings, strategies as st

from stretchcoach.domain.muscle import Muscle
from stretchcoach.domain.side import Side
from stretchcoach.figure import proportions as body
from stretchcoach.figure.blending import blend, roll_over
from stretchcoach.figure.key_postures import key_postures, single_posture
from stretchcoach.figure.picture import picture
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.skeleton import Skeleton
from stretchcoach.figure.solver import LEG_TOUCH_POINTS, TRUNK_TOUCH_POINTS, solve
from stretchcoach.routine.pose import (
    CONTACTS,
    JOINTS,
    LIMBS,
    Camera,
    KeyPoses,
    Place,
    Pose,
    Prop,
    Rest,
    Stance,
)
from tests.figure.film import poses_of

LENGTHS = solve(single_posture(poses_of("settle"), Pose.READY)).bone_lengths
MILLIMETRE = 0.001
SUNK = 0.005
"""How far in metres a part may be below the mat in an arbitrary pose."""
SINKING = 0.03
"""The same on the way between two poses, while a foot leaves its place."""


def stances() -> st.SearchStrategy[Stance]:
    """Return poses of every kind. In many, a joint is at one end of its range."""
    ends = {joint: st.sampled_from([range_.least, 0.0, range_.most]) for joint, range_ in JOINTS.items()}
    angles = {joint: st.floats(range_.least, range_.most) | ends[joint] for joint, range_ in JOINTS.items()}
    holds = st.dictionaries(st.sampled_from(LIMBS), st.sampled_from(Place))
    return st.builds(Stance, st.fixed_dictionaries(angles), holds)


def key_poses() -> st.SearchStrategy[KeyPoses]:
    return st.builds(
        KeyPoses,
        rest=st.sampled_from(Rest),
        camera=st.sampled_from(Camera),
        muscle=st.none() | st.sampled_from(Muscle),
        stances=st.fixed_dictionaries({pose: stances() for pose in Pose}).map(MappingProxyType),
        props=st.frozensets(st.sampled_from(Prop)),
        stays=st.frozensets(st.sampled_from(CONTACTS)),
    )


def check_sound(skeleton: Skeleton) -> None:
    assert all(math.isfinite(at) for point in skeleton.joints.values() for at in point)
    for bone, length in skeleton.bone_lengths.items():
        assert abs(length - LENGTHS[bone]) < MILLIMETRE, bone


def check_over_mat(skeleton: Skeleton, posture: Posture, sunk: float) -> None:
    """Check that no joint is below the mat, and neither is the body around trunk and legs."""
    parts = [(name, 0.0) for name in skeleton.joints]
    parts += TRUNK_TOUCH_POINTS
    for limb, leg in LEG_TOUCH_POINTS.items():
        if f"{limb}.foot" not in posture.contacts:  # the flesh of its knee yields
            parts += leg
    for name, radius in parts:
        assert skeleton.joints[name][2] - radius > -sunk, name


def check_picture(posture: Posture) -> None:
    left, right = picture(posture, Side.LEFT), picture(posture, Side.RIGHT)
    for one in (left, right):
        assert one.width > 0
        assert one.height > 0
        for shape in one.shapes:
            numbers = [number for hull in shape.hulls for circle in hull for number in circle]
            numbers += [number for point in shape.points for number in point]
            assert all(map(math.isfinite, [*numbers, shape.dimness, shape.opacity]))


@settings(max_examples=30)
@given(key_poses())
def test_any_pose_is_a_body_on_the_mat(poses: KeyPoses) -> None:
    for posture in key_postures(poses).values():
        skeleton = solve(posture)
        check_sound(skeleton)
        check_over_mat(skeleton, posture, SUNK)
        check_picture(posture)


@settings(max_examples=30)
@given(key_poses(), key_poses(), st.floats(0, 1))
def test_any_way_from_pose_to_pose_is_a_body_on_the_mat(one: KeyPoses, other: KeyPoses, share: float) -> None:
    start, end = key_postures(one)[Pose.DEEP], key_postures(other)[Pose.READY].mirrored
    for posture in (blend(start, end, share), roll_over(start, end, share)):
        skeleton = solve(posture)
        check_sound(skeleton)
        check_over_mat(skeleton, posture, SINKING)


@settings(max_examples=30)
@given(key_poses())
def test_a_foot_that_stays_is_where_it_was_or_as_near_as_the_leg_is_long(poses: KeyPoses) -> None:
    for posture in key_postures(poses).values():
        skeleton = solve(posture)
        for limb in LIMBS:
            if (contact := posture.contacts.get(f"{limb}.foot")) is not None:
                hip, ankle = skeleton.joints[f"{limb}.hip"], skeleton.joints[f"{limb}.ankle"]
                beyond = math.dist(hip, contact.at) - (body.THIGH + body.SHANK)
                assert math.dist(ankle, contact.at) < max(0.0, beyond) + 0.015
