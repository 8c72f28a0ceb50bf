"""How a second start reaches the first: a local socket that only the same person may open."""

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from stretchcoach.desktop.launch_request import MAX_BYTES, LaunchRequest

_ANSWER = b"understood\n"
_SILENCE_MS = 5_000
"""Whoever connects and says nothing for so long is shown out."""


def send_launch_request(address: str, request: LaunchRequest, milliseconds: int) -> bool:
    """Tell a request to whoever listens at `address`, and wait for the answer; say whether it came in time."""
    patience = QDeadlineTimer(milliseconds)
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(milliseconds):
        return False
    socket.write(request.encode())
    socket.flush()
    while not socket.canReadLine() and socket.waitForReadyRead(patience.remainingTime()):
        continue
    understood = socket.readLine().data() == _ANSWER
    socket.abort()
    return understood


class LaunchServer(QObject):
    """Listens for effects. What it does not understand it neither answers nor keeps."""

    request_received = Signal(object)
    """The request of another start."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)

    def listen(self, address: str) -> bool:
        """Begin, and say whether that can be. Whoever calls this holds the lock: what is left there is of the dead."""
        QLocalServer.removeServer(address)
        return self._server.listen(address)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _let_in(self) -> None:
        while (guest := self._server.nextPendingConnection()) is not None:
            guest.setReadBufferSize(MAX_BYTES)
            guest.disconnected.connect(guest.deleteLater)
            guest.readyRead.connect(self._read)
            QTimer.singleShot(_SILENCE_MS, guest, guest.abort)
            self._hear(guest)

    def _read(self) -> None:
        guest = self.sender()
        if isinstance(guest, QLocalSocket):
            self._hear(guest)

    def _hear(self, guest: QLocalSocket) -> None:
        if guest.canReadLine():
            try:
                request = LaunchRequest.decode(bytes(guest.readLine().data()))
            except ValueError:
                guest.abort()
                return
            guest.write(_ANSWER)
            guest.flush()
            guest.disconnectFromServer()
            self.request_received.emit(request)
        elif guest.bytesAvailable() >= MAX_BYTES:
            guest.abort()
