"""The key poses of a stretch put on the stage: laid on the mat, tied to what they rest on, and framed."""

from dataclasses import replace
from types import MappingProxyType

from stretchcoach.figure import proportions as body
from stretchcoach.figure.camera import STANDPOINTS, Projection
from stretchcoach.figure.posture import Foothold, Frame, Hold, Mat, Posture, Stay
from stretchcoach.figure.props import mat_corners, mat_under
from stretchcoach.figure.skeleton import UPRIGHT, Skeleton, arm, leg
from stretchcoach.figure.solving import LEGS, LYING, PRESSED_IN, lowest_point, relaxed_into, solve
from stretchcoach.figure.space import Turn, about_x, about_y, about_z, minus, then
from stretchcoach.routine.pose import CONTACTS, LIMBS, KeyPoses, Pose, Rest, Stance

Stage = MappingProxyType[Pose, Posture]

_MARGIN = 0.13
"""In metres: what the body's thickness needs around its joints."""
_ALOFT = 5.0
"""In metres: so high that no mat is in the way while the body is measured."""
_LYING = (Rest.BACK, Rest.FRONT, Rest.SIDE)
_CHAINS = (("leg", leg), ("arm", arm))
_UNFRAMED = Frame(0.0, (0.0, 0.0), 1.0, 1.0)


def stage(poses: KeyPoses) -> Stage:
    """Return the posture of each key pose, working side left, framed so that all of them are in the picture."""
    bench = _Bench(poses)
    postures = {pose: relaxed_into(bench.posture(pose)) for pose in poses.stances}
    frame = _frame(postures, bench.elevation)
    return MappingProxyType({pose: replace(posture, frame=frame) for pose, posture in postures.items()})


def still(poses: KeyPoses, pose: Pose) -> Posture:
    """Return the posture of one key pose alone, without a frame: what a small picture needs, in a tenth of the time."""
    return _Bench(poses).posture(pose)


class _Bench:
    """Where a stretch is measured: what its first pose says about height, mat and contacts holds for all of them."""

    def __init__(self, poses: KeyPoses) -> None:
        standpoint = STANDPOINTS[poses.camera]
        self.elevation = standpoint.elevation
        self._poses = poses
        self._yaw = then(about_z(standpoint.turn), UPRIGHT)
        aloft = self._aloft(Pose.READY)
        measured = solve(aloft)
        self._height = _ALOFT - _sole_or_back(poses.rest, measured)
        _lower(measured, _ALOFT - self._height)
        self._stays = _stays(poses, measured)
        self._footholds = {Foothold(limb, stay.at): 1.0 for limb in LIMBS if (stay := self._stays.get(f"{limb}.foot"))}
        self._mat = mat_under(measured, lying=poses.rest in _LYING)

    def posture(self, pose: Pose) -> Posture:
        """The posture of a pose."""
        return replace(
            self._aloft(pose),
            height=self._height,
            stays=self._stays,
            footholds=self._footholds,
            mat=self._mat,
            fullness=float(pose is Pose.INHALED),
            frame=_UNFRAMED._replace(elevation=self.elevation),
        )

    def _aloft(self, pose: Pose) -> Posture:
        """The pose high in the air, tied to nothing."""
        poses, stance = self._poses, self._poses.stances[pose]
        return Posture(
            spine={joint: angle for joint, angle in stance.angles.items() if "." not in joint},
            chains={f"{limb}.{part}": chain(stance.angles, limb) for limb in LIMBS for part, chain in _CHAINS},
            pelvis=then(self._yaw, _resting(poses.rest, stance)),
            height=_ALOFT,
            frame=_UNFRAMED,
            mat=Mat(0.0, 0.0, 0.0),
            holds={Hold(limb, place): 1.0 for limb, place in stance.holds.items()},
            stays=MappingProxyType({}),
            footholds={},
            props=dict.fromkeys(poses.props, 1.0),
            glow={} if poses.muscle is None else {(LIMBS[0], poses.muscle): 1.0},
        )


def _lower(skeleton: Skeleton, height: float) -> None:
    for name, (x, y, z) in skeleton.joints.items():
        skeleton.joints[name] = (x, y, z - height)


def _resting(rest: Rest, stance: Stance) -> Turn:
    """How the pelvis is tilted by what it rests on."""
    angles = stance.angles
    match rest:
        case Rest.SITTING:
            # The thigh lies on the mat: what the hip bends beyond a right angle tips the pelvis forward.
            return about_y(angles["working.hip_flexion"] - 90)
        case Rest.STANDING:
            # The sole of the other foot is flat on the floor.
            return about_y(
                angles["other.hip_flexion"] - angles["other.knee_flexion"] + angles["other.ankle_dorsiflexion"]
            )
        case Rest.KNEELING:
            return about_y(90 + angles["other.hip_flexion"] - angles["other.knee_flexion"])
        case Rest.BACK:
            return about_y(-90)
        case Rest.FRONT:
            return about_y(90)
        case Rest.SIDE:
            return about_x(90)


def _sole_or_back(rest: Rest, skeleton: Skeleton) -> float:
    """The height of what touches the mat."""
    if rest in (Rest.STANDING, Rest.KNEELING):
        # The other leg, as for the pelvis; not pressed in, for which a leg whose foot stays would have to bend.
        return lowest_point(skeleton, LEGS[LIMBS[1]])
    return lowest_point(skeleton, LYING) + PRESSED_IN


def _stays(poses: KeyPoses, skeleton: Skeleton) -> MappingProxyType[str, Stay]:
    """Tie what stays to where the ready pose has it; a foot lies on the mat."""
    tied = {}
    for contact in CONTACTS:
        if contact not in poses.stays:
            continue
        limb, _dot, part = contact.partition(".")
        in_hand = part == "hand"
        tied[contact] = Stay(skeleton.joints[f"{limb}.wrist"]) if in_hand else _foot_on_mat(skeleton, limb)
    return MappingProxyType(tied)


def _foot_on_mat(skeleton: Skeleton, limb: str) -> Stay:
    joints = skeleton.joints
    parts = [
        (f"{limb}.{part}", thick)
        for part, thick in (("ankle", body.ANKLE_ROUND), ("heel", 0.0), ("toes", 0.0), ("sole", 0.0))
    ]
    hip, ankle = joints[f"{limb}.hip"], joints[f"{limb}.ankle"]
    way = minus(ankle, hip)
    down = way[2] - lowest_point(skeleton, parts)
    # As far from the hip as it was: the leg swings down to the mat, and the knee keeps its angle.
    flat = max(1e-6, way[0] ** 2 + way[1] ** 2 + way[2] ** 2 - down**2)
    wider = (flat / max(1e-6, way[0] ** 2 + way[1] ** 2)) ** 0.5
    at = (hip[0] + way[0] * wider, hip[1] + way[1] * wider, hip[2] + down)
    return Stay(at, tuple(skeleton.bones[f"{limb}.{bone}"] for bone in ("thigh", "shank", "foot")))


def _frame(postures: dict[Pose, Posture], elevation: float) -> Frame:
    """What the camera has to see so that every pose is in the picture."""
    project = Projection.looking_down(elevation, mirrored=False)
    points = [project(point) for posture in postures.values() for point in solve(posture).joints.values()]
    mat = [project(corner) for corner in mat_corners(postures[Pose.READY].mat)]
    left, right, bottom, top = (
        end(end(point[axis] for point in points) + margin, end(point[axis] for point in mat) + margin / 4)
        for axis in (0, 1)
        for end, margin in ((min, -_MARGIN), (max, _MARGIN))
    )
    return Frame(elevation, ((left + right) / 2, (bottom + top) / 2), right - left, top - bottom)
