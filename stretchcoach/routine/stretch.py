"""A stretch: one movement, from setting up to coming out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from stretchcoach.routine.dose import Dose
from stretchcoach.routine.line import Line
from stretchcoach.routine.pose import KeyPoses


class StretchKind(StrEnum):
    """Whether muscles are stretched, or the body just settles into quiet breathing."""

    STRETCH = "stretch"
    SETTLE = "settle"


class Source(NamedTuple):
    """The source of a statement in a stretch or routine."""

    title: str
    at: str
    """An address, a DOI or a description."""


@dataclass(frozen=True)
class Script:
    """The lines of a stretch by phase.

    Each warm-up rep uses the next inhale and exhale line. A hold spreads its lines over its length.
    """

    set_up: tuple[Line, ...]
    inhale: tuple[Line, ...] = ()
    exhale: tuple[Line, ...] = ()
    move_in: tuple[Line, ...] = ()
    hold: tuple[Line, ...] = ()
    release: tuple[Line, ...] = ()
    set_up_after: Mapping[str, tuple[Line, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Shorter set-ups, by the id of a stretch that leaves the body in place for this one."""


@dataclass(frozen=True)
class Stretch:
    """A stretch as its file describes it. Raises ValueError if its parts do not fit together."""

    id: str
    title: str
    why: str
    feel: str
    dose: Dose
    script: Script
    kind: StretchKind = StretchKind.STRETCH
    one_sided: bool = True
    needs: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    easier: str | None = None
    """The id of the easier variant."""
    sources: tuple[Source, ...] = ()
    figure: KeyPoses | None = None
    """How it looks, or None for a stretch without a figure."""

    def __post_init__(self) -> None:
        if not self.script.set_up:
            raise ValueError(f"{self.id} has no set_up line")
        if self.dose.reps and not (self.script.inhale and self.script.exhale):
            raise ValueError(f"{self.id} has reps but no inhale and exhale lines")

    def follows_on_from(self, previous: "Stretch | None") -> bool:
        """Return whether the body is already in place after `previous`."""
        return previous is not None and previous.id in self.script.set_up_after

    def set_up_lines(self, previous: "Stretch | None") -> tuple[Line, ...]:
        """Return the set-up lines after `previous`, or the full ones."""
        if previous is not None and self.follows_on_from(previous):
            return self.script.set_up_after[previous.id]
        return self.script.set_up
