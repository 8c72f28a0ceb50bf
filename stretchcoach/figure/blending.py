"""Interpolating between two postures, including the roll from lying on the back to lying on the front."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from stretchcoach.domain.easing import ease
from stretchcoach.figure.geometry import FRONT, Rotation, about_y, about_z, compose, nlerp, rotate
from stretchcoach.figure.posture import Chain, Frame, Posture

K = TypeVar("K")

_ROLLOVER_FROM = 1.2
"""The difference in the height that the two fronts face from which one posture lies on the other side, from 0 to 2."""
_STRAIGHT_AT = 0.34
"""The body is straight after this share of a roll, and until this share is left."""
_ON_BACK = compose(about_z(180), about_y(-90))
"""The rotation of a pelvis that lies on its back, with the crown to the right of the picture."""


def blend(one: Posture, other: Posture, weight: float) -> Posture:
    """Return the posture at `weight`, from `one` at 0 to `other` at 1.

    In between, the body keeps its contacts only if both postures share them.
    """
    if weight <= 0.0 or one is other:
        return one
    if weight >= 1.0:
        return other
    left = 1.0 - weight
    return Posture(
        spine={joint: left * angle + weight * other.spine[joint] for joint, angle in one.spine.items()},
        chains={name: _blend_chains(chain, other.chains[name], weight) for name, chain in one.chains.items()},
        pelvis=nlerp(one.pelvis, other.pelvis, weight),
        height=left * one.height + weight * other.height,
        frame=_blend_frames(one.frame, other.frame, weight),
        mat=one.mat.towards(other.mat, weight),
        grips=_blend_weights(one.grips, other.grips, weight),
        contacts=one.contacts if one.contacts is other.contacts else {},
        footholds=_blend_weights(one.footholds, other.footholds, weight),
        props=_blend_weights(one.props, other.props, weight),
        glow=_blend_weights(one.glow, other.glow, weight),
        fullness=left * one.fullness + weight * other.fullness,
    )


def is_rollover(one: Posture, other: Posture) -> bool:
    """Whether one posture lies on the back and the other on the front."""
    return abs(rotate(one.pelvis, FRONT)[2] - rotate(other.pelvis, FRONT)[2]) > _ROLLOVER_FROM


def roll_over(one: Posture, other: Posture, share: float) -> Posture:
    """Return the posture after a share of the time that a roll from back to front, or from front to back, takes.

    The body straightens, rolls along the floor, and bends again.
    """
    first, last = one.straightened, other.straightened
    if share < _STRAIGHT_AT:
        return blend(one, first, ease(share / _STRAIGHT_AT))
    if share > 1.0 - _STRAIGHT_AT:
        return blend(last, other, ease((share - 1.0) / _STRAIGHT_AT + 1.0))
    weight = ease((share - _STRAIGHT_AT) / (1.0 - 2 * _STRAIGHT_AT))
    return replace(blend(first, last, weight), pelvis=_roll(one.pelvis, other.pelvis, weight))


def _roll(one: Rotation, other: Rotation, weight: float) -> Rotation:
    """Interpolate the rotation of a lying body by its heading and its roll, so that it stays on the floor."""
    heading, roll = _heading_and_roll(one)
    heading_to, roll_to = _heading_and_roll(other)
    heading += weight * _shortest(heading_to - heading)
    roll += weight * _shortest(roll_to - roll)
    return compose(compose(about_z(heading), _ON_BACK), about_z(roll))


def _heading_and_roll(rotation: Rotation) -> tuple[float, float]:
    """Return where the crown of a lying body points, and how far it has rolled off its back; both in degrees."""
    crown, front = rotate(rotation, (0.0, 0.0, 1.0)), rotate(rotation, FRONT)
    heading = math.atan2(crown[1], crown[0])
    left = front[0] * math.sin(heading) - front[1] * math.cos(heading)
    return math.degrees(heading), math.degrees(math.atan2(left, front[2]))


def _shortest(degrees: float) -> float:
    """Return the same angle between -180 and 180 degrees."""
    return (degrees + 180.0) % 360.0 - 180.0


def _blend_chains(one: Chain, other: Chain, weight: float) -> Chain:
    if one is other:
        return one
    return (
        nlerp(one[0], other[0], weight),
        nlerp(one[1], other[1], weight),
        nlerp(one[2], other[2], weight),
    )


def _blend_weights(one: Mapping[K, float], other: Mapping[K, float], weight: float) -> Mapping[K, float]:
    """Interpolate the values of two mappings. A missing key counts as 0."""
    if one is other:
        return one
    left = 1.0 - weight
    return {key: left * one.get(key, 0.0) + weight * other.get(key, 0.0) for key in one.keys() | other.keys()}


def _blend_frames(one: Frame, other: Frame, weight: float) -> Frame:
    if one is other:
        return one
    left = 1.0 - weight
    return Frame(
        left * one.elevation + weight * other.elevation,
        (left * one.centre[0] + weight * other.centre[0], left * one.centre[1] + weight * other.centre[1]),
        left * one.width + weight * other.width,
        left * one.height + weight * other.height,
    )
