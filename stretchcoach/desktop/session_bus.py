"""A connection to the desktop's session bus that never blocks.

QtDBus would hold the interpreter lock, and with it the window, for as long as a bus does not answer, and from Python it
can't set the width of an integer. So jeepney makes the messages, and this module owns the socket.
"""

import socket
import sys
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

_REPLY_TIMEOUT_MS = 5000
"""Milliseconds after which a call counts as unanswered."""
_MAX_UNSENT_BYTES = 1 << 20
"""Bytes that may wait for a bus that stops reading. With more, the connection is given up."""
_READ_BYTES = 1 << 16

ReplyHandler = Callable[[tuple[Any, ...] | None], None]
"""Receives the values of a reply, or None after an error or without a reply in time."""


class SessionBus(QObject):
    """One private connection. The names it owns on the bus disappear with it.

    If the bus is missing, hangs or goes away, `lost` is emitted and the session goes on.
    """

    opened = Signal()
    lost = Signal()
    method_called = Signal(object)
    """Another program has called a method of ours. Carries the message."""
    signal_received = Signal(object)
    """Another program has sent a signal. Carries the message."""

    def __init__(self, sockets: tuple[str, ...]) -> None:
        super().__init__()
        self.unique_name = ""
        self._sockets = sockets
        self._socket: socket.socket | None = None
        self._authenticator: Authenticator | None = Authenticator()
        self._parser = Parser()
        self._unsent = bytearray()
        self._serial = 0
        self._pending: dict[int, ReplyHandler] = {}
        self._reader: QSocketNotifier | None = None
        self._writer: QSocketNotifier | None = None
        self._open_timeout = QTimer(self, singleShot=True, interval=_REPLY_TIMEOUT_MS)
        self._open_timeout.timeout.connect(self._lose)

    def open(self) -> None:
        """Start to connect. Either `opened` or `lost` follows."""
        self._socket = _connect(self._sockets)
        if self._socket is None:
            self._lose()
            return
        self._reader = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._read)
        self._writer = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Write, self)
        self._writer.setEnabled(False)
        self._writer.activated.connect(self._flush)
        self._open_timeout.start()
        self._authenticate()

    @property
    def is_open(self) -> bool:
        """Whether messages can be sent."""
        return bool(self.unique_name)

    def send(self, message: Message) -> None:
        """Send a message without waiting for a reply. Does nothing while the bus is not open."""
        if self.is_open:
            self._send(message)

    def call_without_reply(self, name: str, path: str, interface: str, member: str) -> None:
        """Call a method without arguments, and ignore its reply."""
        message = new_method_call(DBusAddress(path, name, interface), member)
        message.header.flags = MessageFlag.no_reply_expected | MessageFlag.no_auto_start
        self.send(message)

    def call(self, message: Message, on_reply: ReplyHandler) -> None:
        """Send a method call, and pass its reply to `on_reply`. After `close`, no reply is passed on."""
        if self.is_open:
            self._call(message, on_reply)

    def subscribe(self, rule: MatchRule) -> None:
        """Receive the signals that match `rule`."""
        self.send(message_bus.AddMatch(rule))

    def close(self) -> None:
        """Leave the bus. Messages that were already sent still arrive."""
        self._open_timeout.stop()
        for notifier in (self._reader, self._writer):
            if notifier is not None:
                notifier.setEnabled(False)
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self.unique_name = ""
        self._pending.clear()

    def _lose(self) -> None:
        self.close()
        self.lost.emit()

    def _send(self, message: Message) -> int:
        self._serial += 1
        self._write(message.serialise(self._serial))
        return self._serial

    def _call(self, message: Message, on_reply: ReplyHandler) -> None:
        message.header.flags = MessageFlag.no_auto_start
        serial = self._send(message)
        self._pending[serial] = on_reply
        QTimer.singleShot(_REPLY_TIMEOUT_MS, self, lambda: self._reply(serial, None))

    def _authenticate(self) -> None:
        """Send the next lines of the authentication, up to where the bus has to answer."""
        authenticator = self._authenticator
        if authenticator is None:
            return
        for line in authenticator:
            if not line:
                return
            self._write(line)
        self._authenticator = None
        self._write(BEGIN)
        self._call(message_bus.Hello(), self._finish_opening)

    def _finish_opening(self, values: tuple[Any, ...] | None) -> None:
        if values is None:
            self._lose()
            return
        self._open_timeout.stop()
        self.unique_name = str(values[0])
        self.opened.emit()

    def _read(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(_READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose()
        elif self._authenticator is None:
            for message in self._parser.feed(data):
                self._dispatch(message)
        else:
            try:
                self._authenticator.feed(data)
            except AuthenticationError:
                self._lose()
            else:
                self._authenticate()

    def _dispatch(self, message: Message) -> None:
        if self._socket is None:
            return  # an earlier message in the same batch led to `close`
        match message.header.message_type:
            case MessageType.method_call:
                self.method_called.emit(message)
            case MessageType.signal:
                self.signal_received.emit(message)
            case kind:
                body = message.body if kind is MessageType.method_return else None
                self._reply(message.header.fields[HeaderFields.reply_serial], body)

    def _reply(self, serial: int, values: tuple[Any, ...] | None) -> None:
        on_reply = self._pending.pop(serial, None)
        if on_reply is not None:
            on_reply(values)

    def _write(self, data: bytes) -> None:
        """Queue `data`, and send as much as the bus accepts now."""
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
        if len(self._unsent) > _MAX_UNSENT_BYTES:
            self._lose()


def _connect(paths: tuple[str, ...]) -> socket.socket | None:
    """Return a connected socket without waiting. A bus whose backlog is full is skipped."""
    if sys.platform != "win32":
        for path in paths:
            connection = socket.socket(socket.AF_UNIX)
            connection.setblocking(False)
            try:
                connection.connect(path)
            except OSError:
                connection.close()
            else:
                return connection
    return None
