"""A desktop that can be asked to keep the screen on: a message bus of its own, and a service that notes all it hears.

Run as a script it is that service, `org.freedesktop.ScreenSaver` as freedesktop.org's draft has it. Each call becomes
a line in the file that it is given; so does the going of whoever still kept the screen on.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from jeepney import HeaderFields, MatchRule, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.ScreenSaver"


class Desktop:
    """A bus without anything on it; `offer_screensaver` brings the service. `env` makes a program use it."""

    def __init__(self, folder: Path) -> None:
        self._heard = folder / "heard by the screen saver"
        self._heard.touch()
        self._service: subprocess.Popen[str] | None = None
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._bus.stdout is not None
        self.env = {"DBUS_SESSION_BUS_ADDRESS": self._bus.stdout.readline().strip()}

    def offer_screensaver(self) -> None:
        self._service = subprocess.Popen(
            [sys.executable, __file__, str(self._heard)],
            env={**os.environ, **self.env},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._service.stdout is not None
        assert self._service.stdout.readline() == "ready\n"

    @property
    def heard(self) -> list[str]:
        return self._heard.read_text().split()

    def hang(self) -> None:
        """Let the bus take connections and never answer."""
        self._bus.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        for process in (self._service, self._bus):
            if process is not None:
                process.kill()
                process.wait()
                if process.stdout is not None:
                    process.stdout.close()


def missing_programs() -> list[str]:
    return [name for name in ("dbus-daemon",) if shutil.which(name) is None]


def serve(heard: Path) -> None:
    """Answer until killed."""
    connection = open_dbus_connection(bus="SESSION")
    assert connection.send_and_get_reply(message_bus.RequestName(NAME)).body == (1,)
    leaving = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")
    connection.send_and_get_reply(message_bus.AddMatch(leaving))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    keeping: dict[int, str] = {}
    while True:
        message = connection.receive()
        fields = message.header.fields
        member, sender = fields.get(HeaderFields.member), fields.get(HeaderFields.sender)
        if message.header.message_type is MessageType.signal and member == "NameOwnerChanged":
            name, _old, new = message.body
            if not new and name in keeping.values():
                keeping = {cookie: who for cookie, who in keeping.items() if who != name}
                note(heard, "gone")
        elif message.header.message_type is MessageType.method_call:
            if member == "Inhibit":
                keeping[len(heard.read_text()) + 7] = str(sender)
                connection.send(new_method_return(message, "u", (max(keeping),)))
                note(heard, "Inhibit")
            elif member == "UnInhibit" and message.body[0] in keeping:
                del keeping[message.body[0]]
                connection.send(new_method_return(message))
                note(heard, "UnInhibit")
            else:
                connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


def note(heard: Path, word: str) -> None:
    with heard.open("a", encoding="utf-8") as file:
        file.write(f"{word}\n")


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
