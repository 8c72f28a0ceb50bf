"""Any pose that a human can take is shown, with bones as long as ever and nothing under the mat."""

import math
from types import MappingProxyType

from hypothesis import given, settings, strategies as st

from stretchcoach.domain.muscle import Muscle
from stretchcoach.domain.side import Side
from stretchcoach.figure import proportions as body
from stretchcoach.figure.picture import picture
from stretchcoach.figure.posture import Posture, blend, turned_over
from stretchcoach.figure.skeleton import Skeleton
from stretchcoach.figure.solving import LEGS, LYING, solve
from stretchcoach.figure.staging import stage, still
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

LENGTHS = solve(still(poses_of("settle"), Pose.READY)).bone_lengths
MILLIMETRE = 0.001
SUNK = 0.005
"""In metres: so little may be below the mat in a pose that no one ever tried."""
SINKING = 0.03
"""The same on the way between two of them, as a foot leaves its place."""


def stances() -> st.SearchStrategy[Stance]:
    """Poses of every kind; many have a joint at one end of its range."""
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
    """No joint is below the mat, nor is what is around trunk and legs."""
    parts = [(name, 0.0) for name in skeleton.joints]
    parts += LYING
    for limb, leg in LEGS.items():
        if f"{limb}.foot" not in posture.stays:  # the flesh of its knee gives way
            parts += leg
    for name, thick in parts:
        assert skeleton.joints[name][2] - thick > -sunk, name


def check_picture(posture: Posture) -> None:
    left, right = picture(posture, Side.LEFT), picture(posture, Side.RIGHT)
    for one in (left, right):
        assert one.width > 0
        assert one.height > 0
        for shape in one.shapes:
            numbers = [number for hull in shape.hulls for circle in hull for number in circle]
            numbers += [number for point in shape.points for number in point]
            assert all(map(math.isfinite, [*numbers, shape.far, shape.strength]))


@settings(max_examples=30)
@given(key_poses())
def test_any_pose_is_a_body_on_the_mat(poses: KeyPoses) -> None:
    for posture in stage(poses).values():
        skeleton = solve(posture)
        check_sound(skeleton)
        check_over_mat(skeleton, posture, SUNK)
        check_picture(posture)


@settings(max_examples=30)
@given(key_poses(), key_poses(), st.floats(0, 1))
def test_any_way_from_pose_to_pose_is_a_body_on_the_mat(one: KeyPoses, other: KeyPoses, share: float) -> None:
    start, end = stage(one)[Pose.DEEP], stage(other)[Pose.READY].swapped
    for posture in (blend(start, end, share), turned_over(start, end, share)):
        skeleton = solve(posture)
        check_sound(skeleton)
        check_over_mat(skeleton, posture, SINKING)


@settings(max_examples=30)
@given(key_poses())
def test_a_foot_that_stays_is_where_it_was_or_as_near_as_the_leg_is_long(poses: KeyPoses) -> None:
    for posture in stage(poses).values():
        skeleton = solve(posture)
        for limb in LIMBS:
            if (stay := posture.stays.get(f"{limb}.foot")) is not None:
                hip, ankle = skeleton.joints[f"{limb}.hip"], skeleton.joints[f"{limb}.ankle"]
                beyond = math.dist(hip, stay.at) - (body.THIGH + body.SHANK)
                assert math.dist(ankle, stay.at) < max(0.0, beyond) + 0.015
