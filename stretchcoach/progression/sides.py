"""Whether one side of a stretch has had less than the other."""

from typing import NamedTuple

from stretchcoach.domain.side import Side

_SHARE = 0.1
"""Of what the other side had: less of a difference comes and goes by itself."""
WEEKS = 4
"""So far back is looked."""


class Uneven(NamedTuple):
    """The side that has had less, and how long each was held, in seconds."""

    less: Side
    less_seconds: float
    more_seconds: float


def uneven(left_seconds: float, right_seconds: float) -> Uneven | None:
    """Return which side has had more than a tenth less than the other, if any."""
    less, more = sorted((left_seconds, right_seconds))
    if more - less <= _SHARE * more:
        return None
    return Uneven(Side.LEFT if left_seconds < right_seconds else Side.RIGHT, less, more)
