"""Our own stretches, measured: each pose shows what a person must recognise it by."""

import math
from dataclasses import replace

import pytest

from stretchcoach.domain.side import Side
from stretchcoach.figure.geometry import Point, about_z, compose, lerp, subtract
from stretchcoach.figure.picture import picture
from stretchcoach.figure.posture import Posture
from stretchcoach.figure.props import furniture, mat_corners, strap_to_hands
from stretchcoach.figure.solver import solve
from stretchcoach.figure.volumes import Material
from stretchcoach.routine.pose import Place, Pose
from tests.figure.film import STRETCHES, check_hands, staged


def body(stretch: str, pose: Pose) -> dict[str, Point]:
    return solve(staged(stretch)[pose]).joints


def angle(one: Point, at: Point, other: Point) -> float:
    """Return the angle at a joint between two others, in degrees. 180 is straight."""
    a, b = subtract(one, at), subtract(other, at)
    cosine = sum(x * y for x, y in zip(a, b, strict=True)) / (math.hypot(*a) * math.hypot(*b))
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def knee(joints: dict[str, Point], limb: str = "working") -> float:
    return angle(joints[f"{limb}.hip"], joints[f"{limb}.knee"], joints[f"{limb}.ankle"])


def fold(joints: dict[str, Point]) -> float:
    """Return the angle between the trunk and the working thigh, in degrees."""
    return angle(joints["spine7"], joints["working.hip"], joints["working.knee"])


def along_floor(one: Point, other: Point) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])


def test_seated_hamstring_sits_tall_with_arms_overhead() -> None:
    joints = body("seated-hamstring", Pose.INHALED)
    assert joints["working.wrist"][2] > joints["crown"][2]
    assert joints["other.wrist"][2] > joints["crown"][2]
    assert along_floor(joints["spine7"], joints["root"]) < 0.12
    assert knee(joints) > 165
    assert joints["working.toes"][2] > joints["working.heel"][2] + 0.1


def test_seated_hamstring_has_the_other_sole_at_the_inner_thigh() -> None:
    joints = body("seated-hamstring", Pose.INHALED)
    assert knee(joints, "other") < 80
    hip, end = joints["working.hip"], joints["working.knee"]
    assert min(math.dist(joints["other.sole"], lerp(hip, end, share)) for share in (0.5, 0.75, 1.0)) < 0.25


def test_seated_hamstring_folds_towards_the_toes() -> None:
    ready, joints = body("seated-hamstring", Pose.READY), body("seated-hamstring", Pose.EXHALED)
    assert joints["crown"][2] < ready["crown"][2] - 0.2
    assert fold(joints) < fold(ready) - 20
    for limb in ("working", "other"):
        assert math.dist(joints[f"{limb}.fingers"], joints["working.toes"]) < 0.25


def test_seated_hamstring_lies_flat_over_the_thigh() -> None:
    exhaled, joints = body("seated-hamstring", Pose.EXHALED), body("seated-hamstring", Pose.DEEP)
    assert fold(joints) < 45
    assert fold(joints) < fold(exhaled)
    for limb in ("working", "other"):
        assert math.dist(joints[f"{limb}.wrist"], joints["working.heel"]) < 0.2


def test_lying_hamstring_has_a_soft_knee_then_a_leg_towards_the_ceiling() -> None:
    soft, joints = body("lying-hamstring", Pose.INHALED), body("lying-hamstring", Pose.EXHALED)
    assert knee(soft) < 150
    assert knee(joints) > 165
    assert along_floor(joints["working.ankle"], joints["working.hip"]) < 0.15
    assert joints["working.ankle"][2] > 0.8
    assert joints["working.hip"][2] < 0.12
    assert joints["spine6"][2] < 0.2


@pytest.mark.parametrize("stretch", ["lying-hamstring", "inner-thigh"])
def test_the_other_knee_is_bent_with_its_foot_on_the_floor(stretch: str) -> None:
    for pose in Pose:
        joints = body(stretch, pose)
        assert 60 < knee(joints, "other") < 110
        assert joints["other.sole"][2] < 0.02
        assert joints["other.knee"][2] > 0.3


def test_inner_thigh_opens_to_its_side_with_level_hips() -> None:
    joints = body("inner-thigh", Pose.DEEP)
    across = subtract(joints["working.hip"], joints["other.hip"])
    assert abs(across[2]) < 0.01
    wide = math.hypot(*across)
    way = subtract(joints["working.ankle"], joints["working.hip"])
    assert sum(a * b for a, b in zip(way, across, strict=True)) / wide > 0.4
    assert knee(joints) > 165


@pytest.mark.parametrize("stretch", ["quads-lying", "quads-standing"])
def test_quads_have_the_heel_at_the_seat_and_the_hand_at_the_foot(stretch: str) -> None:
    for pose in (Pose.EXHALED, Pose.DEEP):
        joints = body(stretch, pose)
        assert math.dist(joints["working.heel"], joints["working.hip"]) < 0.3
        assert math.dist(joints["working.wrist"], joints["working.ankle"]) < 0.16
        assert math.dist(joints["working.knee"], joints["other.knee"]) < 0.25


def test_quads_lying_lies_face_down() -> None:
    for pose in Pose:
        joints = body("quads-lying", pose)
        nose_down = joints["skull"][2] < joints["spine7"][2] + 0.05
        assert nose_down
        assert max(joints[name][2] for name in ("root", "spine6", "other.knee", "other.ankle")) < 0.25


def test_quads_standing_stands_upright_with_its_knee_pointing_down() -> None:
    for pose in (Pose.INHALED, Pose.EXHALED, Pose.DEEP):
        joints = body("quads-standing", pose)
        assert joints["crown"][2] > 1.5
        assert knee(joints, "other") > 165
        thigh = subtract(joints["working.knee"], joints["working.hip"])
        assert math.degrees(math.acos(-thigh[2] / math.hypot(*thigh))) < 15
        assert 0.8 < joints["other.wrist"][2] < 1.2


def test_settle_has_a_hand_on_a_belly_that_rises_with_the_breath() -> None:
    calm = staged("settle")[Pose.EXHALED]
    assert any(grip.place is Place.BELLY for grip in calm.grips)
    heights = [solve(replace(calm, fullness=fullness)).joints["working.wrist"][2] for fullness in (0.0, 0.5, 1.0)]
    assert heights == sorted(heights)
    assert heights[-1] - heights[0] > 0.02
    assert body("settle", Pose.READY)["crown"][2] < 0.25


@pytest.mark.parametrize("pose", list(Pose))
@pytest.mark.parametrize(
    ("stretch", "hands"), [("lying-hamstring", ["working", "other"]), ("inner-thigh", ["working"] * 2)]
)
def test_the_strap_comes_with_two_lines_from_the_sole(stretch: str, hands: list[str], pose: Pose) -> None:
    posture = staged(stretch)[pose]
    skeleton = solve(posture)
    lines = list(strap_to_hands(skeleton, posture))
    assert [hand for hand, _line in lines] == hands
    for hand, line in lines:
        assert min(math.dist(point, skeleton.joints[f"{hand}.wrist"]) for point in line.points) < 0.1
        assert math.dist(line.points[-1], skeleton.joints["working.sole"]) < 0.06
        assert all(height >= 0.0 for _x, _y, height in line.points)
    assert math.dist(lines[0][1].points[-1], lines[1][1].points[-1]) > 0.05


@pytest.mark.parametrize("pose", list(Pose))
def test_the_chair_stands_beside_the_mat_with_its_back_under_the_hand(pose: Pose) -> None:
    posture = staged("quads-standing")[pose]
    skeleton = solve(posture)
    points = [point for thing in furniture(skeleton, posture) for point in thing.points]
    feet = [point for point in points if point[2] == 0.0]
    assert len(feet) == 4
    across = math.radians(posture.mat.heading + 90.0)
    beside = [point[0] * math.cos(across) + point[1] * math.sin(across) for point in mat_corners(posture.mat)]
    for x, y, _z in feet:
        assert not min(beside) < x * math.cos(across) + y * math.sin(across) < max(beside)
    back = max(height for _x, _y, height in points)
    assert 0.0 < skeleton.joints["other.wrist"][2] - back < 0.08


def faces(posture: Posture) -> int:
    return sum(shape.material is Material.FACE for shape in picture(posture, Side.LEFT).shapes)


def test_a_neckline_tells_the_front_from_the_back() -> None:
    front = staged("quads-standing")[Pose.DEEP]
    back = replace(front, pelvis=compose(about_z(180), front.pelvis))
    assert faces(front) == faces(back) + 1


@pytest.mark.parametrize("pose", [Pose.EXHALED, Pose.DEEP])
@pytest.mark.parametrize("stretch", STRETCHES)
def test_hands_are_at_what_they_hold(stretch: str, pose: Pose) -> None:
    check_hands(staged(stretch)[pose])


@pytest.mark.parametrize("pose", list(Pose))
@pytest.mark.parametrize("stretch", STRETCHES)
def test_the_right_picture_is_the_mirror_image_of_the_left(stretch: str, pose: Pose) -> None:
    posture = staged(stretch)[pose]
    left, right = picture(posture, Side.LEFT), picture(posture, Side.RIGHT)
    assert right.centre == (-left.centre[0], left.centre[1])
    assert (right.width, right.height) == (left.width, left.height)
    assert len(left.shapes) == len(right.shapes)
    for one, other in zip(left.shapes, right.shapes, strict=True):
        assert (one.material, one.thickness) == (other.material, other.thickness)
        assert (one.dimness, one.opacity) == (other.dimness, other.opacity)
        assert [[(-x, y, r) for x, y, r in hull] for hull in one.hulls] == [list(hull) for hull in other.hulls]
        assert [(-x, y) for x, y in one.points] == list(other.points)


@pytest.mark.parametrize("stretch", STRETCHES)
def test_the_whole_body_is_in_the_frame(stretch: str) -> None:
    for posture in staged(stretch).values():
        shown = picture(posture, Side.LEFT)
        for shape in shown.shapes:
            for x, y, radius in (circle for hull in shape.hulls for circle in hull):
                assert abs(x - shown.centre[0]) + radius <= shown.width / 2
                assert abs(y - shown.centre[1]) + radius <= shown.height / 2


@pytest.mark.parametrize("stretch", STRETCHES)
def test_a_zoomed_picture_shows_the_whole_body_larger(stretch: str) -> None:
    shown = picture(staged(stretch)[Pose.DEEP], Side.LEFT)
    zoomed = shown.zoomed
    assert max(zoomed.width, zoomed.height) < max(shown.cropped.width, shown.cropped.height)
    for x, y, radius in (circle for shape in zoomed.shapes for hull in shape.hulls for circle in hull):
        assert abs(x - zoomed.centre[0]) + radius <= zoomed.width / 2
        assert abs(y - zoomed.centre[1]) + radius <= zoomed.height / 2
