"""The media player as other programs see it on a real bus."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from stretchcoach.desktop.media_player import NowPlaying, PlaybackStatus
from stretchcoach.desktop.mpris import MprisPlayer
from stretchcoach.desktop.player_factory import make_media_player
from tests.desktop.asking import Listener, ask, send
from tests.private_bus import PrivateBus

HOLD = NowPlaying("Hold", "Seated hamstring · Left", "Low back relief", 12, 30.0, 1.5, PlaybackStatus.PLAYING)
PLAYER = "org.mpris.MediaPlayer2.Player"
WAIT_MS = 20_000


@pytest.fixture
def player(qtbot: QtBot, bus: PrivateBus) -> Iterator[MprisPlayer]:
    """A player in the middle of a hold, on the bus by now."""
    made = make_media_player(bus.environment)
    assert isinstance(made, MprisPlayer)
    made.show(HOLD)
    qtbot.waitUntil(lambda: "stretchcoach" in ask(qtbot, bus, "playerctl", "-l").split(), timeout=WAIT_MS)
    yield made
    made.close()


@pytest.fixture
def listener(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer) -> Iterator[Listener]:
    """Writes down every signal of the player."""
    assert player.now is not None
    with Listener(qtbot, bus, "path=/org/mpris/MediaPlayer2,type=signal") as made:
        yield made


def get_all(qtbot: QtBot, bus: PrivateBus, interface: str) -> str:
    return send(qtbot, bus, "org.freedesktop.DBus.Properties.GetAll", f"string:{interface}")


def test_all_that_the_specification_has_is_there_in_its_types(
    qtbot: QtBot, bus: PrivateBus, player: MprisPlayer
) -> None:
    assert player.now == HOLD
    root = get_all(qtbot, bus, "org.mpris.MediaPlayer2")
    for name, value in (
        ("CanQuit", "boolean true"),
        ("CanRaise", "boolean true"),
        ("HasTrackList", "boolean false"),
        ("Identity", 'string "Stretch Coach"'),
        ("DesktopEntry", 'string "stretchcoach"'),
        ("SupportedUriSchemes", "array [ ]"),
        ("SupportedMimeTypes", "array [ ]"),
    ):
        assert f'string "{name}" variant {value}' in root
    told = get_all(qtbot, bus, PLAYER)
    for name, value in (
        ("PlaybackStatus", 'string "Playing"'),
        ("Rate", "double 1"),
        ("MinimumRate", "double 1"),
        ("MaximumRate", "double 1"),
        ("Volume", "double 1"),
        ("Position", "int64 1500000"),
        ("CanGoNext", "boolean true"),
        ("CanGoPrevious", "boolean true"),
        ("CanPlay", "boolean true"),
        ("CanPause", "boolean true"),
        ("CanSeek", "boolean false"),
        ("CanControl", "boolean true"),
        ("mpris:trackid", 'object path "/stretchcoach/phase/12"'),
        ("mpris:length", "int64 30000000"),
        ("xesam:title", 'string "Hold"'),
        ("xesam:artist", 'array [ string "Seated hamstring · Left" ]'),
        ("xesam:album", 'string "Low back relief"'),
    ):
        assert f'string "{name}" variant {value}' in told


def test_what_it_tells_of_itself_is_what_it_has(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer) -> None:
    assert player.now == HOLD
    xml = send(qtbot, bus, "org.freedesktop.DBus.Introspectable.Introspect")
    for interface in ("org.mpris.MediaPlayer2", PLAYER):
        told = get_all(qtbot, bus, interface)
        described = xml.split(f'<interface name="{interface}">')[1].split("</interface>")[0]
        names = [line.split('"')[1] for line in described.split("<property ")[1:]]
        assert names
        assert all(f'string "{name}" variant' in told for name in names)


@pytest.mark.parametrize("name", ["Play", "Pause", "PlayPause", "Next", "Previous", "Stop"])
def test_every_wish_is_passed_on_once(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer, name: str) -> None:
    signals = {
        "Play": player.play_requested,
        "Pause": player.pause_requested,
        "PlayPause": player.play_pause_requested,
        "Next": player.next_requested,
        "Previous": player.previous_requested,
        "Stop": player.stop_requested,
    }
    spies = {wish: QSignalSpy(signal) for wish, signal in signals.items()}
    assert "error" not in send(qtbot, bus, f"{PLAYER}.{name}").lower()
    assert {wish: spy.count() for wish, spy in spies.items()} == {wish: int(wish == name) for wish in signals}


@pytest.mark.parametrize("name", ["Raise", "Quit"])
def test_the_window_is_asked_for_too(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer, name: str) -> None:
    spy = QSignalSpy(player.raise_requested if name == "Raise" else player.quit_requested)
    assert "error" not in send(qtbot, bus, f"org.mpris.MediaPlayer2.{name}").lower()
    assert spy.count() == 1


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ((f"{PLAYER}.Seek", "int64:1000"), "method return"),
        ((f"{PLAYER}.SetPosition", "objpath:/stretchcoach/phase/12", "int64:1000"), "method return"),
        ((f"{PLAYER}.OpenUri", "string:file:///x"), "NotSupported"),
        ((f"{PLAYER}.Seek", "string:far"), "InvalidArgs"),
        ((f"{PLAYER}.Dance",), "UnknownMethod"),
        (("org.example.Other.Play",), "UnknownMethod"),
        (("org.freedesktop.DBus.Peer.Ping",), "method return"),
        (("org.freedesktop.DBus.Properties.Get", f"string:{PLAYER}", "string:Mood"), "UnknownProperty"),
        (("org.freedesktop.DBus.Properties.Get", "string:org.example.Other", "string:Rate"), "UnknownProperty"),
        (("org.freedesktop.DBus.Properties.GetAll", "string:org.example.Other"), "UnknownInterface"),
        (
            ("org.freedesktop.DBus.Properties.Set", f"string:{PLAYER}", "string:Rate", "variant:double:2"),
            "method return",
        ),
        (
            ("org.freedesktop.DBus.Properties.Set", f"string:{PLAYER}", "string:Volume", "variant:double:0.2"),
            "PropertyReadOnly",
        ),
    ],
)
def test_what_it_cannot_do_is_refused_or_has_no_effect(
    qtbot: QtBot, bus: PrivateBus, player: MprisPlayer, call: tuple[str, ...], answer: str
) -> None:
    assert answer in send(qtbot, bus, *call)
    assert player.now == HOLD
    assert "int64 1500000" in get_all(qtbot, bus, PLAYER)


def test_another_place_has_no_player(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer) -> None:
    assert player.now == HOLD
    command = ("dbus-send", "--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.stretchcoach", "/elsewhere")
    assert "UnknownObject" in ask(qtbot, bus, *command, f"{PLAYER}.Play")


def test_only_what_changed_is_announced(player: MprisPlayer, listener: Listener) -> None:
    for frame in range(200):
        player.show(HOLD._replace(position=1.5 + frame / 60))
    player.show(HOLD._replace(position=5.0, status=PlaybackStatus.PAUSED))
    told = listener.until("Paused")
    assert told.count("member=") == 1
    assert "Metadata" not in told
    assert "Position" not in told
    player.show(HOLD._replace(position=0.0, title="Ease out", number=13, length=6.0, status=PlaybackStatus.PAUSED))
    told = listener.until("Ease out")
    assert told.count("member=") == 2
    assert "int64 6000000" in told
    assert "Seeked" not in told, "a new phase begins at its beginning"


def test_a_jump_within_a_phase_is_told(player: MprisPlayer, listener: Listener) -> None:
    player.show(HOLD._replace(position=9.0))
    player.show(HOLD._replace(position=0.25))
    told = listener.until("Seeked")
    assert "int64 250000" in told
    assert told.count("member=") == 1


def test_a_second_one_has_a_name_of_its_own(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer) -> None:
    second = make_media_player(bus.environment)
    second.show(HOLD._replace(title="Rest"))
    name = f"stretchcoach.instance{os.getpid()}"
    qtbot.waitUntil(lambda: name in ask(qtbot, bus, "playerctl", "-l").split(), timeout=WAIT_MS)
    assert ask(qtbot, bus, "playerctl", "-p", name, "metadata", "title") == "Rest"
    assert player.now is not None
    second.close()
    qtbot.waitUntil(lambda: ask(qtbot, bus, "playerctl", "-l") == "stretchcoach", timeout=WAIT_MS)


def test_it_is_gone_when_it_is_closed(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer) -> None:
    player.close()
    player.show(HOLD)
    qtbot.waitUntil(lambda: "stretchcoach" not in ask(qtbot, bus, "playerctl", "-l"), timeout=WAIT_MS)


def test_a_bus_that_goes_away_is_no_matter(qtbot: QtBot, bus: PrivateBus, player: MprisPlayer) -> None:
    lost = QSignalSpy(player._bus.lost)
    bus.kill()
    player.show(HOLD._replace(status=PlaybackStatus.PAUSED))
    qtbot.waitUntil(lambda: lost.count() == 1, timeout=WAIT_MS)
    player.show(HOLD)
    player.close()
