"""A bus that is not there, hangs or goes away: nothing waits for it, and nothing is said of it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, message_bus, new_signal
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from stretchcoach.desktop.media_player import MediaPlayer
from stretchcoach.desktop.player_factory import make_media_player, session_bus_sockets
from stretchcoach.desktop.session_bus import SessionBus
from tests.private_bus import PrivateBus

WAIT_MS = 20_000


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[socket.socket]:
    """What takes every connection and never says a word."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "silent"))
        made.listen(1)
        yield made


@pytest.fixture
def connection(qtbot: QtBot, bus: PrivateBus) -> Iterator[SessionBus]:
    made = SessionBus(session_bus_sockets(bus.environment))
    made.open()
    qtbot.waitUntil(lambda: made.is_open, timeout=WAIT_MS)
    yield made
    made.close()


@pytest.mark.parametrize("address", ["", "disabled:", "nonsense", "tcp:host=localhost,port=1", "unix:tmpdir=/tmp", ";"])
def test_an_address_that_is_none_is_no_bus(address: str) -> None:
    environment = {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": "/run"}
    assert session_bus_sockets(environment) == ()
    assert type(make_media_player(environment)) is MediaPlayer


def test_the_usual_place_is_looked_at_where_no_address_is_named(tmp_path: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert session_bus_sockets({}) == session_bus_sockets(environment) == ()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "bus"))
        assert session_bus_sockets(environment) == (str(tmp_path / "bus"),)


def test_the_first_place_that_answers_is_taken(qtbot: QtBot, bus: PrivateBus) -> None:
    environment = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path=/nowhere;{bus.address}"}
    connection = SessionBus(session_bus_sockets(environment))
    connection.open()
    qtbot.waitUntil(lambda: connection.is_open, timeout=WAIT_MS)
    connection.close()


def test_a_bus_that_is_gone_is_lost_at_once(tmp_path: Path) -> None:
    connection = SessionBus((str(tmp_path / "gone"),))
    lost = QSignalSpy(connection.lost)
    connection.open()
    assert lost.count() == 1
    assert not connection.is_open


def test_a_bus_that_never_answers_is_given_up(qtbot: QtBot, silent: socket.socket) -> None:
    connection = SessionBus((silent.getsockname(),))
    lost = QSignalSpy(connection.lost)
    connection.open()
    qtbot.waitUntil(lambda: lost.count() == 1, timeout=WAIT_MS)


def test_a_bus_that_takes_no_more_connections_is_passed_by(silent: socket.socket) -> None:
    with socket.socket(socket.AF_UNIX) as first, socket.socket(socket.AF_UNIX) as second:
        first.connect(silent.getsockname())
        second.connect(silent.getsockname())
        connection = SessionBus((silent.getsockname(),))
        lost = QSignalSpy(connection.lost)
        connection.open()
        assert lost.count() == 1


@pytest.mark.parametrize("answer", [b"REJECTED KERBEROS\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"x" * 10_000, b""])
def test_who_is_no_bus_is_lost(qtbot: QtBot, silent: socket.socket, answer: bytes) -> None:
    connection = SessionBus((silent.getsockname(),))
    lost = QSignalSpy(connection.lost)
    connection.open()
    other, _address = silent.accept()
    with other:
        other.sendall(answer)
        other.shutdown(socket.SHUT_WR)
        qtbot.waitUntil(lambda: lost.count() == 1, timeout=WAIT_MS)


def test_a_question_that_is_not_answered_is_answered_by_nothing(
    qtbot: QtBot, bus: PrivateBus, connection: SessionBus
) -> None:
    answers: list[object] = []
    bus.hang()
    connection.call(message_bus.ListNames(), answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    assert answers == [None]
    bus.wake()


def test_what_a_hung_bus_does_not_take_arrives_once_it_does(
    qtbot: QtBot, bus: PrivateBus, connection: SessionBus
) -> None:
    """More than a socket holds is kept here meanwhile, and none of it waits."""
    bus.hang()
    emitter = DBusAddress("/much", interface="much.To.Tell")
    for _time in range(30):
        connection.send(new_signal(emitter, "Told", "s", ("x" * 30_000,)))
    assert connection._unsent
    bus.wake()
    answers: list[object] = []
    connection.call(message_bus.GetId(), answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    assert answers != [None]


def test_a_bus_that_takes_nothing_for_good_is_given_up(qtbot: QtBot, bus: PrivateBus, connection: SessionBus) -> None:
    assert qtbot is not None
    lost = QSignalSpy(connection.lost)
    bus.hang()
    emitter = DBusAddress("/much", interface="much.To.Tell")
    for _time in range(100):
        connection.send(new_signal(emitter, "Told", "s", ("x" * 30_000,)))
    assert lost.count() == 1
    assert not connection.is_open


def test_a_bus_that_is_killed_is_lost_and_what_is_sent_then_goes_nowhere(
    qtbot: QtBot, bus: PrivateBus, connection: SessionBus
) -> None:
    lost = QSignalSpy(connection.lost)
    bus.kill()
    connection.send(message_bus.ListNames())
    qtbot.waitUntil(lambda: lost.count() == 1, timeout=WAIT_MS)
    connection.send(message_bus.ListNames())
    assert not connection.is_open


def test_closing_leaves_no_file_open(connection: SessionBus) -> None:
    files = Path("/proc/self/fd")
    before = len(list(files.iterdir()))
    connection.close()
    connection.close()
    assert len(list(files.iterdir())) == before - 1
