"""How a stretch felt."""

from enum import StrEnum


class Feeling(StrEnum):
    """How a stretch felt, as the person says after a session."""

    TOO_MUCH = "too-much"
    JUST_RIGHT = "just-right"
    EASY = "easy"
