"""Whoever writes a stretch is told which of its lines will not be heard, and what would help."""

from pathlib import Path

import pytest

from stretchcoach.cli.line_warnings import warnings_for
from stretchcoach.files.fault import InvalidFileError
from stretchcoach.resources import DATA
from stretchcoach.routine.checking import check_files
from stretchcoach.routine.library import Library
from stretchcoach.settings.preferences import Preferences
from tests.routine.test_faults import STRETCH

ROUTINE = """\
format = 1
id = "short"
title = "Short holds"
summary = "Hardly held."
[[blocks]]
[[blocks.stretches]]
stretch = "settle"
[[blocks]]
[[blocks.stretches]]
stretch = "seated-hamstring"
hold = "5s"
"""


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


def warnings(library: Library, path: Path, preferences: Preferences | None = None) -> list[str]:
    """What is said of a file that is good, without its path."""
    ((_path, checked),) = check_files(library, [path])
    assert not isinstance(checked, InvalidFileError), checked
    found = warnings_for(path, checked, library.coaching, preferences or Preferences(), steady)
    return [str(one).removeprefix(f"{path}:") for one in found]


@pytest.fixture
def stretch(tmp_path: Path) -> Path:
    path = tmp_path / "calf.toml"
    path.write_text(STRETCH)
    return path


def line_of(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if text in line)


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.toml")), ids=lambda path: path.stem)
def test_every_line_of_ours_is_heard(library: Library, path: Path) -> None:
    assert warnings(library, path) == []


def test_a_line_that_is_too_long_for_its_breath_is_named(library: Library, stretch: Path) -> None:
    long = "Breathe in, lift the chest, lengthen the neck and let the shoulders sink down your back."
    stretch.write_text(STRETCH.replace("Breathe in and grow tall.", long).replace("In, tall.", long[:-20]))
    (told,) = warnings(library, stretch)
    assert told.startswith(f"{line_of(stretch, '[[inhale]]')}: inhale[1]: ")
    assert '"Breathe in." is said instead of "Breathe in, lift the chest' in told
    assert "of a breath of 4.5 s; give it a shorter brief wording" in told


def test_a_slower_breath_has_room_for_it(library: Library, stretch: Path) -> None:
    long = "Breathe in, lift the chest, lengthen the neck and let the shoulders sink."
    stretch.write_text(STRETCH.replace("Breathe in and grow tall.", long).replace("In, tall.", long))
    assert warnings(library, stretch)
    assert not warnings(library, stretch, Preferences(inhale_seconds=8.0))


def test_a_hold_that_is_too_short_for_its_line_is_named(library: Library, stretch: Path) -> None:
    line = 'full = "Press the heel down and keep the knee straight."\nbrief = "Heel down, knee straight."\n'
    text = (
        STRETCH.replace('"30s"', '"5s"')
        .replace('"20s"', '"5s"')
        .replace("[[sources]]", f"[[hold]]\n{line}\n[[sources]]")
    )
    stretch.write_text(text)
    (told,) = warnings(library, stretch)
    assert told.startswith(f"{line_of(stretch, '[[hold]]')}: hold[1]: ")
    assert '"Heel down, knee straight." won\'t be heard' in told
    assert "a hold of 5.0 s has no room for it; shorten it, or hold longer" in told


def test_a_dose_of_a_routine_that_leaves_no_room_is_named(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "short.toml"
    path.write_text(ROUTINE)
    (told,) = warnings(library, path)
    assert told.startswith(
        f"{line_of(path, 'hold = ') - 2}: blocks[2].stretches[1]: with a hold of 5 seconds these lines of "
    )
    assert "Foot flexed, breath easy." in told
    assert "hold longer" in told


def test_the_preferences_of_who_checks_change_no_dose(library: Library) -> None:
    path = DATA / "stretches" / "seated-hamstring.toml"
    assert not warnings(library, path, Preferences(reps=1))


@pytest.mark.parametrize(
    ("wording", "word"),
    [
        ("Grow tall, Растяжка.", "Растяжка."),
        ("Grow tall pnf.", "pnf"),
        ("Take the 3q pose.", "3q"),
        ("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaah.", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaah"),
    ],
)
def test_a_word_that_a_voice_slurs_is_named(library: Library, stretch: Path, wording: str, word: str) -> None:
    stretch.write_text(STRETCH.replace("Breathe out and lean.", wording))
    (told,) = warnings(library, stretch)
    assert told.startswith(f"{line_of(stretch, wording)}: exhale[1].full: ")
    assert f'the voice can\'t say "{word}" clearly; spell it as it sounds' in told


@pytest.mark.parametrize(
    "wording", ["Hold it for 30s.", "Do 3x10 reps.", "Lean 1/2 way.", "A café pose.", "The 2nd time."]
)
def test_what_is_said_as_a_person_says_it_needs_no_warning(library: Library, stretch: Path, wording: str) -> None:
    stretch.write_text(STRETCH.replace("Breathe out and lean.", wording))
    assert warnings(library, stretch) == []
