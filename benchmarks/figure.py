"""One figure of the table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, beside its reference and what is to be reached."""

    what: str
    reference: str
    measured: str
    to_reach: str
    reached: bool
