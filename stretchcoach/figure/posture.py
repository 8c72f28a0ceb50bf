"""A posture: everything that determines how the body stands at one instant."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from stretchcoach.domain.muscle import Muscle
from stretchcoach.figure.geometry import IDENTITY, Point, Rotation
from stretchcoach.routine.pose import LIMBS, Place, Prop

Chain = tuple[Rotation, Rotation, Rotation]
"""The rotations of thigh, shank and foot, or of upper arm, forearm and hand, each in the frame of the bone before."""


class Contact(NamedTuple):
    """Where in the world a foot or a hand stays."""

    at: Point
    """Where the ankle or the wrist stays."""
    bones: tuple[Rotation, ...] = ()
    """The world rotations of thigh, shank and foot; empty for a hand."""

    @property
    def mirrored(self) -> "Contact":
        """The contact of the mirror image."""
        x, y, z = self.at
        return Contact((-x, y, z), tuple(map(mirrored_rotation, self.bones)))


class Grip(NamedTuple):
    """What a hand holds."""

    hand: str
    """The limb that the hand belongs to, one of `LIMBS`."""
    place: Place
    leg: str = LIMBS[0]
    """The limb whose leg is held, if `place` is part of a leg."""

    @property
    def mirrored(self) -> "Grip":
        """The grip of the mirror image."""
        return Grip(_opposite(self.hand), self.place, _opposite(self.leg))


class Foothold(NamedTuple):
    """Where the foot of a limb stays."""

    limb: str
    at: Point

    @property
    def mirrored(self) -> "Foothold":
        """The foothold of the mirror image."""
        x, y, z = self.at
        return Foothold(_opposite(self.limb), (-x, y, z))


class Frame(NamedTuple):
    """What the camera sees: a rectangle in the plane of the picture."""

    elevation: float
    """The angle in degrees by which the camera looks down."""
    centre: tuple[float, float]
    """The middle of the rectangle, right and up in metres."""
    width: float
    """The rectangle's width in metres."""
    height: float
    """The rectangle's height in metres."""


class Mat(NamedTuple):
    """Where the mat lies."""

    x: float
    """The world x of its middle, in metres."""
    y: float
    """The world y of its middle, in metres."""
    heading: float
    """The direction in which it is rolled out, in degrees."""

    @property
    def mirrored(self) -> "Mat":
        """The mat of the mirror image."""
        return Mat(-self.x, self.y, 180.0 - self.heading)

    def towards(self, other: "Mat", weight: float) -> "Mat":
        """Return the mat at `weight` between this one and `other`.

        A mat has no front, so it never turns by more than a right angle.
        """
        left = 1.0 - weight
        turn = (other.heading - self.heading + 90.0) % 180.0 - 90.0
        return Mat(left * self.x + weight * other.x, left * self.y + weight * other.y, self.heading + weight * turn)


@dataclass(frozen=True, eq=False)
class Posture:
    """The rotation of every bone in the frame of the one before, and what feet and hands are tied to.

    Rotations and weights, unlike joint angles, can be blended.
    """

    spine: Mapping[str, float]
    """The angles of spine and neck, in degrees."""
    chains: Mapping[str, Chain]
    """The rotations of each arm and leg, by names such as `working.leg` and `other.arm`."""
    pelvis: Rotation
    """The world rotation of the pelvis."""
    height: float
    """The height of the hips over the mat, in metres."""
    frame: Frame
    mat: Mat
    grips: Mapping[Grip, float]
    """What the hands hold, with weights from 0 to 1. Only a weight near 1 ties the hand to its place."""
    contacts: Mapping[str, Contact]
    """What feet and hands stay in place, by names such as `other.foot`."""
    footholds: Mapping[Foothold, float]
    """The feet that stay, with weights from 0 to 1. The mat does not have to carry a foot that has a foothold."""
    props: Mapping[Prop, float]
    """The props that are there, with weights from 0 to 1."""
    glow: Mapping[tuple[str, Muscle], float]
    """How much a muscle of a limb glows, from 0 to 1."""
    fullness: float = 0.0
    """How full the lungs are, from 0 to 1. Belly and chest rise with it."""

    def with_fullness(self, fullness: float) -> "Posture":
        """Return the same posture with this fullness of the lungs."""
        return replace(self, fullness=fullness)

    @property
    def straightened(self) -> "Posture":
        """The posture with straight limbs that hold nothing, as the body has while it rolls over."""
        chains = dict.fromkeys(self.chains, (IDENTITY, IDENTITY, IDENTITY))
        spine = dict.fromkeys(self.spine, 0.0)
        return replace(self, spine=spine, chains=chains, grips={}, contacts={}, footholds={}, glow={})

    @property
    def mirrored(self) -> "Posture":
        """The mirror image, in which `working` and `other` name the opposite sides."""
        x, y = self.frame.centre
        return replace(
            self,
            spine={joint: _mirrored_angle(joint, angle) for joint, angle in self.spine.items()},
            chains={_opposite(name): _mirrored_chain(chain) for name, chain in self.chains.items()},
            pelvis=mirrored_rotation(self.pelvis),
            frame=self.frame._replace(centre=(-x, y)),
            mat=self.mat.mirrored,
            grips={grip.mirrored: weight for grip, weight in self.grips.items()},
            contacts={_opposite(name): contact.mirrored for name, contact in self.contacts.items()},
            footholds={foothold.mirrored: weight for foothold, weight in self.footholds.items()},
            glow={(_opposite(limb), muscle): weight for (limb, muscle), weight in self.glow.items()},
        )


def mirrored_rotation(rotation: Rotation) -> Rotation:
    """Return the world rotation of a bone's mirror image, in whose own frame left and right have swapped as well."""
    return (rotation[3], -rotation[2], -rotation[1], rotation[0])


def _mirrored_chain(chain: Chain) -> Chain:
    """Return the chain of the opposite limb. A rotation outwards stays a rotation outwards."""
    one, two, three = ((w, -x, y, -z) for w, x, y, z in chain)
    return one, two, three


def _opposite(name: str) -> str:
    """Swap `working` and `other`, alone or before a dot. Names of the spine have no side and stay as they are."""
    limb, dot, joint = name.partition(".")
    return f"{LIMBS[1 - LIMBS.index(limb)]}{dot}{joint}" if limb in LIMBS else name


def _mirrored_angle(joint: str, angle: float) -> float:
    """Negate side bends and rotations of the spine, which are measured towards the working side."""
    return -angle if joint.endswith(("side_bend", "rotation")) else angle
