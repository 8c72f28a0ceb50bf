"""What a session is given, by what a person effects."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stretchcoach.audio import session_sound
from stretchcoach.audio.samples import Mono, read_mono
from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.timeline import Chime
from tests.audio.test_output import wait_until


@pytest.fixture
def app(folders: UserFolders) -> Iterator[AppContext]:
    with closing(AppContext(folders)) as made:
        yield made


@pytest.mark.parametrize("screen_reader", [False, True])
def test_who_leaves_the_speaking_to_a_screen_reader_hears_chimes_and_no_voice(
    app: AppContext, monkeypatch: pytest.MonkeyPatch, screen_reader: bool
) -> None:
    read: list[str] = []

    def note(path: Path) -> Mono | None:
        read.append(path.parent.name if path.parent.name == "lines" else path.stem)
        return read_mono(path)

    routine = app.library.current.routines["settle"]
    preferences = replace(app.preferences.current, screen_reader=screen_reader)
    live_session = app.sessions.prepare(routine, preferences)
    monkeypatch.setattr(session_sound, "read_mono", note)
    live_session.sound.play_line(live_session.timeline.cues[0], 0.0)
    live_session.sound.play_chime(Chime.HOLD_BEGINS, 0.0)
    wait_until(lambda: "hold-begins" in read)  # it comes after the line
    live_session.close()
    assert read == ([] if screen_reader else ["lines"]) + ["hold-begins"]


def test_the_timeline_is_the_same_whoever_speaks(app: AppContext) -> None:
    routine = app.library.current.routines["settle"]
    practices = [
        app.sessions.prepare(routine, replace(app.preferences.current, screen_reader=screen_reader))
        for screen_reader in (False, True)
    ]
    for live_session in practices:
        live_session.close()
    ours, theirs = (live_session.timeline for live_session in practices)
    assert ours.cues == theirs.cues
    assert ours.segments == theirs.segments
