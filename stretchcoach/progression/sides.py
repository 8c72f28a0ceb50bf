"""Whether one side of a stretch was held less than the other."""

from typing import NamedTuple

from stretchcoach.domain.side import Side

_SHARE = 0.1
"""The share by which a side must be behind the other. Smaller differences come and go by themselves."""
WEEKS = 4
"""The number of weeks that are compared."""


class Uneven(NamedTuple):
    """The side that was held less, and how many seconds each side was held."""

    less: Side
    less_seconds: float
    more_seconds: float


def uneven(left_seconds: float, right_seconds: float) -> Uneven | None:
    """Return the side that was held more than a tenth less than the other, or None."""
    less, more = sorted((left_seconds, right_seconds))
    if more - less <= _SHARE * more:
        return None
    return Uneven(Side.LEFT if left_seconds < right_seconds else Side.RIGHT, less, more)
