"""Asking and hearing what is on a bus while the test itself answers there."""

import subprocess
from typing import Self

from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from tests.private_bus import PrivateBus

WAIT_MS = 30_000


def ask(qtbot: QtBot, bus: PrivateBus, *command: str) -> str:
    """Run a program to its end, with Qt's events going on meanwhile, and return what it says."""
    program = subprocess.Popen(
        command, env=bus.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        qtbot.waitUntil(lambda: program.poll() is not None, timeout=WAIT_MS)
    finally:
        program.kill()
        out, _err = program.communicate()
    return out.strip()


def send(qtbot: QtBot, bus: PrivateBus, *call: str) -> str:
    """Call a method of our player, and return the answer in one line."""
    command = ("dbus-send", "--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.stretchcoach")
    return " ".join(ask(qtbot, bus, *command, "/org/mpris/MediaPlayer2", *call).split())


class Listener:
    """A monitor of a bus, as a context."""

    def __init__(self, qtbot: QtBot, bus: PrivateBus, rule: str) -> None:
        self._qtbot = qtbot
        self._heard = ""
        self._process = QProcess()
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("DBUS_SESSION_BUS_ADDRESS", bus.address)
        self._process.setProcessEnvironment(environment)
        self._process.start("dbus-monitor", ["--session", rule])

    def __enter__(self) -> Self:
        self.until("NameLost")  # the bus says so to who becomes a monitor
        self._heard = ""
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.waitForFinished(WAIT_MS)

    def until(self, word: str) -> str:
        """Wait until `word` is heard, and return all that was."""

        def is_heard() -> bool:
            self._heard += self._process.readAllStandardOutput().toStdString()
            return word in self._heard

        self._qtbot.waitUntil(is_heard, timeout=WAIT_MS)
        return self._heard
