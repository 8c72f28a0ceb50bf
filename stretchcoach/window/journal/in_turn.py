"""What takes the disk, done in a thread of its own, one thing after the other: no one waits, and first is first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal

from stretchcoach.window.errand import Errand

Then = Callable[..., object]
_LEFT_OUT = object()


class InTurn(QObject):
    """Reads what is still wanted when its turn comes, and writes everything."""

    failed = Signal(object)
    """The exception of a reading or a change."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(1)
        self._is_ending = False

    def read(
        self, work: Callable[[], object], then: Then, is_wanted: Callable[[], bool], otherwise: Then | None = None
    ) -> None:
        """Do `work`, and hand what it returns to `then`, unless nobody wants it any more."""

        def begin() -> object:
            return work() if is_wanted() and not self._is_ending else _LEFT_OUT

        def end(outcome: object) -> None:
            if outcome is not _LEFT_OUT and is_wanted() and not self._is_ending:
                then(outcome)

        self._run(begin, end, otherwise)

    def write(self, work: Callable[[], object], then: Then, otherwise: Then) -> None:
        """Do `work` in any case, and hand what it returns to `then`; where it fails, its exception to `otherwise`."""
        self._run(work, then, otherwise)

    def end(self) -> None:
        """Wait until everything is written, and read nothing more."""
        self._is_ending = True
        self.pool.waitForDone()

    def _run(self, work: Callable[[], object], then: Then, otherwise: Then | None) -> None:
        errand = Errand(work)
        errand.done.connect(then)
        errand.failed.connect(self.failed)
        if otherwise is not None:
            errand.failed.connect(otherwise)
        errand.run(self.pool)
