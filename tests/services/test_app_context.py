"""What a session is given, by what a person wishes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stretchcoach.audio import session_sound
from stretchcoach.audio.samples import Mono, read_mono
from stretchcoach.session.timeline import Chime
from stretchcoach.studio import Folders, Studio
from tests.audio.test_output import wait_until


@pytest.fixture
def studio(folders: Folders) -> Iterator[Studio]:
    with closing(Studio(folders)) as made:
        yield made


@pytest.mark.parametrize("screen_reader", [False, True])
def test_who_leaves_the_speaking_to_a_screen_reader_hears_chimes_and_no_voice(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, screen_reader: bool
) -> None:
    read: list[str] = []

    def note(path: Path) -> Mono | None:
        read.append(path.parent.name if path.parent.name == "lines" else path.stem)
        return read_mono(path)

    routine = studio.library.routines["settle"]
    preferences = replace(studio.preferences, screen_reader=screen_reader)
    practice = studio.prepare(routine, preferences)
    monkeypatch.setattr(session_sound, "read_mono", note)
    practice.sound.say(practice.timeline.cues[0], 0.0)
    practice.sound.ring(Chime.HOLD_BEGINS, 0.0)
    wait_until(lambda: "hold-begins" in read)  # it comes after the line
    practice.close()
    assert read == ([] if screen_reader else ["lines"]) + ["hold-begins"]


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
