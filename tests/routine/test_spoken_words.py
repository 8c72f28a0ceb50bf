"""The voice has its own words, which do not depend on the interface's language."""

import gettext
import re
from dataclasses import replace
from pathlib import Path

import pytest

from stretchcoach import i18n
from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.files.fault import InvalidFileError
from stretchcoach.files.toml_reading import read_table
from stretchcoach.resources import DATA
from stretchcoach.routine.coaching_file import read_coaching
from stretchcoach.routine.library import Library
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.preferences import Preferences

COACHING = (DATA / "coaching.toml").read_text(encoding="utf-8")


class UpperCase(gettext.NullTranslations):
    """An interface in another language."""

    def gettext(self, message: str) -> str:
        return re.sub(r"\w+(?![^{]*\})", lambda word: word[0].upper(), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize(
    ("hold", "said"),
    [("30s", "30 seconds"), ("60s", "60 seconds"), ("5b", "5 breaths"), ("1b", "1 breath")],
)
def test_the_length_of_a_hold(library: Library, hold: str, said: str) -> None:
    assert library.coaching.words.hold(Hold.parse(hold)) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "1 second"), (45, "45 seconds"), (60, "1 minute"), (90, "90 seconds"), (120, "2 minutes")]
)
def test_a_time(library: Library, seconds: int, said: str) -> None:
    assert library.coaching.words.time(seconds) == said


@pytest.mark.parametrize(
    ("side", "said"),
    [(Side.LEFT, "left leg, right foot"), (Side.RIGHT, "right leg, left foot"), (Side.BOTH, " leg,  foot")],
)
def test_the_sides(library: Library, side: Side, said: str) -> None:
    assert library.coaching.words.fill_sides("{side} leg, {other} foot", side) == said


def lines_of(library: Library) -> list[str]:
    preferences = Preferences(detail=Detail.FULL, time_left_seconds=60, hold=Hold(180, "s"), get_ready_seconds=5)
    return [
        cue.text
        for routine in library.routines.values()
        for cue in compile_timeline(routine, preferences, lambda text: len(text) / 15).cues
    ]


def test_the_interface_in_another_language_leaves_the_voice_as_it_is(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lines_of(library)
    monkeypatch.setattr(i18n, "_translation", UpperCase())
    assert i18n._("left") == "LEFT"
    assert Hold(5, "b").in_words() == "5 BREATHS"
    assert lines_of(library) == before
    assert any("3 minutes" in line or "2 minutes" in line for line in before)
    assert any("the right side" in line for line in before)


def test_a_coaching_file_in_another_language_changes_the_voice(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "coaching.toml"
    german = COACHING
    for old, new in (
        ('left = "left"', 'left = "links"'),
        ('one = "{count} second"', 'one = "{count} Sekunde"'),
        ('many = "{count} seconds"', 'many = "{count} Sekunden"'),
        ('many = "{count} minutes"', 'many = "{count} Minuten"'),
    ):
        assert old in german
        german = german.replace(old, new)
    path.write_text(german, encoding="utf-8")
    coaching = read_coaching(read_table(path))
    routines = {name: replace(routine, coaching=coaching) for name, routine in library.routines.items()}
    lines = lines_of(replace(library, routines=routines, coaching=coaching))
    assert any("180 Sekunden" in line for line in lines)
    assert any("2 Minuten" in line for line in lines)
    assert any("links" in line for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('left = "left"\n', "", "words.left: is missing"),
        ('many = "{count} minutes"', 'many = "{n} minutes"', "words.minutes.many: has an unknown placeholder"),
        ('right = "right"', 'right = "right!"', "words.right: has an exclamation mark"),
        ('one = "{count} breath"', 'one = "{count} breath"\nfew = "x"', "words.breaths.few: is not a known key"),
    ],
)
def test_a_fault_in_the_words_is_reported(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in COACHING
    path = tmp_path / "coaching.toml"
    path.write_text(COACHING.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidFileError, match=re.escape(fault)):
        read_coaching(read_table(path))
