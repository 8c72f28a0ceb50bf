"""The pace of a person's breath."""

import re
from dataclasses import dataclass

from stretchcoach.domain.ranges import EXHALE_SECONDS, INHALE_SECONDS, PAUSE_SECONDS
from stretchcoach.i18n import _


@dataclass(frozen=True)
class Breath:
    """Seconds of the breath in, of the breath out, and of the pause after it. Raises OutOfRangeError.

    The default is six breaths a minute with a longer breath out (Laborde 2021, doi 10.3390/su13147775; Shao 2024,
    doi 10.1007/s12671-023-02294-2).
    """

    inhale: float = 4.5
    exhale: float = 5.5
    pause: float = 0.0

    def __post_init__(self) -> None:
        INHALE_SECONDS.check(_("The breath in"), self.inhale)
        EXHALE_SECONDS.check(_("The breath out"), self.exhale)
        PAUSE_SECONDS.check(_("The pause after a breath"), self.pause)

    @classmethod
    def parse(cls, text: str) -> "Breath":
        """Parse `IN/OUT` or `IN/OUT/PAUSE`, in seconds. Raise ValueError with advice if `text` is something else."""
        parts = text.split("/")
        if len(parts) not in (2, 3) or not all(re.fullmatch(r"\s*\d+(\.\d*)?\s*", part) for part in parts):
            raise ValueError(
                _("{text!r} is not a breath: write seconds in and out like 4.5/5.5, or add a pause like 4/6/1").format(
                    text=text
                )
            )
        return cls(*map(float, parts))

    @property
    def seconds(self) -> float:
        """The length of one whole breath."""
        return self.inhale + self.exhale + self.pause
