"""A queue of reads and writes that run in a thread, one after the other."""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, Signal

from stretchcoach.window.widgets.background_task import BackgroundTask

OnDone = Callable[..., object]
"""Called with the value that the work returned."""
OnError = Callable[[Exception], object]
"""Called with the exception that the work raised."""


class _Task(NamedTuple):
    work: Callable[[], object]
    on_done: OnDone
    on_error: OnError | None
    is_wanted: Callable[[], bool] | None
    """Whether a read is still wanted; None for a write, which always runs."""


class SerialQueue(QObject):
    """Runs tasks in the order in which they were added, without making the window wait for the disk.

    Threads: call every method in the thread that owns the queue, which is the main thread. Only `work` runs in the
    queue's own thread, so it must not touch widgets or models. The other callables (`on_done`, `on_error` and
    `is_wanted`) run in the thread that owns the queue, and may use widgets.

    Ownership: the queue is a child of `parent` and holds its tasks until they are done. Call `shut_down` before the
    parent goes, or writes that have not begun are lost.
    """

    failed = Signal(object)
    """The exception that a task raised."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: deque[_Task] = deque()
        self._running: _Task | None = None
        self._is_shut_down = False

    @property
    def is_idle(self) -> bool:
        """Whether no task is running or waiting."""
        return self._running is None and not self._tasks

    def read(
        self,
        work: Callable[[], object],
        on_done: OnDone,
        is_wanted: Callable[[], bool],
        on_error: OnError | None = None,
    ) -> None:
        """Add a read, which runs only while `is_wanted` returns True.

        `is_wanted` is called twice: before the work, which is skipped if nobody wants it any more, and after it,
        when the outcome may be dropped.
        """
        self._add(_Task(work, on_done, on_error, is_wanted))

    def write(
        self, work: Callable[[], object], on_done: OnDone = lambda _outcome: None, on_error: OnError | None = None
    ) -> None:
        """Add a write, which always runs, even when the queue is shut down before its turn."""
        self._add(_Task(work, on_done, on_error, None))

    def shut_down(self) -> None:
        """Block until every write is done, and drop the reads. Callbacks are no longer called for what still waits.

        The running task finishes in its thread; the remaining writes run in the calling thread.
        """
        self._is_shut_down = True
        self._pool.waitForDone()
        while self._tasks:
            task = self._tasks.popleft()
            if task.is_wanted is None:
                try:
                    task.work()
                except Exception as error:  # noqa: BLE001 - the receiver of `failed` decides what kind of error it is
                    self.failed.emit(error)

    def _add(self, task: _Task) -> None:
        self._tasks.append(task)
        self._start_next()

    def _start_next(self) -> None:
        while self._running is None and self._tasks and not self._is_shut_down:
            task = self._tasks.popleft()
            if task.is_wanted is None or task.is_wanted():
                self._running = task
                in_background = BackgroundTask(task.work)
                in_background.done.connect(self._finish)
                in_background.failed.connect(self._fail)
                in_background.run(self._pool)

    def _finish(self, outcome: object) -> None:
        task, self._running = self._running, None
        try:
            if task is not None and (task.is_wanted is None or (task.is_wanted() and not self._is_shut_down)):
                task.on_done(outcome)
        finally:
            self._start_next()

    def _fail(self, error: Exception) -> None:
        task, self._running = self._running, None
        try:
            self.failed.emit(error)
            if task is not None and task.on_error is not None:
                task.on_error(error)
        finally:
            self._start_next()
