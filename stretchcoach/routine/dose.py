"""How much of a stretch: its warm-up reps and its hold."""

from dataclasses import dataclass

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.ranges import REPS


@dataclass(frozen=True)
class Dose:
    """Warm-up reps (0: none) and a hold, each with the range that the stretch's sources advise.

    The advice is shown to the person; what they may ask for is bounded by `settings.ranges` alone.
    """

    hold: Hold
    hold_advice: tuple[Hold, Hold]
    reps: int = 0
    reps_advice: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        if self.reps:
            REPS.check("reps", self.reps)
