"""Left, right, or both."""

from enum import StrEnum


class Side(StrEnum):
    """The side that is being stretched."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        match self:
            case Side.LEFT:
                return Side.RIGHT
            case Side.RIGHT:
                return Side.LEFT
            case Side.BOTH:
                return Side.BOTH
