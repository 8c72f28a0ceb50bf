"""Troubles of speech, sound, screen and interface, in the real window: the session goes on."""

import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stretchcoach.audio.session_sound import SessionSound
from stretchcoach.paths import UserFolders
from stretchcoach.resources import ASSETS
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.services.live_session import LiveSession
from stretchcoach.session.session import State
from stretchcoach.session.timeline import Chime, Cue
from stretchcoach.speech.renderer import Renderer
from stretchcoach.window.shell.main_window import MainWindow
from tests.heard import CERTAIN
from tests.listening import SoundServer, read_sound
from tests.window.led import Led

BLOCKED_SECONDS = 3.0


def begun(qtbot: QtBot, window: MainWindow, library: Library, routine: str) -> LiveSession:
    """A session that runs, by the real clock and with the real voice."""
    window.start(library.routines[routine])
    qtbot.waitUntil(lambda: window.session.is_running, timeout=60_000)
    live_session = window.session._live_session
    assert live_session is not None
    return live_session


@pytest.fixture
def handed_out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """Every line that the voice was given, and when it is to be heard."""
    noted: list[tuple[float, str]] = []
    play_line = SessionSound.play_line

    def note(self: SessionSound, cue: Cue, after: float) -> None:
        noted.append((time.monotonic() + after, cue.text))
        play_line(self, cue, after)

    monkeypatch.setattr(SessionSound, "play_line", note)
    return noted


def test_an_interface_that_is_held_up_finds_the_session_where_it_should_be(
    qtbot: QtBot, window: MainWindow, library: Library, handed_out: list[tuple[float, str]]
) -> None:
    """The session pauses after 5 s without a look, as after sleep; 3 s are bridged."""
    live_session = begun(qtbot, window, library, "seated-hamstring")
    coach, cues = live_session.coach, live_session.timeline.cues
    qtbot.waitUntil(lambda: coach.tick().position > 1.0, timeout=30_000)
    began = time.monotonic() - coach.tick().position
    held_up: list[float] = []

    def hold_up() -> None:
        held_up.append(time.monotonic())
        time.sleep(BLOCKED_SECONDS)
        held_up.append(time.monotonic())

    QTimer.singleShot(0, hold_up)
    qtbot.waitUntil(lambda: len(held_up) == 2, timeout=30_000)
    moment = coach.tick()
    assert moment.state is State.RUNNING
    assert moment.position == pytest.approx(time.monotonic() - began, abs=0.25)
    assert window.session.view.isVisible()
    first, last = (at - began for at in held_up)
    qtbot.waitUntil(lambda: coach.tick().position > last + 4.0, timeout=60_000)
    window.session.stop()
    said = {text: at - began for at, text in handed_out}
    assert len(said) == len(handed_out), "nothing twice"
    planned = {cue.text: cue.at for cue in cues}
    assert all(at == pytest.approx(planned[text], abs=0.3) for text, at in said.items()), "each at its time, no burst"
    missed = [cue.text for cue in cues if cue.text not in said and cue.at < last + 2.0]
    assert all(first + 1.0 < planned[text] < last + 0.25 for text in missed), "only what was due meanwhile is left out"


@pytest.mark.sound
def test_a_sound_server_that_hangs_holds_up_neither_a_pause_nor_closing(
    qtbot: QtBot, sound_server: SoundServer, window: MainWindow, library: Library
) -> None:
    live_session = begun(qtbot, window, library, "settle")
    qtbot.waitUntil(lambda: not live_session.sound.notices, timeout=30_000)
    sound_server.hang()
    qtbot.waitUntil(lambda: bool(live_session.sound.notices), timeout=30_000)
    before = live_session.coach.tick().practised_seconds
    longest = 0.0
    for _press in range(4):
        began = time.monotonic()
        QTest.keyClick(window.session, Qt.Key.Key_Space)
        longest = max(longest, time.monotonic() - began)
        qtbot.wait(100)
    assert live_session.coach.tick().practised_seconds > before
    assert longest < 2.0
    began = time.monotonic()
    window.close_at_once()
    assert time.monotonic() - began < 5.0
    sound_server.kill()  # what was left behind comes to its end


@pytest.mark.usefixtures("nothing_spoken")
class TestSpeechThatDiesAtEveryStart:
    """Chimes and large words lead through the session, and a notice says why."""

    @pytest.fixture
    def app(self, folders: UserFolders) -> Iterator[AppContext]:
        with closing(AppContext(folders, Renderer((sys.executable, "-c", "import sys; sys.exit(3)")))) as made:
            yield made
            QThreadPool.globalInstance().waitForDone()

    @pytest.mark.sound
    def test_chimes_are_heard_and_a_notice_says_why_no_voice_is(
        self, qtbot: QtBot, sound_server: SoundServer, window: MainWindow, library: Library
    ) -> None:
        live_session = begun(qtbot, window, library, "quads-standing")
        assert "There is no voice" in window.notice_bar.text
        assert "Chimes and the words on the screen lead you" in window.notice_bar.text
        wanted = read_sound(ASSETS / "sounds" / f"{Chime.HOLD_BEGINS}.flac")
        with sound_server.recording() as recorder:
            began = time.monotonic()
            for _try in range(3):  # a null sink keeps its first seconds to itself
                while live_session.coach.tick().segment.chime is not Chime.HOLD_BEGINS:
                    QTest.keyClick(window.session, Qt.Key.Key_Right)
                qtbot.wait(3_000)
                QTest.keyClick(window.session, Qt.Key.Key_Left)
            half = (time.monotonic() - began) / 2
            _at, score = recorder.recording().find(wanted, began + half, half)
        assert score > CERTAIN
        assert live_session.coach.tick().state is State.RUNNING

    def test_another_session_tries_again(self, app: AppContext, library: Library) -> None:
        """What broke the speech may have been mended meanwhile."""
        routine = library.routines["settle"]
        with closing(app.sessions.prepare(routine, app.preferences.current)) as live_session:
            assert "There is no voice" in live_session.notices[0].what
        assert app.speech._renderer is not None
        app.speech._renderer._command = Renderer()._command
        with closing(app.sessions.prepare(routine, app.preferences.current)) as live_session:
            assert not [notice for notice in live_session.notices if "no voice" in notice.what]


def test_a_screen_that_cannot_be_kept_on_is_told_of_once(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    led = Led(library.routines["settle"])
    window.session_flow.begin(led.live_session)
    qtbot.waitUntil(window.notice_bar.isVisible, timeout=30_000)
    assert window.notice_bar.text == (
        "The screen may turn off while you stretch: this system doesn't let Stretch Coach keep it on. "
        "The voice continues. You can set a longer screen timeout in your system's settings."
    )
    window.notice_bar._dismiss()
    for _press in range(2):
        QTest.keyClick(window.session, Qt.Key.Key_Space)
        qtbot.wait(50)
        for _frame in range(60):
            window.session._tick()
    assert not window.notice_bar.isVisible()
