"""What the voice answers to a press, heard: at once, though no one knew before the session that it would be wanted."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from stretchcoach.services.live_session import LiveSession
from stretchcoach.session.timeline import SegmentKind
from tests.heard import CERTAIN, kept_lines
from tests.journeys.conftest import until
from tests.listening import SoundServer, read_sound

pytestmark = [pytest.mark.sound, pytest.mark.usefixtures("nothing_spoken")]

ATTEMPTS = 3
"""A machine that stands still for a moment tears a hole into any sound."""


@contextmanager
def session(app: AppContext, routine: str) -> Iterator[LiveSession]:
    """A real session that has come to its first hold."""
    live_session = app.sessions.prepare(app.library.current.routines[routine], app.preferences.current)
    try:
        live_session.coach.start()
        while live_session.coach.tick().segment.kind is not SegmentKind.HOLD:
            live_session.coach.skip()
        yield live_session
    finally:
        live_session.close()


def reactivate(live_session: LiveSession, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        live_session.coach.tick()
        time.sleep(0.05)


@pytest.mark.slow(20)
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
    sound_server: SoundServer, folders: UserFolders, routine: str, press: str, answer: str
) -> None:
    with closing(AppContext(folders)) as app:
        best = (0.0, 0.0)
        for _attempt in range(ATTEMPTS):
            best = max(best, heard(sound_server, app, folders.cache, routine, press, answer))
            if best[0] > CERTAIN:
                break
    score, after = best
    assert score > CERTAIN
    assert after < 4.0  # the line under way may end before it, and a chime rings first


def heard(
    server: SoundServer, app: AppContext, cache: Path, routine: str, press: str, answer: str
) -> tuple[float, float]:
    """Press in a hold, once what may be answered has been spoken; how well the answer was heard, and how long after."""
    with server.recording() as recorder, session(app, routine) as live_session:
        lines = kept_lines(cache, app.preferences.current)
        until(lambda: _looked(live_session) and lines.path(answer) is not None, "the line to be spoken")
        reactivate(live_session, 1.5)
        pressed = time.monotonic()
        {"+": live_session.coach.hold_longer, "-": live_session.coach.ease_off, "s": live_session.coach.take_easier}[
            press
        ]()
        path = lines.path(answer)
        assert path is not None
        sound = read_sound(path)
        reactivate(live_session, 4.5 + len(sound) / 44_100)
        recording = recorder.recording()
    at, score = recording.find(sound, pressed + 2.0, within=2.2)
    return score, at - pressed


def _looked(live_session: LiveSession) -> bool:
    live_session.coach.tick()
    return True
