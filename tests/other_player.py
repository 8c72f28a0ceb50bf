"""A small MPRIS player, run as a program: other_player.py NAME STATUS. It prints what it is asked for.

By QtDBus, which our own player does not use: two views of one specification.
"""

import sys
from typing import Any

from PySide6.QtCore import ClassInfo, Property as QtProperty, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage

PATH = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


_of_the_specification: Any = ClassInfo(**{"D-Bus Interface": PLAYER})  # type: ignore[arg-type]  # PySide's stubs


class Player(QDBusAbstractAdaptor):
    def __init__(self, parent: QObject, connection: QDBusConnection, status: str, volume: float) -> None:
        super().__init__(parent)
        self._volume = volume
        self._connection = connection
        self._status = status

    @QtProperty(str)
    def PlaybackStatus(self) -> str:  # noqa: N802 - MPRIS's name
        return self._status

    def _get_volume(self) -> float:
        return self._volume

    def _set_volume(self, volume: float) -> None:
        self._volume = volume
        changed = QDBusMessage.createSignal(PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged")
        changed.setArguments([PLAYER, {"Volume": volume}, []])
        self._connection.send(changed)
        tell(f"Volume {volume:.2f}")

    Volume = QtProperty(float, _get_volume, _set_volume)

    @QtProperty(bool)
    def CanControl(self) -> bool:  # noqa: N802 - MPRIS's name
        return True

    @QtProperty(bool)
    def CanPlay(self) -> bool:  # noqa: N802 - MPRIS's name
        return True

    @QtProperty(bool)
    def CanPause(self) -> bool:  # noqa: N802 - MPRIS's name
        return True

    @Slot()
    def Play(self) -> None:  # noqa: N802 - MPRIS's name
        self._change("Play", "Playing")

    @Slot()
    def Pause(self) -> None:  # noqa: N802 - MPRIS's name
        self._change("Pause", "Paused")

    @Slot()
    def Stop(self) -> None:  # noqa: N802 - MPRIS's name
        self._change("Stop", "Stopped")

    def _change(self, asked: str, status: str) -> None:
        if status != self._status:
            self._status = status
            changed = QDBusMessage.createSignal(PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged")
            changed.setArguments([PLAYER, {"PlaybackStatus": status}, []])
            self._connection.send(changed)
        tell(asked)


def main(name: str, status: str, volume: str = "0.8") -> None:
    application = QCoreApplication([])
    connection = QDBusConnection.sessionBus()
    player = QObject()
    _of_the_specification(Player)(player, connection, status, float(volume))
    connection.registerObject(PATH, player)
    connection.registerService(f"org.mpris.MediaPlayer2.{name}")
    tell("ready")
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
