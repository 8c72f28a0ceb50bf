"""The lock of the one window, and the requests that its holder accepts."""

import json
import os
import socket
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stretchcoach.desktop import single_instance
from stretchcoach.desktop.launch_request import MAX_BYTES, LaunchRequest
from stretchcoach.desktop.launch_server import LaunchServer
from stretchcoach.desktop.single_instance import SingleInstance, instance_folder

REQUESTS = [
    LaunchRequest(),
    LaunchRequest("settle"),
    LaunchRequest("settle", start=True),
    LaunchRequest('/home/jörg/a "b"\n.toml'),
    LaunchRequest("/home/\udcff.toml"),
]


@pytest.mark.parametrize("asked", REQUESTS, ids=repr)
def test_a_request_is_decoded_as_it_was_encoded(asked: LaunchRequest) -> None:
    line = asked.encode()
    assert line.count(b"\n") == 1
    assert LaunchRequest.decode(line) == asked


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"settle\n",
        b"[]\n",
        b"null\n",
        b"\xff\xfe\n",
        b'{"routine": "settle"}\n',
        b'{"routine": "settle", "start": 1}\n',
        b'{"routine": 7, "start": false}\n',
        b'{"routine": "", "start": false}\n',
        b'{"routine": null, "start": true}\n',
        b'{"routine": "a\\u0000b", "start": true}\n',
        b'{"routine": "settle", "start": true, "quit": true}\n',
        b"[" * (MAX_BYTES - 1) + b"\n",
        json.dumps({"routine": "a" * MAX_BYTES, "start": False}).encode(),
    ],
    ids=lambda line: repr(line[:40]),
)
def test_nothing_else_is_a_request(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        LaunchRequest.decode(line)


def test_the_longest_path_fits_into_a_request() -> None:
    assert len(LaunchRequest("/" + "\udcff" * 4095, start=True).encode()) < MAX_BYTES


def test_only_one_is_the_first_until_it_closes(tmp_path: Path) -> None:
    first, other = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire_or_hand_over(LaunchRequest())
    assert not other._acquire(0)
    assert first.address is not None
    assert other.address is None
    first.close()
    assert other.acquire_or_hand_over(LaunchRequest())
    other.close()
    assert not (tmp_path / "window.lock").exists()


def test_without_a_folder_to_write_to_everyone_is_the_first_and_none_listens(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("no folder")
    for _start in range(2):
        instance = SingleInstance(tmp_path / "plain" / "stretchcoach")
        assert instance.acquire_or_hand_over(LaunchRequest())
        assert instance.address is None
        instance.close()


def test_a_lock_whose_number_another_process_has_by_now_is_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some time after a crash, another process has the same id and the same name."""
    monkeypatch.setattr(single_instance, "_TIMEOUT_MS", 300)
    held = SingleInstance(tmp_path)
    assert held.acquire_or_hand_over(LaunchRequest())
    written = (tmp_path / "window.lock").read_bytes()
    held.close()
    (tmp_path / "window.lock").write_bytes(written)  # our own number, and no one holds the file
    instance = SingleInstance(tmp_path)
    assert instance.acquire_or_hand_over(LaunchRequest())
    assert instance.address is not None
    instance.close()


def test_the_folder_of_the_login_comes_first(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert instance_folder() == own_home / "run" / "stretchcoach"
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert instance_folder() == own_home / "state" / "stretchcoach"


@pytest.fixture
def server(qapp: object, own_home: Path) -> "tuple[LaunchServer, str, list[LaunchRequest]]":
    launch_server = LaunchServer(qapp)  # type: ignore[arg-type]  # an application is an object of Qt
    address = str(own_home / "run" / "window")
    received: list[LaunchRequest] = []
    launch_server.request_received.connect(received.append)
    assert launch_server.listen(address)
    return launch_server, address, received


@pytest.mark.skipif(os.name != "posix", reason="looks at the socket's file")
def test_no_other_user_may_connect(server: "tuple[LaunchServer, str, list[LaunchRequest]]") -> None:
    launch_server, address, _received = server
    assert Path(address).stat().st_mode & 0o077 == 0
    launch_server.close()


@pytest.mark.skipif(os.name != "posix", reason="speaks to a socket's file")
@pytest.mark.parametrize("said", [b"quit\n", b"x" * (2 * MAX_BYTES), b"\0\n" * 50], ids=["a word", "much", "zeros"])
def test_a_client_that_sends_anything_else_is_disconnected_and_the_next_is_heard(
    qtbot: QtBot, server: "tuple[LaunchServer, str, list[LaunchRequest]]", said: bytes
) -> None:
    launch_server, address, received = server
    for words, answer in ((said, b""), (LaunchRequest("settle").encode(), b"understood\n")):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(address)
            client.setblocking(False)
            left = words
            heard: list[bytes] = []

            def is_answered() -> bool:
                nonlocal left
                try:
                    if left:
                        left = left[client.send(left) :]
                    heard.append(client.recv(100))  # noqa: B023 - as above
                except BlockingIOError:
                    return False
                except (BrokenPipeError, ConnectionResetError):
                    heard.append(b"")  # noqa: B023 - as above
                return True

            qtbot.waitUntil(is_answered, timeout=30_000)
            assert heard == [answer]
    assert received == [LaunchRequest("settle")]
    launch_server.close()
