"""The segments of a routine and the lines in them: one function for each kind, for either side."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stretchcoach.domain.hold import Hold
from stretchcoach.routine.line import Line
from stretchcoach.routine.routine import Exercise, Routine
from stretchcoach.routine.stretch import Stretch, StretchKind
from stretchcoach.session.hold_lines import hold_lines, settle_lines, ticks_of
from stretchcoach.session.line_placement import CHIME_SECONDS
from stretchcoach.session.segment_spec import Instruction, OptionalLine, ScriptPlace, SegmentSpec
from stretchcoach.session.timeline import Chime, SegmentKind
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.preferences import Preferences

_MOVE_SECONDS = 4.0
"""The shortest time for moving in or out, even if nothing is said about it."""
_OPENING_SECONDS = 4.0
"""The shortest opening."""


def get_ready(routine: Routine, preferences: Preferences) -> SegmentSpec:
    """Return the time to get to the mat."""
    seconds = preferences.get_ready_seconds
    line = routine.coaching.get_ready.filled(count=round(seconds))
    return SegmentSpec(SegmentKind.REST, seconds=seconds, instructions=_instructions([line], preferences.detail))


def opening(routine: Routine, preferences: Preferences) -> SegmentSpec:
    """Return the opening: what the routine is, its cautions in short, and a first easy breath."""
    lines = [line.filled(title=routine.title) for line in routine.coaching.opening]
    return SegmentSpec(
        SegmentKind.SETTLE,
        seconds=_OPENING_SECONDS,
        instructions=_instructions([lines[0], *_cautions(routine), *lines[1:]], preferences.detail),
    )


def exercise_segments(
    routine: Routine,
    exercise: Exercise,
    index: int,
    previous: Stretch | None,
    following: Stretch | None,
    hold: Hold,
    preferences: Preferences,
) -> Iterator[SegmentSpec]:
    """Yield the segments of an exercise on one side: set up, warm up, move in, hold, release.

    `index` is the exercise's index in the routine. `previous` and `following` are its neighbours in the same
    block. If a stretch goes on from the one before it, the body stays in place between the two.
    """
    stretch = exercise.stretch
    yield _set_up(routine, exercise, previous, index, preferences)
    yield from _warm_up(routine, exercise, index, preferences)
    detail = preferences.detail
    if stretch.script.move_in:
        lines = stretch.script.move_in
        yield SegmentSpec(
            SegmentKind.MOVE_IN,
            seconds=max(_MOVE_SECONDS, sum(line.then_seconds for line in lines)),
            instructions=() if detail is Detail.COUNT else _instructions(lines, detail),
            stretch=stretch,
            exercise=index,
        )
    yield _hold(routine, exercise, index, hold, preferences)
    if following is None or not following.follows_on_from(stretch):
        yield from _release(routine, stretch, index, detail)


def switch(routine: Routine, preferences: Preferences) -> SegmentSpec:
    """Return the change of sides. Its line names the side to come."""
    return SegmentSpec(
        SegmentKind.SWITCH,
        seconds=preferences.change_seconds,
        instructions=_instructions([routine.coaching.switch], preferences.detail),
        chime=Chime.CHANGE_SIDES,
    )


def rest(routine: Routine, following: Stretch, preferences: Preferences) -> SegmentSpec:
    """Return the rest of one breath between two blocks."""
    return SegmentSpec(
        SegmentKind.REST,
        seconds=preferences.breath.seconds,
        instructions=_instructions([routine.coaching.rest.filled(title=following.title)], preferences.detail),
    )


def finish(routine: Routine, preferences: Preferences) -> SegmentSpec:
    """Return the last breaths of a routine, with its closing lines."""
    lines = (*routine.finish, *routine.coaching.finish)
    if preferences.detail is Detail.COUNT:
        lines = lines[-1:]
    seconds = routine.finish_breaths * preferences.breath.seconds
    return SegmentSpec(SegmentKind.FINISH, seconds=seconds, instructions=_instructions(lines, preferences.detail))


def _cautions(routine: Routine) -> Iterator[Line]:
    """Yield the caution for all stretching, then the routine's own, which never replaces it."""
    is_stretching = any(stretch.kind is StretchKind.STRETCH for stretch in routine.stretches)
    if is_stretching or routine.caution is None:
        yield routine.coaching.caution
    if routine.caution is not None:
        yield routine.caution


def _set_up(
    routine: Routine, exercise: Exercise, previous: Stretch | None, index: int, preferences: Preferences
) -> SegmentSpec:
    stretch = exercise.stretch
    lines = stretch.set_up_lines(previous)
    instructions = _instructions(lines, preferences.detail)
    if preferences.detail is Detail.COUNT:
        announcement = routine.coaching.announce.filled(title=stretch.title).brief
        if not stretch.one_sided:
            announcement = f"{stretch.title}."
        instructions = (Instruction(announcement, sum(line.then_seconds for line in lines)),)
    coaching = routine.coaching
    if exercise.is_swapped_in and preferences.detail is not Detail.COUNT:
        instructions = (
            *_instructions([coaching.easier.filled(title=stretch.title)], preferences.detail),
            *instructions,
        )
    if preferences.wait_for_me:
        instructions = (*instructions, *_instructions([coaching.ready], preferences.detail))
    return SegmentSpec(
        SegmentKind.SET_UP,
        seconds=_MOVE_SECONDS,
        instructions=instructions,
        stretch=stretch,
        exercise=index,
        chime=Chime.HOLD_ENDS if stretch.follows_on_from(previous) else None,
        waits=preferences.wait_for_me,
    )


def _warm_up(routine: Routine, exercise: Exercise, index: int, preferences: Preferences) -> Iterator[SegmentSpec]:
    """Yield two segments for each rep: a breath in and a breath out."""
    coaching, script, detail = routine.coaching, exercise.stretch.script, preferences.detail
    reps = exercise.dose_for(preferences).reps
    breath = preferences.breath
    for rep in range(1, reps + 1):
        for kind, part, lines, general, seconds in (
            (SegmentKind.INHALE, "inhale", script.inhale, coaching.inhale, breath.inhale),
            (SegmentKind.EXHALE, "exhale", script.exhale, coaching.exhale, breath.exhale + breath.pause),
        ):
            number = (rep - 1) % len(lines)
            place = ScriptPlace(part, number)
            line = OptionalLine(0.0, 0.3, lines[number].wordings(detail), general.wordings(detail), place)
            if detail is Detail.COUNT:
                counted = (coaching.rep.filled(count=rep).brief,) if kind is SegmentKind.INHALE else ()
                line = OptionalLine(0.0, 0.3, counted)
            elif kind is SegmentKind.INHALE and rep == reps > 1:
                line = replace(line, wordings=(*_prefixed(coaching.last_rep, lines[number], detail), *line.wordings))
            yield SegmentSpec(
                kind,
                seconds=seconds,
                optional=(line,),
                stretch=exercise.stretch,
                exercise=index,
                rep=rep,
                reps=reps,
            )


def _hold(routine: Routine, exercise: Exercise, index: int, hold: Hold, preferences: Preferences) -> SegmentSpec:
    stretch = exercise.stretch
    is_settling = stretch.kind is StretchKind.SETTLE
    lines = (
        settle_lines(stretch, hold, preferences)
        if is_settling
        else hold_lines(routine.coaching, stretch, hold, preferences)
    )
    return SegmentSpec(
        SegmentKind.SETTLE if is_settling else SegmentKind.HOLD,
        seconds=hold.seconds(preferences.breath),
        optional=tuple(lines),
        stretch=stretch,
        exercise=index,
        hold=hold,
        planned=exercise.dose_for(preferences).hold,
        breaths=hold.breaths,
        chime=None if is_settling else Chime.HOLD_BEGINS,
        ticks=() if is_settling else ticks_of(preferences),
    )


def _release(routine: Routine, stretch: Stretch, index: int, detail: Detail) -> Iterator[SegmentSpec]:
    if stretch.kind is StretchKind.SETTLE and not stretch.script.release:
        return
    lines = stretch.script.release or (routine.coaching.release,)
    instructions = _instructions(lines, detail)
    if detail is Detail.COUNT:
        seconds = sum(line.then_seconds for line in lines)
        instructions = (Instruction(routine.coaching.release.brief, seconds),)
    yield SegmentSpec(
        SegmentKind.RELEASE,
        seconds=_MOVE_SECONDS + CHIME_SECONDS,
        instructions=instructions,
        stretch=stretch,
        exercise=index,
        chime=Chime.HOLD_ENDS,
    )


def _instructions(lines: Iterable[Line], detail: Detail) -> tuple[Instruction, ...]:
    return tuple(Instruction(line.wordings(detail)[0], line.then_seconds) for line in lines)


def _prefixed(prefix: Line, line: Line, detail: Detail) -> tuple[str, ...]:
    """Return all wordings of `line` with the words of `prefix` before them."""
    return tuple(f"{prefix.wordings(detail)[0]} {wording}" for wording in line.wordings(detail))
