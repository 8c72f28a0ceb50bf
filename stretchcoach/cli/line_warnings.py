"""The warnings of `check`: the lines of a file that won't be heard as they are written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from stretchcoach.domain.side import Side
from stretchcoach.files.table import KeyPath, format_key_path
from stretchcoach.files.toml_lines import key_lines
from stretchcoach.i18n import _
from stretchcoach.routine.coaching import Coaching
from stretchcoach.routine.line import Line
from stretchcoach.routine.routine import Block, Exercise, Routine
from stretchcoach.routine.spoken_words import SpokenWords
from stretchcoach.routine.stretch import Stretch
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.omitted_lines import OmittedLine, omitted_lines
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.catalogue import voices_to_try
from stretchcoach.speech.unclear_words import unclear_words


class LineWarning(NamedTuple):
    """A line of a file that won't be heard as written, and what would help."""

    path: Path
    line: int
    where: str
    what: str

    def __str__(self) -> str:
        """Return `FILE:LINE: WHERE: WHAT, AND WHAT WOULD HELP`, like a fault."""
        return f"{self.path}:{self.line}: {self.where}: {self.what}"


def warnings_for(
    path: Path, item: Stretch | Routine, coaching: Coaching, preferences: Preferences, spoken_seconds: SpokenSeconds
) -> Iterator[LineWarning]:
    """Yield a warning for each line of a valid file that won't be heard at its own dose and the person's breath.

    `spoken_seconds` measures how long a line takes to say.
    """
    lines = key_lines(path.read_text(encoding="utf-8-sig"))
    usual = replace(preferences, hold=None, holds={}, reps=None, detail=Detail.FULL)
    found: Iterable[tuple[KeyPath, str]]
    if isinstance(item, Stretch):
        found = _in_stretch(item, coaching, usual, spoken_seconds)
    else:
        found = _in_routine(item, usual, spoken_seconds)
    for place, what in found:
        yield LineWarning(path, _line_of(place, lines), format_key_path(place), what)


def _in_stretch(
    stretch: Stretch, coaching: Coaching, preferences: Preferences, spoken_seconds: SpokenSeconds
) -> Iterator[tuple[KeyPath, str]]:
    block = Block((Exercise(stretch, stretch.dose),))
    routine = Routine(stretch.id, stretch.title, stretch.why, (block,), coaching)
    for omitted in omitted_lines(routine, preferences, spoken_seconds):
        yield omitted.place, _why_omitted(omitted)
    yield from _doubtful((("title",), stretch.title), preferences=preferences)
    script = stretch.script
    parts = {name: getattr(script, name) for name in ("set_up", "inhale", "exhale", "move_in", "hold", "release")}
    for part, written in parts.items():
        yield from _doubtful_lines((part,), written, coaching.words, preferences)
    for previous, written in script.set_up_after.items():
        yield from _doubtful_lines(("set_up_after", previous), written, coaching.words, preferences)


def _in_routine(
    routine: Routine, preferences: Preferences, spoken_seconds: SpokenSeconds
) -> Iterator[tuple[KeyPath, str]]:
    """Yield warnings for lines that the routine's own doses leave no room for."""
    firsts = [0, *accumulate(len(block.exercises) for block in routine.blocks)]
    exercises = list(routine.exercises)
    usual = _as_written(routine)
    known = {(one.exercise, one.place) for one in omitted_lines(usual, preferences, spoken_seconds)}
    lost: dict[int, list[OmittedLine]] = {}
    for omitted in omitted_lines(routine, preferences, spoken_seconds):
        if (omitted.exercise, omitted.place) not in known:
            lost.setdefault(omitted.exercise, []).append(omitted)
    for number, of_it in lost.items():
        block = next(index for index, first in reversed(list(enumerate(firsts))) if first <= number)
        place = ("blocks", block, "stretches", number - firsts[block])
        yield place, _why_too_short(exercises[number], of_it)
    yield from _doubtful((("title",), routine.title), preferences=preferences)
    if routine.caution is not None:
        yield from _doubtful_line(("caution",), routine.caution, routine.coaching.words, preferences)
    yield from _doubtful_lines(("finish",), routine.finish, routine.coaching.words, preferences)


def _as_written(routine: Routine) -> Routine:
    """Return the routine with its stretches' own doses."""
    blocks = (
        Block(tuple(Exercise(exercise.stretch, exercise.stretch.dose) for exercise in block.exercises))
        for block in routine.blocks
    )
    return replace(routine, blocks=tuple(blocks))


def _why_omitted(omitted: OmittedLine) -> str:
    times = {"needed": f"{omitted.needed:.1f}", "seconds": f"{omitted.seconds:.1f}", "line": omitted.wording}
    if omitted.kind not in (SegmentKind.INHALE, SegmentKind.EXHALE):
        return _(
            '"{line}" won\'t be heard: it takes {needed} s, and a hold of {seconds} s has no room for it;'
            " shorten it, or hold longer"
        ).format(**times)
    if omitted.instead:
        return _(
            '"{instead}" is said instead of "{line}", which takes {needed} s of a breath of {seconds} s;'
            " give it a shorter brief wording"
        ).format(instead=omitted.instead, **times)
    return _(
        '"{line}" won\'t be heard: it takes {needed} s of a breath of {seconds} s; give it a shorter brief wording'
    ).format(**times)


def _why_too_short(exercise: Exercise, lost: list[OmittedLine]) -> str:
    lines = ", ".join(f'"{one.wording}"' for one in lost)
    return _("with a hold of {hold} these lines of {stretch} won't be heard: {lines}; hold longer").format(
        hold=exercise.dose.hold.in_words(), stretch=exercise.stretch.id, lines=lines
    )


def _doubtful_lines(
    place: KeyPath, lines: Iterable[Line], words: SpokenWords, preferences: Preferences
) -> Iterator[tuple[KeyPath, str]]:
    for number, line in enumerate(lines):
        yield from _doubtful_line((*place, number), line, words, preferences)


def _doubtful_line(
    place: KeyPath, line: Line, words: SpokenWords, preferences: Preferences
) -> Iterator[tuple[KeyPath, str]]:
    for key, wording in (("full", line.full), ("brief", line.brief)):
        yield from _doubtful(((*place, key), words.fill_sides(wording, Side.LEFT)), preferences=preferences)


def _doubtful(*found: tuple[KeyPath, str], preferences: Preferences) -> Iterator[tuple[KeyPath, str]]:
    language = voices_to_try(preferences.voice)[0].language
    for place, wording in found:
        if words := unclear_words(wording, language):
            named = ", ".join(f'"{word}"' for word in words)
            yield place, _("the voice can't say {words} clearly; spell it as it sounds").format(words=named)


def _line_of(place: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)
