"""What the voice answers to a press, heard: at once, though no one knew before the session that it would be wanted."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from stretchcoach.services.live_session import Practice
from stretchcoach.session.timeline import Kind
from stretchcoach.studio import Folders, Studio
from tests.heard import CERTAIN, kept_lines
from tests.journeys.conftest import until
from tests.listening import SoundServer, read_sound

pytestmark = pytest.mark.sound

ATTEMPTS = 3
"""A machine that stands still for a moment tears a hole into any sound."""


@contextmanager
def session(studio: Studio, routine: str) -> Iterator[Practice]:
    """A real session that has come to its first hold."""
    practice = studio.prepare(studio.library.routines[routine], studio.preferences)
    try:
        practice.coach.start()
        while practice.coach.look().segment.kind is not Kind.HOLD:
            practice.coach.skip()
        yield practice
    finally:
        practice.close()


def look_on(practice: Practice, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        practice.coach.look()
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("routine", "press", "answer"),
    [
        ("seated-hamstring", "+", "One more breath."),
        ("quads-lying", "+", "10 more seconds."),
        ("quads-lying", "s", "Quads standing instead."),
        ("quads-lying", "-", "Let the foot go and lay the leg down slowly."),
        ("inner-thigh", "s", "There is no easier version of this one."),
    ],
)
def test_an_answer_is_heard_at_once(
    sound_server: SoundServer, folders: Folders, routine: str, press: str, answer: str
) -> None:
    with closing(Studio(folders)) as studio:
        best = (0.0, 0.0)
        for _attempt in range(ATTEMPTS):
            best = max(best, heard(sound_server, studio, folders.cache, routine, press, answer))
            if best[0] > CERTAIN:
                break
    score, after = best
    assert score > CERTAIN
    assert after < 4.0  # the line under way may end before it, and a chime rings first


def heard(
    server: SoundServer, studio: Studio, cache: Path, routine: str, press: str, answer: str
) -> tuple[float, float]:
    """Press in a hold, once what may be answered has been spoken; how well the answer was heard, and how long after."""
    with server.recording() as recorder, session(studio, routine) as practice:
        lines = kept_lines(cache, studio.preferences)
        until(lambda: _looked(practice) and lines.path(answer) is not None, "the line to be spoken")
        look_on(practice, 1.5)
        pressed = time.monotonic()
        {"+": practice.coach.hold_longer, "-": practice.coach.ease_off, "s": practice.coach.swap}[press]()
        path = lines.path(answer)
        assert path is not None
        sound = read_sound(path)
        look_on(practice, 4.5 + len(sound) / 44_100)
        recording = recorder.recording()
    at, score = recording.find(sound, pressed + 2.0, within=2.2)
    return score, at - pressed


def _looked(practice: Practice) -> bool:
    practice.coach.look()
    return True
