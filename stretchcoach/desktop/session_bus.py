"""A connection to the desktop's session bus that never waits.

QtDBus would hold Python's interpreter, and with it the window, for as long as a bus does not answer; and it cannot say
from Python how wide a number is. So the messages are jeepney's, and the socket is ours.
"""

import socket
from collections.abc import Callable
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    message_bus,
    new_method_call,
)
from jeepney.auth import BEGIN, AuthenticationError, Authenticator
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

_ANSWER_MS = 5000
"""Who has not answered by then is taken to hang."""
_MOST_UNSENT = 1 << 20
"""Bytes that wait for a bus that reads none; by then it is as good as gone."""
_AT_ONCE = 1 << 16

Answer = Callable[[tuple[Any, ...] | None], None]
"""Takes the values of an answer, or nothing where there was an error or no answer in time."""


class SessionBus(QObject):
    """One connection of its own: what it owns on the bus goes with it.

    A bus that is not there, hangs or goes away is no trouble to anyone who stretches: it is `lost`, and that is all.
    """

    opened = Signal()
    lost = Signal()
    called = Signal(object)
    """A message from someone who wants something from us."""
    heard = Signal(object)
    """A message that tells something to whoever listens."""

    def __init__(self, places: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unique_name = ""
        self._places = places
        self._socket: socket.socket | None = None
        self._authenticator: Authenticator | None = Authenticator()
        self._parser = Parser()
        self._unsent = bytearray()
        self._serial = 0
        self._asked: dict[int, Answer] = {}
        self._reader: QSocketNotifier | None = None
        self._writer: QSocketNotifier | None = None
        self._patience = QTimer(self, singleShot=True, interval=_ANSWER_MS)
        self._patience.timeout.connect(self._lose)

    def open(self) -> None:
        """Begin to connect; `opened` or `lost` follows."""
        self._socket = _connected(self._places)
        if self._socket is None:
            self._lose()
            return
        self._reader = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._read)
        self._writer = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Write, self)
        self._writer.setEnabled(False)
        self._writer.activated.connect(self._flush)
        self._patience.start()
        self._greet()

    @property
    def is_open(self) -> bool:
        """Whether messages can be sent."""
        return bool(self.unique_name)

    def send(self, message: Message) -> None:
        """Send a message and want no answer. Nothing goes out where the bus is not open."""
        if self.is_open:
            self._send(message)

    def tell(self, name: str, path: str, interface: str, member: str) -> None:
        """Have `name` do something, whether it answers or not."""
        message = new_method_call(DBusAddress(path, name, interface), member)
        message.header.flags = MessageFlag.no_reply_expected | MessageFlag.no_auto_start
        self.send(message)

    def ask(self, message: Message, answer: Answer) -> None:
        """Send a call; `answer` is given what comes back, and nothing more once the bus is closed."""
        if self.is_open:
            self._ask(message, answer)

    def listen(self, rule: MatchRule) -> None:
        """Have the bus pass on the signals that a rule describes."""
        self.send(message_bus.AddMatch(rule))

    def close(self) -> None:
        """Leave the bus. What was sent before still arrives."""
        self._patience.stop()
        for notifier in (self._reader, self._writer):
            if notifier is not None:
                notifier.setEnabled(False)
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self.unique_name = ""
        self._asked.clear()

    def _lose(self) -> None:
        self.close()
        self.lost.emit()

    def _send(self, message: Message) -> int:
        self._serial += 1
        self._write(message.serialise(self._serial))
        return self._serial

    def _ask(self, message: Message, answer: Answer) -> None:
        message.header.flags = MessageFlag.no_auto_start
        serial = self._send(message)
        self._asked[serial] = answer
        QTimer.singleShot(_ANSWER_MS, self, lambda: self._answer(serial, None))

    def _greet(self) -> None:
        """Say what of the greeting is to be said by now."""
        authenticator = self._authenticator
        if authenticator is None:
            return
        for line in authenticator:
            if not line:
                return
            self._write(line)
        self._authenticator = None
        self._write(BEGIN)
        self._ask(message_bus.Hello(), self._name)

    def _name(self, values: tuple[Any, ...] | None) -> None:
        if values is None:
            self._lose()
            return
        self._patience.stop()
        self.unique_name = str(values[0])
        self.opened.emit()

    def _read(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose()
        elif self._authenticator is None:
            for message in self._parser.feed(data):
                self._take(message)
        else:
            try:
                self._authenticator.feed(data)
            except AuthenticationError:
                self._lose()
            else:
                self._greet()

    def _take(self, message: Message) -> None:
        if self._socket is None:
            return  # what came before closed us
        match message.header.message_type:
            case MessageType.method_call:
                self.called.emit(message)
            case MessageType.signal:
                self.heard.emit(message)
            case kind:
                body = message.body if kind is MessageType.method_return else None
                self._answer(message.header.fields[HeaderFields.reply_serial], body)

    def _answer(self, serial: int, values: tuple[Any, ...] | None) -> None:
        answer = self._asked.pop(serial, None)
        if answer is not None:
            answer(values)

    def _write(self, data: bytes) -> None:
        """Send `data` after what waits; what the bus does not take now waits until it does."""
        self._unsent += data
        self._flush()

    def _flush(self) -> None:
        if self._socket is None or self._writer is None:
            return
        try:
            sent = self._socket.send(self._unsent)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._lose()
            return
        del self._unsent[:sent]
        self._writer.setEnabled(bool(self._unsent))
        if len(self._unsent) > _MOST_UNSENT:
            self._lose()


def _connected(places: tuple[str, ...]) -> socket.socket | None:
    """Return a socket that is connected, at once: a bus whose queue of newcomers is full is passed by."""
    for place in places:
        made = socket.socket(socket.AF_UNIX)
        made.setblocking(False)
        try:
            made.connect(place)
        except OSError:
            made.close()
        else:
            return made
    return None
