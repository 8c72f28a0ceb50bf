"""A session of the window in the hands of the desktop, on a real bus, by a clock that the test turns."""

import pytest
from pytestqt.qtbot import QtBot

from stretchcoach.desktop.media_player import MediaPlayer, PlaybackStatus
from stretchcoach.desktop.mpris import MprisPlayer
from stretchcoach.domain.side import Side
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.session import State
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.settings.choices import PauseOthers
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.shell.remote_control import RemoteControl, now_playing
from tests.desktop.asking import Listener, ask
from tests.private_bus import PrivateBus
from tests.window.led import Led

WAIT_MS = 20_000


@pytest.fixture
def led(library: Library) -> Led:
    return Led(library.routines["seated-hamstring"])


@pytest.fixture
def remote(qtbot: QtBot, bus: PrivateBus, window: MainWindow, led: Led) -> RemoteControl:
    """What leads a session that has just begun, and is on the bus by now."""
    window.session_flow.begin(led.live_session)
    remote = window.session.findChild(RemoteControl)
    assert isinstance(remote, RemoteControl)
    qtbot.waitUntil(lambda: playerctl(qtbot, bus, "status") == "Playing", timeout=WAIT_MS)
    return remote


def playerctl(qtbot: QtBot, bus: PrivateBus, *words: str) -> str:
    return ask(qtbot, bus, "playerctl", "-p", "stretchcoach", *words)


def asks(window: MainWindow) -> bool:
    return window.session_flow.question is not None


def test_a_phase_is_a_track(led: Led) -> None:
    led.coach.start()
    hold = led.segment(SegmentKind.HOLD, Side.RIGHT)
    now = now_playing(led.turn_to(hold.start + 2))
    assert now.title == "Hold"
    assert now.artist == "Seated hamstring · Right"
    assert now.album == "Seated hamstring"
    assert now.length == hold.seconds
    assert now.position == pytest.approx(2)
    assert now.number == led.timeline.segments.index(hold) + 1
    assert now.status is PlaybackStatus.PLAYING
    led.coach.pause()
    assert now_playing(led.moment).status is PlaybackStatus.PAUSED


def test_no_frame_costs_a_message(
    qtbot: QtBot, bus: PrivateBus, window: MainWindow, remote: RemoteControl, led: Led
) -> None:
    player = remote._player
    assert isinstance(player, MprisPlayer)
    hold = led.segment(SegmentKind.HOLD)
    led.turn_to(hold.start + 1)
    window.session._tick()
    with Listener(qtbot, bus, "path=/org/mpris/MediaPlayer2,type=signal") as listener:
        for frame in range(120):
            led.turn_to(hold.start + 1 + frame / 60)
            window.session._tick()
        window.session.pause()
        told = listener.until("Paused")
    assert told.count("member=") == 1
    assert float(playerctl(qtbot, bus, "position")) == pytest.approx(1 + 119 / 60, abs=0.01)


def test_the_question_whether_to_stop_is_answered_from_afar(
    qtbot: QtBot, bus: PrivateBus, window: MainWindow, remote: RemoteControl, led: Led
) -> None:
    assert remote._player is not None
    window.leave_session()
    assert asks(window)
    playerctl(qtbot, bus, "play")
    assert not asks(window)
    assert led.state() is State.RUNNING
    window.leave_session()
    playerctl(qtbot, bus, "stop")
    assert not asks(window)
    assert led.state() is State.STOPPED
    assert window.finish.isVisible()


def test_music_goes_on_once_the_session_is_over(
    qtbot: QtBot, bus: PrivateBus, window: MainWindow, app: AppContext, led: Led, library: Library
) -> None:
    app.preferences.change(Preferences(pause_others=PauseOthers.PAUSE))
    with bus.player("music", "Playing") as music:
        window.session_flow.begin(led.live_session)
        qtbot.waitUntil(lambda: music.asked == ["Pause"], timeout=WAIT_MS)
        led.turn_to(led.timeline.seconds)
        window.session._tick()
        qtbot.waitUntil(lambda: music.asked == ["Pause", "Play"], timeout=WAIT_MS)
        app.preferences.change(Preferences(pause_others=PauseOthers.OFF))
        second = Led(library.routines["settle"])
        window.session_flow.begin(second.live_session)
        qtbot.waitUntil(lambda: playerctl(qtbot, bus, "status") == "Playing", timeout=WAIT_MS)
        assert music.asked == ["Pause", "Play"], "the setting is off"


def test_pausing_other_players_can_be_set_in_a_session(
    qtbot: QtBot, bus: PrivateBus, window: MainWindow, app: AppContext, led: Led
) -> None:
    with bus.player("music", "Playing") as music:
        window.session_flow.begin(led.live_session)
        qtbot.waitUntil(lambda: playerctl(qtbot, bus, "status") == "Playing", timeout=WAIT_MS)
        app.preferences.change(Preferences(pause_others=PauseOthers.PAUSE))
        qtbot.waitUntil(lambda: music.asked == ["Pause"], timeout=WAIT_MS)
        app.preferences.change(Preferences(pause_others=PauseOthers.OFF))
        qtbot.waitUntil(lambda: music.asked == ["Pause", "Play"], timeout=WAIT_MS)


def test_each_session_is_a_player_of_its_own(
    qtbot: QtBot, bus: PrivateBus, window: MainWindow, remote: RemoteControl, library: Library
) -> None:
    window.session.stop()
    assert remote._player is None
    qtbot.waitUntil(lambda: "stretchcoach" not in ask(qtbot, bus, "playerctl", "-l"), timeout=WAIT_MS)
    window.session_flow.begin(Led(library.routines["settle"]).live_session)
    qtbot.waitUntil(lambda: playerctl(qtbot, bus, "metadata", "album") == "Settle", timeout=WAIT_MS)


def test_without_a_bus_a_session_is_as_ever(window: MainWindow, led: Led, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    window.session_flow.begin(led.live_session)
    remote = window.session.findChild(RemoteControl)
    assert isinstance(remote, RemoteControl)
    assert type(remote._player) is MediaPlayer
    window.session.pause()
    window.session.resume()
    window.session.stop()
    assert led.state() is State.STOPPED
