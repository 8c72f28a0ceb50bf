"""A desktop's session bus of a test's own, and other players on it."""

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("dbus-daemon", "dbus-send", "playerctl", "playerctld")
_OTHER_PLAYER = Path(__file__).with_name("other_player.py")
_READY_SECONDS = 30


def missing_programs() -> list[str]:
    return [program for program in PROGRAMS if shutil.which(program) is None]


class PrivateBus:
    """A real bus in a process of its own, which may be stopped or killed."""

    def __init__(self) -> None:
        told, tell = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--print-address={tell}"]
        self._daemon = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
        os.close(tell)
        with os.fdopen(told) as answer:
            self.address = answer.readline().strip()

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address}

    def hang(self) -> None:
        """Let it take what comes, and answer nothing."""
        self._daemon.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._daemon.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it as a crash would."""
        self._daemon.kill()
        self._daemon.wait(10)

    def close(self) -> None:
        self.kill()

    @contextmanager
    def player(self, name: str, status: str) -> Iterator["OtherPlayer"]:
        """Another player on the bus, there by now."""
        player = OtherPlayer(self.environment, name, status)
        try:
            yield player
        finally:
            player.close()


class OtherPlayer:
    """A real player that prints what it is asked for. It may hang, and comes back from that."""

    def __init__(self, environment: dict[str, str], name: str, status: str) -> None:
        self.bus_name = f"org.mpris.MediaPlayer2.{name}"
        self._process = subprocess.Popen(
            [sys.executable, str(_OTHER_PLAYER), name, status],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
        self._printed = b""
        end = time.monotonic() + _READY_SECONDS
        while "ready" not in self._lines(0.2):
            assert self._process.poll() is None, f"{name} ended"
            assert time.monotonic() < end, f"{name} is not there"

    @property
    def asked(self) -> list[str]:
        """What it was asked for until now: Play and Pause, in order."""
        return [line for line in self._lines(0.0) if line != "ready"]

    def hang(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate(timeout=10)

    def _lines(self, seconds: float) -> list[str]:
        """All that was printed, after what comes within `seconds`."""
        assert self._process.stdout is not None
        file = self._process.stdout.fileno()
        while select.select([file], [], [], seconds)[0]:
            more = os.read(file, 4096)
            if not more:
                break
            self._printed += more
        return self._printed.decode().splitlines()
