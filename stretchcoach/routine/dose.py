"""How much of a stretch: its warm-up reps and its hold."""

from dataclasses import dataclass

from stretchcoach.settings.hold import Hold
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.ranges import REPS


@dataclass(frozen=True, slots=True)
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

    def wanted(self, preferences: Preferences, stretch_id: str) -> "Dose":
        """The dose as the person wants it: for this stretch, else for all, else as written."""
        return Dose(
            hold=preferences.holds.get(stretch_id) or preferences.hold or self.hold,
            hold_advice=self.hold_advice,
            reps=(preferences.reps or self.reps) if self.reps else 0,
            reps_advice=self.reps_advice,
        )
