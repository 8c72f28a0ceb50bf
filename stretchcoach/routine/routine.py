"""A routine: blocks of stretches, in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.dose import Dose
from stretchcoach.routine.line import Line
from stretchcoach.routine.stretch import Source, Stretch, StretchKind
from stretchcoach.settings.preferences import Preferences

DEFAULT_ORDER = 1000
"""The last place in the list, for a routine whose file does not say its order."""
DEFAULT_FINISH_BREATHS = 1


@dataclass(frozen=True)
class Exercise:
    """A stretch in a routine, with the routine's dose for it."""

    stretch: Stretch
    dose: Dose
    is_swapped_in: bool = False
    """Whether it replaces a stretch that was too much."""

    def dose_for(self, preferences: Preferences) -> Dose:
        """Return the dose that the user prefers: for this stretch, else for all stretches, else the routine's own.

        A preferred hold for all stretches leaves quiet breathing as it is.
        """
        is_held = self.stretch.kind is StretchKind.STRETCH
        hold = preferences.holds.get(self.stretch.id) or (preferences.hold if is_held else None)
        reps = preferences.reps if self.dose.reps else None
        return replace(self.dose, hold=hold or self.dose.hold, reps=reps or self.dose.reps)


@dataclass(frozen=True)
class Block:
    """Exercises that are done one after another on one side, then all of them on the other side."""

    exercises: tuple[Exercise, ...]

    def __post_init__(self) -> None:
        if not self.exercises:
            raise ValueError("a block needs at least one stretch")
        if len({exercise.stretch.one_sided for exercise in self.exercises}) > 1:
            raise ValueError("a block can't mix stretches with and without sides")

    @property
    def one_sided(self) -> bool:
        """Whether the block is done once on each side."""
        return self.exercises[0].stretch.one_sided


@dataclass(frozen=True)
class Routine:
    """Blocks in order, and what the user should know before starting."""

    id: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    coaching: Coaching
    caution: Line | None = None
    """The short form of its own cautions, spoken at the start after the general caution."""
    cautions: tuple[str, ...] = ()
    finish: tuple[Line, ...] = ()
    finish_breaths: int = DEFAULT_FINISH_BREATHS
    sources: tuple[Source, ...] = ()
    order: int = DEFAULT_ORDER
    """Its place in the list of routines; the smallest comes first."""
    file: str | None = None
    """The path that it was read from, if it is not from the library's folders."""
    easier: Mapping[str, Stretch] = field(default_factory=lambda: MappingProxyType({}))
    """The easier variants of its stretches, and of these in turn, by the id of the stretch that each replaces."""

    def __post_init__(self) -> None:
        if not self.blocks:
            raise ValueError("a routine needs at least one block")

    @property
    def exercises(self) -> Iterator[Exercise]:
        """All exercises, in order."""
        return (exercise for block in self.blocks for exercise in block.exercises)

    def with_easier_variant(self, position: int) -> "Routine | None":
        """Return the routine with the easier variant of the stretch, from exercise number `position` on.

        Return None if there is no variant, or if only one of the two has sides.
        """
        stretch = tuple(self.exercises)[position].stretch
        variant = self.easier.get(stretch.id)
        if variant is None or variant.one_sided is not stretch.one_sided:
            return None
        blocks = []
        number = 0
        for block in self.blocks:
            exercises = []
            for exercise in block.exercises:
                swaps = number >= position and exercise.stretch.id == stretch.id
                exercises.append(Exercise(variant, variant.dose, is_swapped_in=True) if swaps else exercise)
                number += 1
            blocks.append(Block(tuple(exercises)))
        return replace(self, blocks=tuple(blocks))

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All stretches, in order, each once."""
        return tuple({exercise.stretch.id: exercise.stretch for exercise in self.exercises}.values())

    @property
    def needs(self) -> tuple[str, ...]:
        """The equipment, in the order in which it is needed."""
        return tuple(dict.fromkeys(need for stretch in self.stretches for need in stretch.needs))

    @property
    def focus(self) -> tuple[str, ...]:
        """The muscles that it stretches."""
        return tuple(dict.fromkeys(muscle for stretch in self.stretches for muscle in stretch.focus))

    @property
    def all_cautions(self) -> tuple[str, ...]:
        """The routine's own cautions and those of its stretches."""
        own = (caution for stretch in self.stretches for caution in stretch.cautions)
        return tuple(dict.fromkeys((*self.cautions, *own)))
