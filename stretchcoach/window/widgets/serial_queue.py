"""Work that may wait for the disk, done in a thread, one task after the other."""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, Signal

from stretchcoach.window.widgets.background_task import BackgroundTask

Then = Callable[..., object]


class _Task(NamedTuple):
    work: Callable[[], object]
    then: Then
    otherwise: Then | None
    is_wanted: Callable[[], bool] | None
    """Only of something that is read. It may ask widgets, and so it is called in the window's thread alone."""


class SerialQueue(QObject):
    """Reads what is still wanted when its turn comes, and writes everything.

    Only `work` runs in the thread; all other callables run in the thread that owns the queue.
    """

    failed = Signal(object)
    """The exception of a task."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: deque[_Task] = deque()
        self._running: _Task | None = None
        self._is_ending = False

    @property
    def is_idle(self) -> bool:
        """Whether everything is done."""
        return self._running is None and not self._tasks

    def read(
        self, work: Callable[[], object], then: Then, is_wanted: Callable[[], bool], otherwise: Then | None = None
    ) -> None:
        """Do `work`, and hand what it returns to `then`, unless nobody wants it any more."""
        self._add(_Task(work, then, otherwise, is_wanted))

    def write(self, work: Callable[[], object], then: Then, otherwise: Then) -> None:
        """Do `work` in any case, and hand what it returns to `then`; if it fails, its exception to `otherwise`."""
        self._add(_Task(work, then, otherwise, None))

    def end(self) -> None:
        """Wait until everything is written, and read nothing more."""
        self._is_ending = True
        self._pool.waitForDone()
        while self._tasks:
            task = self._tasks.popleft()
            if task.is_wanted is None:
                try:
                    task.work()
                except Exception as error:  # noqa: BLE001 - whoever gave the task decides what kind of trouble it is
                    self.failed.emit(error)

    def _add(self, task: _Task) -> None:
        self._tasks.append(task)
        self._begin_next()

    def _begin_next(self) -> None:
        while self._running is None and self._tasks and not self._is_ending:
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
            if task is not None and (task.is_wanted is None or (task.is_wanted() and not self._is_ending)):
                task.then(outcome)
        finally:
            self._begin_next()

    def _fail(self, error: Exception) -> None:
        task, self._running = self._running, None
        try:
            self.failed.emit(error)
            if task is not None and task.otherwise is not None:
                task.otherwise(error)
        finally:
            self._begin_next()
