"""Other players are paused during a session and resumed afterwards: real players on a real bus."""

from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, Properties, new_method_call
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from stretchcoach.desktop import mpris_other_players
from stretchcoach.desktop.mpris import PATH, PLAYER
from stretchcoach.desktop.mpris_other_players import MprisOtherPlayers
from stretchcoach.desktop.other_players import OtherPlayers
from stretchcoach.desktop.player_factory import make_other_players
from tests.desktop.asking import ask
from tests.private_bus import OtherPlayer, PrivateBus

WAIT_MS = 20_000


@pytest.fixture
def others(qtbot: QtBot, bus: PrivateBus) -> Iterator[MprisOtherPlayers]:
    assert qtbot is not None
    made = make_other_players(bus.environment)
    assert isinstance(made, MprisOtherPlayers)
    yield made
    made.close()


def wait_for(qtbot: QtBot, player: OtherPlayer, *asked: str) -> None:
    qtbot.waitUntil(lambda: player.asked == list(asked), timeout=WAIT_MS)


def settle(qtbot: QtBot, others: MprisOtherPlayers, *players: OtherPlayer) -> None:
    """Wait until all that we and these players have to tell each other has been told.

    There are three questions before a player is paused; what goes from one to another on a bus stays in its order.
    """
    qtbot.waitUntil(lambda: others._bus.is_open, timeout=WAIT_MS)
    for _question in range(4):
        for player in players:
            answers: list[object] = []
            ping = new_method_call(DBusAddress("/", player.bus_name, "org.freedesktop.DBus.Peer"), "Ping")
            others._bus.call(ping, answers.append)
            qtbot.waitUntil(lambda answers=answers: bool(answers), timeout=WAIT_MS)  # type: ignore[misc]  # bound now
            assert answers == [()]


def test_who_plays_is_paused_and_goes_on(qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers) -> None:
    with bus.player("music", "Playing") as music, bus.player("film", "Playing") as film:
        others.pause()
        for player in (music, film):
            wait_for(qtbot, player, "Pause")
        others.resume()
        for player in (music, film):
            wait_for(qtbot, player, "Pause", "Play")


def test_who_was_paused_or_stopped_before_stays_so(qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers) -> None:
    with (
        bus.player("music", "Playing") as music,
        bus.player("paused", "Paused") as paused,
        bus.player("stopped", "Stopped") as stopped,
    ):
        others.pause()
        wait_for(qtbot, music, "Pause")
        settle(qtbot, others, music, paused, stopped)
        others.resume()
        wait_for(qtbot, music, "Pause", "Play")
        settle(qtbot, others, paused, stopped)
        assert paused.asked == stopped.asked == []


@pytest.mark.parametrize(("first", "then"), [("play", "pause"), ("stop", "stop"), ("play", "play")])
def test_who_was_used_by_the_person_meanwhile_is_left_alone(
    qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers, first: str, then: str
) -> None:
    with bus.player("music", "Playing") as music, bus.player("film", "Playing") as film:
        others.pause()
        wait_for(qtbot, music, "Pause")
        wait_for(qtbot, film, "Pause")
        for wish in (first, then):
            ask(qtbot, bus, "playerctl", "-p", "music", wish)
        settle(qtbot, others, music)
        before = music.asked
        assert before[:2] == ["Pause", first.capitalize()]
        others.resume()
        wait_for(qtbot, film, "Pause", "Play")
        settle(qtbot, others, music)
        assert music.asked == before


def test_going_on_after_a_pause_pauses_what_plays_by_then(
    qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers
) -> None:
    with bus.player("music", "Paused") as music:
        others.pause()
        settle(qtbot, others, music)
        ask(qtbot, bus, "playerctl", "-p", "music", "play")
        others.pause()
        wait_for(qtbot, music, "Play", "Pause")
        others.resume()
        wait_for(qtbot, music, "Play", "Pause", "Play")


def test_who_plays_is_turned_down_and_up_again(qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers) -> None:
    with bus.player("music", "Playing") as music, bus.player("paused", "Paused") as paused:
        others.duck()
        wait_for(qtbot, music, "Volume 0.20")
        others.duck()
        settle(qtbot, others, music, paused)
        others.resume()
        others.close()
        wait_for(qtbot, music, "Volume 0.20", "Volume 0.80")
        assert paused.asked == []


def test_whoever_turned_their_player_meanwhile_keeps_that(
    qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers
) -> None:
    with bus.player("music", "Playing") as music:
        others.duck()
        wait_for(qtbot, music, "Volume 0.20")
        set_volume = Properties(DBusAddress(PATH, music.bus_name, PLAYER)).set("Volume", "d", 0.5)
        answers: list[object] = []
        others._bus.call(set_volume, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
        settle(qtbot, others, music)
        others.resume()
        settle(qtbot, others, music)
        assert music.asked == ["Volume 0.20", "Volume 0.50"]


def test_who_has_no_volume_is_paused_instead(
    qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mpris_other_players, "_VOLUME", "Loudness")  # a property that no player has
    with bus.player("music", "Playing") as music:
        others.duck()
        wait_for(qtbot, music, "Pause")
        others.resume()
        wait_for(qtbot, music, "Pause", "Play")


def test_who_hangs_keeps_no_one_else_waiting(qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers) -> None:
    with bus.player("a.hung", "Playing") as hung, bus.player("music", "Playing") as music:
        hung.hang()
        others.pause()
        wait_for(qtbot, music, "Pause")
        others.resume()
        wait_for(qtbot, music, "Pause", "Play")
        hung.wake()
        settle(qtbot, others, hung)
        assert hung.asked == []


def test_who_hangs_once_it_was_asked_goes_on_all_the_same(
    qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers
) -> None:
    with bus.player("music", "Playing") as music:
        others.pause()
        wait_for(qtbot, music, "Pause")
        music.hang()
        others.resume()
        others.close()
        music.wake()
        wait_for(qtbot, music, "Pause", "Play")


def test_who_was_ended_and_started_anew_is_another_one(
    qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers
) -> None:
    with bus.player("music", "Playing") as music:
        others.pause()
        wait_for(qtbot, music, "Pause")
    with bus.player("music", "Paused") as music:
        others.resume()
        settle(qtbot, others, music)
        assert music.asked == []


def test_a_second_session_of_ours_and_who_speaks_for_all_players_are_none(
    qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers
) -> None:
    with (
        bus.player("stretchcoach", "Playing") as first,
        bus.player("stretchcoach.instance7", "Playing") as second,
        bus.player("playerctld", "Playing") as for_all,
        bus.player("music", "Playing") as music,
    ):
        others.pause()
        wait_for(qtbot, music, "Pause")
        settle(qtbot, others, first, second, for_all)
        assert first.asked == second.asked == for_all.asked == []


def test_a_bus_that_goes_away_is_no_matter(qtbot: QtBot, bus: PrivateBus, others: MprisOtherPlayers) -> None:
    with bus.player("music", "Playing") as music:
        others.pause()
        wait_for(qtbot, music, "Pause")
        spy = QSignalSpy(others._bus.lost)
        bus.kill()
        qtbot.waitUntil(lambda: spy.count() == 1, timeout=WAIT_MS)
        others.pause()
        others.resume()


def test_without_a_bus_there_are_none() -> None:
    others = make_other_players({})
    others.pause()
    others.resume()
    others.close()
    assert type(others) is OtherPlayers
