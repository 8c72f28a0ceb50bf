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
    """A stretch within a routine, with the dose that the routine asks for."""

    stretch: Stretch
    dose: Dose
    is_swapped_in: bool = False
    """It is done instead of a stretch that was too much."""

    def dose_for(self, preferences: Preferences) -> Dose:
        """The dose as the person wants it: for this stretch, else for all, else as written.

        A length for all is one for holds; quiet breathing keeps its own.
        """
        is_held = self.stretch.kind is StretchKind.STRETCH
        hold = preferences.holds.get(self.stretch.id) or (preferences.hold if is_held else None)
        reps = preferences.reps if self.dose.reps else None
        return replace(self.dose, hold=hold or self.dose.hold, reps=reps or self.dose.reps)


@dataclass(frozen=True)
class Block:
    """Exercises done one after another on one side, then all of them on the other."""

    exercises: tuple[Exercise, ...]

    def __post_init__(self) -> None:
        if not self.exercises:
            raise ValueError("a block holds at least one stretch")
        if len({exercise.stretch.one_sided for exercise in self.exercises}) > 1:
            raise ValueError("a block holds stretches with sides, or stretches without, not both")

    @property
    def one_sided(self) -> bool:
        """Whether the block is done once on each side."""
        return self.exercises[0].stretch.one_sided


@dataclass(frozen=True)
class Routine:
    """Blocks in order, with all that a person should know before they begin."""

    id: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    coaching: Coaching
    caution: Line | None = None
    """The short form of its own cautions, spoken at the beginning after what holds for all."""
    cautions: tuple[str, ...] = ()
    finish: tuple[Line, ...] = ()
    finish_breaths: int = DEFAULT_FINISH_BREATHS
    sources: tuple[Source, ...] = ()
    order: int = DEFAULT_ORDER
    """Its place in the list of routines; the smallest comes first."""
    file: str | None = None
    """Where it was read from, if that is none of the folders that routines are looked for in."""
    easier: Mapping[str, Stretch] = field(default_factory=lambda: MappingProxyType({}))
    """The easier variants of its stretches and of those, by the id of what they are easier than."""

    def __post_init__(self) -> None:
        if not self.blocks:
            raise ValueError("a routine holds at least one block")

    @property
    def exercises(self) -> Iterator[Exercise]:
        """All exercises, in order, each once."""
        return (exercise for block in self.blocks for exercise in block.exercises)

    def with_easier_variant(self, position: int) -> "Routine | None":
        """The routine with the easier variant of exercise number `position`, and of its stretch where that comes later.

        None where there is no variant, or none that has sides as the stretch has.
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
        """What to have at hand, in the order in which it is needed."""
        return tuple(dict.fromkeys(need for stretch in self.stretches for need in stretch.needs))

    @property
    def focus(self) -> tuple[str, ...]:
        """The muscles it is for."""
        return tuple(dict.fromkeys(muscle for stretch in self.stretches for muscle in stretch.focus))

    @property
    def all_cautions(self) -> tuple[str, ...]:
        """The routine's own cautions and those of its stretches."""
        own = (caution for stretch in self.stretches for caution in stretch.cautions)
        return tuple(dict.fromkeys((*self.cautions, *own)))
