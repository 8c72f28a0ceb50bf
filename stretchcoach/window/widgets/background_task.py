"""Work that may wait, done in a thread, with its outcome told in the window's own."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal


class BackgroundTask(QObject):
    """One piece of work: `done` carries what it return_pressed, `failed` the exception that it raised.

    It belongs to the application, so that whoever sent it may close meanwhile; its outcome is lost then.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(QCoreApplication.instance())
        self._work = work

    def run(self, pool: QThreadPool | None = None) -> None:
        """Begin, as soon as `pool` has a thread for it."""
        (pool or QThreadPool.globalInstance()).start(self._do)

    def _do(self) -> None:
        try:
            outcome = self._work()
        except Exception as error:  # noqa: BLE001 - whoever sent it decides what kind of trouble it is
            self.failed.emit(error)
        else:
            self.done.emit(outcome)
        self.deleteLater()
