"""Writing a changed routine back to its file, with the file's comments kept."""

from dataclasses import replace
from typing import Any

import tomli

from stretchcoach.domain.hold import Hold
from stretchcoach.files.toml_reading import FORMAT
from stretchcoach.routine.dose import Dose
from stretchcoach.routine.line import Line
from stretchcoach.routine.routine import DEFAULT_FINISH_BREATHS, DEFAULT_ORDER, Exercise, Routine
from stretchcoach.routine.stretch import Stretch

Values = dict[str, Any]


def write_routine(text: str, routine: Routine) -> str:
    """Return `text`, a valid routine file, changed so that it describes `routine`.

    Only what changed is touched. An exercise's hold and reps are written where they differ from the stretch's own.
    Without `text`, return a new file.
    """
    from stretchcoach.files.toml_editing import edit_toml  # loads tomlkit

    return edit_toml(text, _routine_values(routine, tomli.loads(text)))


def _routine_values(routine: Routine, old: Values) -> Values:
    """Return the new values of the file, written as in `old` if they mean the same."""
    old_exercises = [exercise for block in old.get("blocks", ()) for exercise in block["stretches"]]
    optional = {
        "order": (routine.order, DEFAULT_ORDER),
        "cautions": (list(routine.cautions), []),
        "finish_breaths": (routine.finish_breaths, DEFAULT_FINISH_BREATHS),
        "caution": (routine.caution and _line_values(routine.caution, [old.get("caution", {})]), None),
        "blocks": (
            [
                {"stretches": [_exercise_values(exercise, old_exercises) for exercise in block.exercises]}
                for block in routine.blocks
            ],
            [],
        ),
        "finish": ([_line_values(line, old.get("finish", [])) for line in routine.finish], []),
        "sources": ([source._asdict() for source in routine.sources], []),
    }
    written = {
        key: value for key, (value, default) in optional.items() if value != default or old.get(key, ...) == default
    }
    required = {"id": routine.id, "title": routine.title, "summary": routine.summary}
    return {"format": old.get("format", FORMAT), **required, **written}


def _line_values(line: Line, old_lines: list[Values]) -> Values:
    values = {"full": line.full, "brief": line.brief, "then_seconds": _whole(line.then_seconds)}
    for old in old_lines:
        if {"then_seconds": 0, **old} == values:
            return old
    return {key: value for key, value in values.items() if value != 0}


def _exercise_values(exercise: Exercise, old_exercises: list[Values]) -> Values:
    """Return the values of an exercise, and remove from `old_exercises` the one that means the same."""
    stretch, dose = exercise.stretch, exercise.dose
    same_stretch = [old for old in old_exercises if old["stretch"] == stretch.id]
    for old in same_stretch:
        if _written_dose(old, stretch) == dose:
            old_exercises.remove(old)
            return old
    old = same_stretch[0] if same_stretch else {}
    written = _written_dose(old, stretch)
    values: Values = {"stretch": stretch.id}
    if dose.hold != stretch.dose.hold or ("hold" in old and written.hold == dose.hold):
        values["hold"] = str(dose.hold)
    if dose.reps != stretch.dose.reps or ("reps" in old and written.reps == dose.reps):
        values["reps"] = dose.reps
    return values


def _written_dose(old: Values, stretch: Stretch) -> Dose:
    hold = Hold.parse(old["hold"]) if "hold" in old else stretch.dose.hold
    return replace(stretch.dose, hold=hold, reps=old.get("reps", stretch.dose.reps))


def _whole(number: float) -> float:
    """Return a number as people write it: 4 instead of 4.0."""
    return int(number) if number == int(number) else number
