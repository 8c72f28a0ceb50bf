"""The stretches and routines that come with the program."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchcoach.domain.hold import Hold
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library
from stretchcoach.session.estimate import estimate_spoken_seconds
from stretchcoach.settings.preferences import Preferences

STRETCHES = ("settle", "seated-hamstring", "lying-hamstring", "inner-thigh", "quads-lying", "quads-standing")
FILES = sorted(DATA.rglob("*.toml"))
PROMISE = re.compile(r"\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|prevent\w*|guarantee\w*)\b", re.IGNORECASE)


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from texts_in(item)
        case dict():
            for item in value.values():
                yield from texts_in(item)


def lines_in(value: object) -> Iterator[dict[str, object]]:
    """Yield every table with the two wordings of a spoken line."""
    match value:
        case list():
            for item in value:
                yield from lines_in(item)
        case dict():
            if "full" in value or "brief" in value:
                yield value
            for item in value.values():
                yield from lines_in(item)


def test_every_bundled_file_loads(library: Library) -> None:
    assert library.invalid_files == ()
    assert set(library.stretches) == set(STRETCHES)
    assert set(library.routines) == {*STRETCHES, "low-back-relief"}
    assert len(FILES) == len(library.stretches) + len(library.routines) + len(("coaching", "pronunciations"))


BODY = re.compile(
    r"\b(legs?|arms?|knees?|foot|feet|heels?|toes?|hands?|hips?|back|belly|chest|shoulders?|neck|head|thighs?"
    r"|sit|lie|stand|get up)\b",
    re.IGNORECASE,
)

ABOUT_BREATH = ("inhale", "exhale", "breaths_left", "last_breath", "more_breaths", "rest", "opening", "words")


def test_general_lines_are_true_of_any_stretch() -> None:
    """A neck stretch on a chair has no right leg, and nobody gets up from standing."""
    values = tomllib.loads((DATA / "coaching.toml").read_text(encoding="utf-8"))
    for name, value in values.items():
        for text in texts_in(value):
            assert not BODY.search(text), text
            assert name in ABOUT_BREATH or "breath" not in text.lower(), text


def test_the_seated_hamstring_comes_first(library: Library) -> None:
    assert next(iter(library.routines)) == "seated-hamstring"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_its_words_are_calm_and_promise_nothing(path: Path) -> None:
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    for text in texts_in(values):
        assert text.strip()
        assert "!" not in text
        assert not PROMISE.search(text)
    for line in lines_in(values):
        full, brief = line["full"], line["brief"]
        assert isinstance(full, str)
        assert isinstance(brief, str)
        assert 0 < len(brief) <= len(full)


@pytest.mark.parametrize("word", ["cures", "Heal", "prevents", "guaranteed"])
def test_the_pattern_finds_promises(word: str) -> None:
    assert PROMISE.search(f"This {word} your back.")
    assert not PROMISE.search("Bring your heel down, keep the hips secure.")


@pytest.mark.parametrize("name", STRETCHES)
def test_each_stretch_says_what_it_is_for_and_where_that_comes_from(library: Library, name: str) -> None:
    stretch = library.stretches[name]
    assert stretch.id == name
    assert stretch.why
    assert stretch.feel
    assert stretch.needs
    assert stretch.focus
    assert stretch.sources


@pytest.mark.parametrize("name", STRETCHES)
def test_each_dose_is_within_its_advice(library: Library, name: str) -> None:
    dose = library.stretches[name].dose
    least, most = dose.hold_advice
    assert least.unit == dose.hold.unit == most.unit
    assert least.amount <= dose.hold.amount <= most.amount
    assert dose.reps_advice[0] <= dose.reps <= dose.reps_advice[1]


def test_the_seated_hamstring_is_dosed_as_its_lesson_says(library: Library) -> None:
    dose = library.stretches["seated-hamstring"].dose
    assert (dose.reps, dose.reps_advice) == (4, (3, 5))
    assert (dose.hold, dose.hold_advice[0]) == (Hold(5, "b"), Hold(3, "b"))


@pytest.mark.parametrize("name", ["quads-lying", "quads-standing", "inner-thigh"])
def test_long_holds_are_advised_up_to_ninety_seconds(library: Library, name: str) -> None:
    assert library.stretches[name].dose.hold_advice[1] == Hold(90, "s")


def test_the_strap_stays_on_between_hamstring_and_inner_thigh(library: Library) -> None:
    blocks = [
        [exercise.stretch.id for exercise in block.exercises] for block in library.routines["low-back-relief"].blocks
    ]
    assert ["lying-hamstring", "inner-thigh"] in blocks
    assert library.stretches["inner-thigh"].follows_on_from(library.stretches["lying-hamstring"])


def test_every_easier_variant_exists(library: Library) -> None:
    assert library.stretches["quads-lying"].easier == "quads-standing"
    for stretch in library.stretches.values():
        assert stretch.easier is None or stretch.easier in set(library.stretches) - {stretch.id}


def test_every_stretch_named_in_set_up_after_exists(library: Library) -> None:
    for stretch in library.stretches.values():
        assert set(stretch.script.set_up_after) <= set(library.stretches)


def test_breathing_lines_fit_into_the_usual_breath(library: Library) -> None:
    scripts = [stretch.script for stretch in library.stretches.values()]
    usual, coaching = Preferences(), library.coaching
    inhale = [coaching.inhale, coaching.last_rep, *(line for script in scripts for line in script.inhale)]
    exhale = [coaching.exhale, *(line for script in scripts for line in script.exhale)]
    for lines, most in ((inhale, usual.inhale_seconds - 0.1), (exhale, usual.exhale_seconds - 0.1)):
        assert len(lines) > 2
        for line in lines:
            assert estimate_spoken_seconds(line.full, usual.rate) < most, line.full
