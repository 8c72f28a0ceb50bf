"""How many minutes each muscle was stretched, and how many are useful.

The least that is advised is a minute for each muscle on two days a week (Garber 2011, doi
10.1249/MSS.0b013e318213fefb). Beyond 10 minutes a week nothing more is gained (Ingram 2024, doi
10.1007/s40279-024-02143-9).
"""

from collections.abc import Collection, Mapping

from stretchcoach.domain.side import Side

USEFUL_MINUTES = (2.0, 10.0)
"""Minutes a week for one muscle: the least that is advised, and where gains level off."""


def minutes_by_muscle(
    seconds: Mapping[tuple[str, Side], float], muscles: Mapping[str, Collection[str]]
) -> dict[str, float]:
    """Return the minutes for each muscle, given the seconds of each stretch and side, and the stretches' muscles.

    Left and right are counted separately, and the side with more minutes is returned.
    """
    by_side: dict[tuple[str, Side], float] = {}
    for (stretch, side), held in seconds.items():
        for muscle in muscles.get(stretch, ()):
            for one in (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,):
                by_side[muscle, one] = by_side.get((muscle, one), 0.0) + held
    names = dict.fromkeys(muscle for muscle, _side in by_side)
    return {name: max(by_side.get((name, side), 0.0) for side in (Side.LEFT, Side.RIGHT)) / 60 for name in names}
