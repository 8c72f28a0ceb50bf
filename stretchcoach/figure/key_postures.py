"""Key postures: the key poses of a stretch placed in the world, on the mat, with their contacts and in one frame."""

from dataclasses import replace
from types import MappingProxyType

from stretchcoach.figure import proportions as body
from stretchcoach.figure.camera import VIEW_ANGLES, OrthographicProjection
from stretchcoach.figure.geometry import Rotation, about_x, about_y, about_z, compose, subtract
from stretchcoach.figure.posture import Contact, Foothold, Frame, Grip, Mat, Posture
from stretchcoach.figure.props import mat_corners, mat_under
from stretchcoach.figure.skeleton import UPRIGHT, Skeleton, arm_chain, leg_chain
from stretchcoach.figure.solver import (
    LEG_TOUCH_POINTS,
    MAT_INDENTATION,
    TRUNK_TOUCH_POINTS,
    bake_ties,
    lowest_point,
    solve,
)
from stretchcoach.routine.pose import CONTACTS, LIMBS, KeyPoses, Pose, Rest, Stance

KeyPostures = MappingProxyType[Pose, Posture]

_MARGIN = 0.13
"""The space in metres that the body's thickness needs around its joints."""
_ALOFT = 5.0
"""A height in metres at which no mat is in the way while the body is measured."""
_LYING = (Rest.BACK, Rest.FRONT, Rest.SIDE)
_CHAINS = (("leg", leg_chain), ("arm", arm_chain))
_UNFRAMED = Frame(0.0, (0.0, 0.0), 1.0, 1.0)


def key_postures(poses: KeyPoses) -> KeyPostures:
    """Return the posture of each key pose, with the working side on the left, in a frame that fits all of them."""
    builder = _PostureBuilder(poses)
    postures = {pose: bake_ties(builder.posture(pose)) for pose in poses.stances}
    frame = _frame(postures, builder.elevation)
    return MappingProxyType({pose: replace(posture, frame=frame) for pose, posture in postures.items()})


def single_posture(poses: KeyPoses, pose: Pose) -> Posture:
    """Return the posture of one key pose, without a frame: enough for a small picture, in a tenth of the time."""
    return _PostureBuilder(poses).posture(pose)


class _PostureBuilder:
    """Builds the postures of a stretch. Its first pose settles height, mat and contacts for all of them."""

    def __init__(self, poses: KeyPoses) -> None:
        angle = VIEW_ANGLES[poses.camera]
        self.elevation = angle.elevation
        self._poses = poses
        self._yaw = compose(about_z(angle.turn), UPRIGHT)
        aloft = self._aloft(Pose.READY)
        measured = solve(aloft)
        self._height = _ALOFT - _sole_or_back(poses.rest, measured)
        _lower(measured, _ALOFT - self._height)
        self._contacts = _contacts(poses, measured)
        self._footholds = {
            Foothold(limb, contact.at): 1.0 for limb in LIMBS if (contact := self._contacts.get(f"{limb}.foot"))
        }
        self._mat = mat_under(measured, lying=poses.rest in _LYING)

    def posture(self, pose: Pose) -> Posture:
        """Return the posture of a pose."""
        return replace(
            self._aloft(pose),
            height=self._height,
            contacts=self._contacts,
            footholds=self._footholds,
            mat=self._mat,
            fullness=float(pose is Pose.INHALED),
            frame=_UNFRAMED._replace(elevation=self.elevation),
        )

    def _aloft(self, pose: Pose) -> Posture:
        """Return the pose high in the air, without contacts."""
        poses, stance = self._poses, self._poses.stances[pose]
        return Posture(
            spine={joint: angle for joint, angle in stance.angles.items() if "." not in joint},
            chains={f"{limb}.{part}": chain(stance.angles, limb) for limb in LIMBS for part, chain in _CHAINS},
            pelvis=compose(self._yaw, _pelvis_tilt(poses.rest, stance)),
            height=_ALOFT,
            frame=_UNFRAMED,
            mat=Mat(0.0, 0.0, 0.0),
            grips={Grip(limb, place): 1.0 for limb, place in stance.holds.items()},
            contacts=MappingProxyType({}),
            footholds={},
            props=dict.fromkeys(poses.props, 1.0),
            glow={} if poses.muscle is None else {(LIMBS[0], poses.muscle): 1.0},
        )


def _lower(skeleton: Skeleton, height: float) -> None:
    for name, (x, y, z) in skeleton.joints.items():
        skeleton.joints[name] = (x, y, z - height)


def _pelvis_tilt(rest: Rest, stance: Stance) -> Rotation:
    """Return how the pelvis is tilted by what the body rests on."""
    angles = stance.angles
    match rest:
        case Rest.SITTING:
            # The thigh lies on the mat, so hip flexion beyond a right angle tips the pelvis forward.
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
    """Return the height of the part that touches the mat."""
    if rest in (Rest.STANDING, Rest.KNEELING):
        # The other leg, as for the pelvis. It makes no dent in the mat, or a leg whose foot stays would have to bend.
        return lowest_point(skeleton, LEG_TOUCH_POINTS[LIMBS[1]])
    return lowest_point(skeleton, TRUNK_TOUCH_POINTS) + MAT_INDENTATION


def _contacts(poses: KeyPoses, skeleton: Skeleton) -> MappingProxyType[str, Contact]:
    """Return the contacts, which stay where the ready pose has them. A foot is put down on the mat."""
    contacts = {}
    for name in CONTACTS:
        if name not in poses.stays:
            continue
        limb, _dot, part = name.partition(".")
        is_hand = part == "hand"
        contacts[name] = Contact(skeleton.joints[f"{limb}.wrist"]) if is_hand else _foot_on_mat(skeleton, limb)
    return MappingProxyType(contacts)


def _foot_on_mat(skeleton: Skeleton, limb: str) -> Contact:
    joints = skeleton.joints
    parts = [
        (f"{limb}.{part}", radius)
        for part, radius in (("ankle", body.ANKLE_RADIUS), ("heel", 0.0), ("toes", 0.0), ("sole", 0.0))
    ]
    hip, ankle = joints[f"{limb}.hip"], joints[f"{limb}.ankle"]
    way = subtract(ankle, hip)
    down = way[2] - lowest_point(skeleton, parts)
    # Keep the distance from the hip: the leg swings down to the mat, and the knee keeps its angle.
    flat = max(1e-6, way[0] ** 2 + way[1] ** 2 + way[2] ** 2 - down**2)
    wider = (flat / max(1e-6, way[0] ** 2 + way[1] ** 2)) ** 0.5
    at = (hip[0] + way[0] * wider, hip[1] + way[1] * wider, hip[2] + down)
    return Contact(at, tuple(skeleton.bones[f"{limb}.{bone}"] for bone in ("thigh", "shank", "foot")))


def _frame(postures: dict[Pose, Posture], elevation: float) -> Frame:
    """Return the frame in which every posture is in the picture."""
    project = OrthographicProjection.looking_down(elevation, mirrored=False)
    points = [project(point) for posture in postures.values() for point in solve(posture).joints.values()]
    mat = [project(corner) for corner in mat_corners(postures[Pose.READY].mat)]
    left, right, bottom, top = (
        end(end(point[axis] for point in points) + margin, end(point[axis] for point in mat) + margin / 4)
        for axis in (0, 1)
        for end, margin in ((min, -_MARGIN), (max, _MARGIN))
    )
    return Frame(elevation, ((left + right) / 2, (bottom + top) / 2), right - left, top - bottom)
