"""Pass a launch request from a second start to the first, through a local socket that only the same user may open."""

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from stretchcoach.desktop.launch_request import MAX_BYTES, LaunchRequest

_REPLY = b"understood\n"
_IDLE_TIMEOUT_MS = 5_000
"""Milliseconds after which a client that has sent no request is disconnected."""


def send_launch_request(address: str, request: LaunchRequest, timeout_ms: int) -> bool:
    """Send a request to the server at `address`, and return whether it was accepted in time."""
    deadline = QDeadlineTimer(timeout_ms)
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(timeout_ms):
        return False
    socket.write(request.encode())
    socket.flush()
    while not socket.canReadLine() and socket.waitForReadyRead(deadline.remainingTime()):
        continue
    accepted = socket.readLine().data() == _REPLY
    socket.abort()
    return accepted


class LaunchServer(QObject):
    """Receives launch requests. Clients that send anything else are disconnected without a reply."""

    request_received = Signal(object)
    """Carries the LaunchRequest of another start."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)

    def listen(self, address: str) -> bool:
        """Start to listen, and return whether that succeeded.

        The caller holds the lock, so any socket left here belongs to a process that has died.
        """
        QLocalServer.removeServer(address)
        return self._server.listen(address)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while (client := self._server.nextPendingConnection()) is not None:
            client.setReadBufferSize(MAX_BYTES)
            client.disconnected.connect(client.deleteLater)
            client.readyRead.connect(self._read_from_sender)
            QTimer.singleShot(_IDLE_TIMEOUT_MS, client, client.abort)
            self._read(client)

    def _read_from_sender(self) -> None:
        client = self.sender()
        if isinstance(client, QLocalSocket):
            self._read(client)

    def _read(self, client: QLocalSocket) -> None:
        if client.canReadLine():
            try:
                request = LaunchRequest.decode(bytes(client.readLine().data()))
            except ValueError:
                client.abort()
                return
            client.write(_REPLY)
            client.flush()
            client.disconnectFromServer()
            self.request_received.emit(request)
        elif client.bytesAvailable() >= MAX_BYTES:
            client.abort()
