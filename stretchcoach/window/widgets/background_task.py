"""Work done in a thread of a pool, with its outcome reported in the main thread."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal


class BackgroundTask(QObject):
    """A function that runs once, in a thread of a pool.

    Threads: create the task and connect its signals in the main thread, then call `run`. Only `work` runs in the
    pool's thread, so it must not touch widgets, models or other objects of the main thread. Slots of QObjects run in
    the thread of their object; connect a method of a QObject, and it runs in the main thread.

    Ownership: the task is a child of the application and deletes itself once `work` has returned. Its creator need
    not keep a reference, and may be deleted before the task is done; then nobody receives the outcome.
    """

    done = Signal(object)
    """The value that `work` returned."""
    failed = Signal(object)
    """The exception that `work` raised."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(QCoreApplication.instance())
        self._work = work

    def run(self, pool: QThreadPool | None = None) -> None:
        """Start the work as soon as `pool` has a free thread; the default is the application's global pool."""
        (pool or QThreadPool.globalInstance()).start(self._run_work)

    def _run_work(self) -> None:
        try:
            outcome = self._work()
        except Exception as error:  # noqa: BLE001 - the receiver of `failed` decides what kind of error it is
            self.failed.emit(error)
        else:
            self.done.emit(outcome)
        self.deleteLater()
