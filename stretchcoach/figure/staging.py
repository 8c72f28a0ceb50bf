"""The key poses of a stretch put on the stage: laid on the mat, tied to what they rest on, and framed."""

from dataclasses import replace
from types import MappingProxyType

from stretchcoach.figure import proportions as body
from stretchcoach.figure.camera import STANDPOINTS, Projection
from stretchcoach.figure.posture import Foothold, Frame, Hold, Posture, Stay
from stretchcoach.figure.skeleton import UPRIGHT, Skeleton, arm, leg
from stretchcoach.figure.solving import LEGS, LYING, PRESSED_IN, lowest_point, relaxed_into, solve
from stretchcoach.figure.space import Turn, about_x, about_y, about_z, minus, then
from stretchcoach.routine.pose import CONTACTS, LIMBS, KeyPoses, Pose, Rest, Stance

Stage = MappingProxyType[Pose, Posture]

_MARGIN = 0.13
"""In metres: what the body's thickness needs around its joints."""
_ALOFT = 5.0
"""In metres: so high that no mat is in the way while the body is measured."""
_CHAINS = (("leg", leg), ("arm", arm))
_UNFRAMED = Frame(0.0, (0.0, 0.0), 1.0, 1.0)


def stage(poses: KeyPoses) -> Stage:
    """Return the posture of each key pose, working side left."""
    standpoint = STANDPOINTS[poses.camera]
    yaw = then(about_z(standpoint.turn), UPRIGHT)
    ready = poses.stances[Pose.READY]
    height = _height(poses.rest, _posture(poses, ready, yaw, 0.0))
    stays = _stays(poses, solve(_posture(poses, ready, yaw, height + _ALOFT)))
    footholds = {Foothold(limb, stays[f"{limb}.foot"].at): 1.0 for limb in LIMBS if f"{limb}.foot" in stays}
    postures = {
        pose: relaxed_into(
            replace(
                _posture(poses, stance, yaw, height),
                stays=stays,
                footholds=footholds,
                fullness=float(pose is Pose.INHALED),
            )
        )
        for pose, stance in poses.stances.items()
    }
    frame = _frame(postures, standpoint.elevation)
    return MappingProxyType({pose: replace(posture, frame=frame) for pose, posture in postures.items()})


def _posture(poses: KeyPoses, stance: Stance, yaw: Turn, height: float) -> Posture:
    return Posture(
        spine={joint: angle for joint, angle in stance.angles.items() if "." not in joint},
        chains={f"{limb}.{part}": chain(stance.angles, limb) for limb in LIMBS for part, chain in _CHAINS},
        pelvis=then(yaw, _resting(poses.rest, stance)),
        height=height,
        frame=_UNFRAMED,
        holds={Hold(limb, place): 1.0 for limb, place in stance.holds.items()},
        stays=MappingProxyType({}),
        footholds={},
        props=dict.fromkeys(poses.props, 1.0),
        glow={} if poses.muscle is None else {(LIMBS[0], poses.muscle): 1.0},
    )


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


def _height(rest: Rest, posture: Posture) -> float:
    """Of the hips, so that what carries the body touches the mat."""
    skeleton = solve(replace(posture, height=_ALOFT))
    if rest in (Rest.STANDING, Rest.KNEELING):
        # On the other leg, as the pelvis; without pressing in, for which a leg whose foot stays would have to bend.
        return _ALOFT - lowest_point(skeleton, LEGS[LIMBS[1]])
    return _ALOFT - lowest_point(skeleton, LYING) - PRESSED_IN


def _stays(poses: KeyPoses, skeleton: Skeleton) -> MappingProxyType[str, Stay]:
    """Tie what stays to where the ready pose has it; a foot lies on the mat."""
    tied = {}
    for contact in CONTACTS:
        if contact not in poses.stays:
            continue
        limb, _dot, part = contact.partition(".")
        if part == "hand":
            x, y, z = skeleton.joints[f"{limb}.wrist"]
            stay = Stay((x, y, z - _ALOFT))
        else:
            stay = _foot_on_mat(skeleton, limb)
        tied[contact] = stay
    return MappingProxyType(tied)


def _foot_on_mat(skeleton: Skeleton, limb: str) -> Stay:
    joints = skeleton.joints
    parts = [
        (f"{limb}.{part}", thick)
        for part, thick in (("ankle", body.ANKLE_ROUND), ("heel", 0.0), ("toes", 0.0), ("sole", 0.0))
    ]
    hip, ankle = joints[f"{limb}.hip"], joints[f"{limb}.ankle"]
    way = minus(ankle, hip)
    down = way[2] + _ALOFT - lowest_point(skeleton, parts)
    # As far from the hip as it was: the leg swings down to the mat, and the knee keeps its angle.
    flat = max(1e-6, way[0] ** 2 + way[1] ** 2 + way[2] ** 2 - down**2)
    wider = (flat / max(1e-6, way[0] ** 2 + way[1] ** 2)) ** 0.5
    at = (hip[0] + way[0] * wider, hip[1] + way[1] * wider, hip[2] + down - _ALOFT)
    return Stay(at, tuple(skeleton.bones[f"{limb}.{bone}"] for bone in ("thigh", "shank", "foot")))


def _frame(postures: dict[Pose, Posture], elevation: float) -> Frame:
    """What the camera has to see so that every pose is in the picture."""
    project = Projection.looking_down(elevation, mirrored=False)
    points = [project(point) for posture in postures.values() for point in solve(posture).joints.values()]
    left, right = min(p[0] for p in points) - _MARGIN, max(p[0] for p in points) + _MARGIN
    bottom, top = min(p[1] for p in points) - _MARGIN, max(p[1] for p in points) + _MARGIN
    return Frame(elevation, ((left + right) / 2, (bottom + top) / 2), right - left, top - bottom)
