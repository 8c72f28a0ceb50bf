"""A posture: all that makes the body stand as it does at one instant, so that two of them can be blended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from stretchcoach.domain.easing import ease
from stretchcoach.domain.muscle import Muscle
from stretchcoach.figure.space import FRONT, NO_TURN, Point, Turn, blended, rolled, turned
from stretchcoach.routine.pose import LIMBS, Place, Prop

K = TypeVar("K")

_OVER = 1.2
_STRAIGHT_AT = 0.34
"""The share of a turn from back to front after which the body is straight, and before the end of which it still is."""

Chain = tuple[Turn, Turn, Turn]
"""How three bones stand, each in the frame of the one before: thigh, shank, foot; or upper arm, forearm, hand."""


class Stay(NamedTuple):
    """Where a foot or hand stays, and how the bones of a leg stand there; on the stage, not on the body."""

    at: Point
    bones: tuple[Turn, ...] = ()

    @property
    def mirrored(self) -> "Stay":
        """The same on the other side of the stage."""
        x, y, z = self.at
        return Stay((-x, y, z), tuple(map(mirrored_bone, self.bones)))


class Hold(NamedTuple):
    """What a hand holds: a place, and on which leg where it is one of a leg. Hand and leg are named by their limb."""

    hand: str
    place: Place
    leg: str = LIMBS[0]

    @property
    def swapped(self) -> "Hold":
        """The same of the other side."""
        return Hold(_swap(self.hand), self.place, _swap(self.leg))


class Foothold(NamedTuple):
    """Where the foot of a limb stays."""

    limb: str
    at: Point

    @property
    def swapped(self) -> "Foothold":
        """The same of the other side."""
        x, y, z = self.at
        return Foothold(_swap(self.limb), (-x, y, z))


class Frame(NamedTuple):
    """What the camera sees: how far it looks down, in degrees, and a rectangle in metres about `centre`."""

    elevation: float
    centre: tuple[float, float]
    width: float
    height: float


class Mat(NamedTuple):
    """Where the mat lies: its middle in metres, and which way it is rolled out, in degrees."""

    x: float
    y: float
    heading: float

    @property
    def mirrored(self) -> "Mat":
        """The same on the other side of the stage."""
        return Mat(-self.x, self.y, 180.0 - self.heading)

    def towards(self, other: "Mat", weight: float) -> "Mat":
        """The mat `weight` of the way to `other`; it has no front, so it never turns by more than a right angle."""
        left = 1.0 - weight
        turn = (other.heading - self.heading + 90.0) % 180.0 - 90.0
        return Mat(left * self.x + weight * other.x, left * self.y + weight * other.y, self.heading + weight * turn)


@dataclass(frozen=True, eq=False)
class Posture:
    """How every bone stands in the frame of the one before, and what feet and hands are tied to."""

    spine: Mapping[str, float]
    """The angles of spine and neck, in degrees."""
    chains: Mapping[str, Chain]
    """`working.leg`, `other.arm` and so on."""
    pelvis: Turn
    """On the stage."""
    height: float
    """Of the hips over the mat, in metres."""
    frame: Frame
    mat: Mat
    holds: Mapping[Hold, float]
    """How much each is there; a hand is tied to what is wholly there."""
    stays: Mapping[str, Stay]
    footholds: Mapping[Foothold, float]
    """How much each is there; a foot that stays is no burden to the mat."""
    props: Mapping[Prop, float]
    glow: Mapping[tuple[str, Muscle], float]
    """Muscles that are felt, by their limb."""
    fullness: float = 0.0
    """Of the lungs: belly and chest rise with it."""

    def breathing(self, fullness: float) -> "Posture":
        """The same with other lungs."""
        return replace(self, fullness=fullness)

    @property
    def straightened(self) -> "Posture":
        """The same with straight limbs that hold nothing, as one turns over."""
        chains = dict.fromkeys(self.chains, (NO_TURN, NO_TURN, NO_TURN))
        spine = dict.fromkeys(self.spine, 0.0)
        return replace(self, spine=spine, chains=chains, holds={}, stays={}, footholds={}, glow={})

    @property
    def swapped(self) -> "Posture":
        """What the mirror shows, with the names of its sides exchanged: the way from one side to the other."""
        x, y = self.frame.centre
        return replace(
            self,
            spine={joint: _swapped_angle(joint, angle) for joint, angle in self.spine.items()},
            chains={_swap(name): _mirrored_chain(chain) for name, chain in self.chains.items()},
            pelvis=mirrored_bone(self.pelvis),
            frame=self.frame._replace(centre=(-x, y)),
            mat=self.mat.mirrored,
            holds={hold.swapped: there for hold, there in self.holds.items()},
            stays={_swap(contact): stay.mirrored for contact, stay in self.stays.items()},
            footholds={foothold.swapped: there for foothold, there in self.footholds.items()},
            glow={(_swap(limb), muscle): strength for (limb, muscle), strength in self.glow.items()},
        )


def blend(one: Posture, other: Posture, weight: float) -> Posture:
    """The posture `weight` of the way from `one` to `other`. What only one of them is tied to, ties it no more."""
    if weight <= 0.0 or one is other:
        return one
    if weight >= 1.0:
        return other
    left = 1.0 - weight
    return Posture(
        spine={joint: left * angle + weight * other.spine[joint] for joint, angle in one.spine.items()},
        chains={name: _blended_chain(chain, other.chains[name], weight) for name, chain in one.chains.items()},
        pelvis=blended(one.pelvis, other.pelvis, weight),
        height=left * one.height + weight * other.height,
        frame=_blended_frame(one.frame, other.frame, weight),
        mat=one.mat.towards(other.mat, weight),
        holds=_weighted(one.holds, other.holds, weight),
        stays=one.stays if one.stays is other.stays else {},
        footholds=_weighted(one.footholds, other.footholds, weight),
        props=_weighted(one.props, other.props, weight),
        glow=_weighted(one.glow, other.glow, weight),
        fullness=left * one.fullness + weight * other.fullness,
    )


def turns_over(one: Posture, other: Posture) -> bool:
    """Whether one of them lies on the back and the other on the front."""
    return abs(turned(one.pelvis, FRONT)[2] - turned(other.pelvis, FRONT)[2]) > _OVER


def turned_over(one: Posture, other: Posture, share: float) -> Posture:
    """The posture a share of the time on the way from back to front, or the other way: a straight body rolls over."""
    first, last = one.straightened, other.straightened
    if share < _STRAIGHT_AT:
        return blend(one, first, ease(share / _STRAIGHT_AT))
    if share > 1.0 - _STRAIGHT_AT:
        return blend(last, other, ease((share - 1.0) / _STRAIGHT_AT + 1.0))
    weight = ease((share - _STRAIGHT_AT) / (1.0 - 2 * _STRAIGHT_AT))
    return replace(blend(first, last, weight), pelvis=rolled(one.pelvis, other.pelvis, weight))


def mirrored_bone(turn: Turn) -> Turn:
    """How a bone's mirror image stands on the stage, in whose own frame the left has become the right as well."""
    return (turn[3], -turn[2], -turn[1], turn[0])


def _mirrored_chain(chain: Chain) -> Chain:
    """The chain of the other side: what turns outwards there, turns outwards here."""
    one, two, three = ((w, -x, y, -z) for w, x, y, z in chain)
    return one, two, three


def _blended_chain(one: Chain, other: Chain, weight: float) -> Chain:
    if one is other:
        return one
    return (
        blended(one[0], other[0], weight),
        blended(one[1], other[1], weight),
        blended(one[2], other[2], weight),
    )


def _weighted(one: Mapping[K, float], other: Mapping[K, float], weight: float) -> Mapping[K, float]:
    if one is other:
        return one
    left = 1.0 - weight
    return {key: left * one.get(key, 0.0) + weight * other.get(key, 0.0) for key in one.keys() | other.keys()}


def _blended_frame(one: Frame, other: Frame, weight: float) -> Frame:
    if one is other:
        return one
    left = 1.0 - weight
    return Frame(
        left * one.elevation + weight * other.elevation,
        (left * one.centre[0] + weight * other.centre[0], left * one.centre[1] + weight * other.centre[1]),
        left * one.width + weight * other.width,
        left * one.height + weight * other.height,
    )


def _swap(name: str) -> str:
    """`working` and `other` change places, alone or before a joint; the spine has no sides."""
    limb, dot, joint = name.partition(".")
    return f"{LIMBS[1 - LIMBS.index(limb)]}{dot}{joint}" if limb in LIMBS else name


def _swapped_angle(joint: str, angle: float) -> float:
    """Side bends and turns of the spine are counted towards the working side."""
    return -angle if joint.endswith(("side_bend", "rotation")) else angle
