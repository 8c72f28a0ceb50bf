"""The sides of the body."""

from enum import StrEnum


class Side(StrEnum):
    """The side that is stretched: left, right, or both."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side. Both is its own opposite."""
        match self:
            case Side.LEFT:
                return Side.RIGHT
            case Side.RIGHT:
                return Side.LEFT
            case Side.BOTH:
                return Side.BOTH
