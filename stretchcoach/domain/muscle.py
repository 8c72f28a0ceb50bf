"""The muscles that the figure can highlight."""

from enum import StrEnum


class Muscle(StrEnum):
    """The muscle in which a stretch is felt."""

    HAMSTRINGS = "hamstrings"
    INNER_THIGH = "inner thigh"
    QUADS = "quads"
    CALVES = "calves"
