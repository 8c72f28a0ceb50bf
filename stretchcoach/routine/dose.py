"""The dose of a stretch: its warm-up reps and its hold."""

from dataclasses import dataclass

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import REPS


@dataclass(frozen=True)
class Dose:
    """A number of warm-up reps, possibly 0, and a hold, each with the range that the stretch's sources advise.

    The advice is only shown. Users may choose anything within `stretchcoach.domain.ranges`.
    """

    hold: Hold
    hold_advice: tuple[Hold, Hold]
    reps: int = 0
    reps_advice: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        if self.reps:
            REPS.check("reps", self.reps)
