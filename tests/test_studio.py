"""What a session is given, by what a person wishes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stretchcoach.session.timeline import Chime
from stretchcoach.studio import Folders, Studio
from stretchcoach.voice import speaker
from stretchcoach.voice.lines import Lines, decode
from stretchcoach.voice.mixer import Samples
from tests.voice.test_loudspeaker import wait_until


@pytest.fixture
def studio(folders: Folders) -> Iterator[Studio]:
    with closing(Studio(folders)) as made:
        yield made


@pytest.mark.parametrize("screen_reader", [False, True])
def test_who_leaves_the_speaking_to_a_screen_reader_hears_chimes_and_no_voice(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, screen_reader: bool
) -> None:
    voiced: list[str] = []
    rung: list[str] = []
    lines_samples = Lines.samples

    def note_line(self: Lines, text: str) -> Samples | None:
        voiced.append(text)
        return lines_samples(self, text)

    def note_chime(path: Path) -> Samples | None:
        rung.append(path.stem)
        return decode(path)

    routine = studio.library.routines["settle"]
    preferences = replace(studio.preferences, screen_reader=screen_reader)
    practice = studio.prepare(routine, preferences)
    monkeypatch.setattr(Lines, "samples", note_line)
    monkeypatch.setattr(speaker, "decode", note_chime)
    text = practice.timeline.cues[0].text
    practice.voice.say(text, 0.0)
    practice.voice.ring(Chime.HOLD_BEGINS, 0.0)
    wait_until(lambda: bool(rung))  # it comes after the line
    practice.close()
    assert voiced == ([] if screen_reader else [text])
    assert rung == ["hold-begins"]


def test_the_timeline_is_the_same_whoever_speaks(studio: Studio) -> None:
    routine = studio.library.routines["settle"]
    practices = [
        studio.prepare(routine, replace(studio.preferences, screen_reader=screen_reader))
        for screen_reader in (False, True)
    ]
    for practice in practices:
        practice.close()
    ours, theirs = (practice.timeline for practice in practices)
    assert ours.cues == theirs.cues
    assert ours.segments == theirs.segments
