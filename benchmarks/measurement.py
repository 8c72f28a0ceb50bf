"""One row of the table of measurements."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """A measured value beside its reference and its target."""

    what: str
    reference: str
    measured: str
    target: str
    is_reached: bool
