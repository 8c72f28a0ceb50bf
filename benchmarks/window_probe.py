"""Opens one window in a process of its own, and prints its measurements as JSON lines.

python -m benchmarks.window_probe bare|list|session|circle|frames|journal
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

_SESSION_SIZE = (1280, 800)
_SETTLED_MS = 1500
"""The time after which a window has loaded everything."""
_SESSION_MS = 20_000
"""The time after which all lines are rendered and the worker process has exited."""
_FRAMES_SECONDS = 20.0
_FRAME_SECONDS = 0.020
_CHECKED_MS = 8000
"""The time after which the journal has been checked in the background."""


def tell(**values: object) -> None:
    print(json.dumps(values), flush=True)


def megabytes() -> float:
    """Return the resident memory of this process and its children, in MiB."""
    me = psutil.Process()
    return float(sum(process.memory_info().rss for process in (me, *me.children(recursive=True)))) / 2**20


class FirstPicture(QObject):
    """Prints the time at which a widget is painted next."""

    def __init__(self, widget: QWidget, name: str) -> None:
        super().__init__(widget)
        self._name = name
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: tell(**{self._name: time.monotonic()}))
        return False


def tell_first_picture(window: QWidget) -> None:
    FirstPicture(window, "shown")


def tell_memory_and_leave() -> None:
    tell(megabytes=megabytes())
    QApplication.quit()


def bare() -> None:
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Hello"))
    window.resize(1120, 760)
    tell_first_picture(window)
    window.show()
    QTimer.singleShot(_SETTLED_MS, tell_memory_and_leave)
    application.exec()


def ours(*, session: bool) -> None:
    from stretchcoach import __main__

    __main__.prepare()
    from stretchcoach.cli.open_window import open_window
    from stretchcoach.window.shell.main_window import MainWindow

    show = MainWindow.show

    def show_and_tell(window: MainWindow) -> None:
        tell_first_picture(window)
        show(window)

        def leave() -> None:
            tell(megabytes=megabytes())
            window.close_at_once()  # during a session, Qt's own quit would ask for confirmation

        QTimer.singleShot(_SESSION_MS if session else _SETTLED_MS, leave)

    setattr(MainWindow, "show", show_and_tell)  # noqa: B010 - it replaces a method of Qt
    open_window("seated-hamstring" if session else None, start=session)


class Frames:
    """The times at which frames were painted, and the processor time they took."""

    def __init__(self) -> None:
        self.painted: list[float] = []
        self._began = time.monotonic()
        self._busy = time.process_time()

    def tell(self) -> bool:
        """Print the measurements. Return False, so that `or` can chain another call."""
        seconds = time.monotonic() - self._began
        apart = sorted(after - before for before, after in zip(self.painted, self.painted[1:], strict=False))
        within = sum(gap <= _FRAME_SECONDS for gap in apart) / max(1, len(apart))
        tell(
            within_20_ms=within,
            p99_ms=1000 * apart[int(len(apart) * 0.99)],
            frames_per_second=len(self.painted) / seconds,
            cpu=(time.process_time() - self._busy) / seconds,
        )
        return False


class BareCircle(QWidget):
    """A breathing gradient circle and nothing else: the least that a session could paint."""

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self.frames = frames
        self.timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=16)
        self.timer.timeout.connect(self.update)
        self.timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.frames.painted.append(time.monotonic())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = 0.5 + 0.5 * abs((time.monotonic() / 5) % 2 - 1)
        radius = min(self.width(), self.height()) / 2 * share
        gradient = QRadialGradient(QPointF(self.rect().center()), radius)
        gradient.setColorAt(0, QColor("#5b8fb9"))
        gradient.setColorAt(1, QColor("#c9dbe8"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(QPointF(self.rect().center()), radius, radius)


def circle() -> None:
    application = QApplication([])
    frames = Frames()
    window = QMainWindow()
    window.setCentralWidget(BareCircle(frames))
    window.resize(*_SESSION_SIZE)
    window.show()
    QTimer.singleShot(int(_FRAMES_SECONDS * 1000), lambda: frames.tell() or application.quit())
    application.exec()


def frames_of_a_session() -> None:
    """Run a real session in the real window, from its first warm-up breath on."""
    from stretchcoach.audio.null_sound import NullSound
    from stretchcoach.journal.recorder import NullRecorder
    from stretchcoach.paths import UserFolders
    from stretchcoach.services.app_context import AppContext
    from stretchcoach.services.live_session import LiveSession
    from stretchcoach.session.coach import Coach
    from stretchcoach.session.estimate import estimator
    from stretchcoach.session.session import Session
    from stretchcoach.settings.choices import TextSize
    from stretchcoach.window.shell.app import make_application
    from stretchcoach.window.shell.main_window import MainWindow
    from stretchcoach.window.theme.palette import LIGHT
    from stretchcoach.window.theme.style import apply_theme

    application = make_application()
    apply_theme(application, LIGHT, TextSize.NORMAL)
    app = AppContext(UserFolders(*(Path("/nowhere"),) * 4))
    window = MainWindow(app)
    routine, quiet = app.library.current.routines["seated-hamstring"], replace(app.preferences.current, voice_on=False)
    timeline, _notices = app.sessions.plan(routine, quiet)
    voice = NullSound()
    live_session = LiveSession(
        Coach(
            Session(timeline),
            voice,
            NullRecorder(),
            clock=time.monotonic,
            wall=time.monotonic,
            spoken_seconds=estimator(app.preferences.current.rate),
        ),
        voice,
        timeline,
        NullRecorder(),
    )
    window.resize(*_SESSION_SIZE)
    window.show()
    window.session_flow.begin(live_session)
    live_session.coach.skip()
    live_session.coach.skip()
    frames = Frames()
    shown = window.session.view.stage
    watch = PaintWatch(frames, shown)
    shown.installEventFilter(watch)
    for end in (frames.tell, window.close_at_once):
        QTimer.singleShot(int(_FRAMES_SECONDS * 1000), end)
    application.exec()


def journal_page() -> None:
    """Open the journal page twice, and print when it was opened and when it was painted."""
    from stretchcoach.paths import UserFolders
    from stretchcoach.services.app_context import AppContext
    from stretchcoach.settings.choices import TextSize
    from stretchcoach.window.shell.app import make_application
    from stretchcoach.window.shell.main_window import MainWindow
    from stretchcoach.window.theme.palette import LIGHT
    from stretchcoach.window.theme.style import apply_theme

    application = make_application()
    apply_theme(application, LIGHT, TextSize.NORMAL)
    window = MainWindow(AppContext(UserFolders.of_user()))
    window.resize(*_SESSION_SIZE)
    window.show()

    def open_and_tell(name: str) -> None:
        tell(**{f"{name}_asked": time.monotonic()})
        window.open_journal()
        once = Qt.ConnectionType.SingleShotConnection
        window.pages.journal.shown.connect(lambda: watch(f"{name}_painted"), once)

    def watch(name: str) -> None:
        FirstPicture(window.pages.journal, name)
        window.pages.journal.update()  # even if nothing has changed

    QTimer.singleShot(_CHECKED_MS, lambda: open_and_tell("first"))
    QTimer.singleShot(_CHECKED_MS + 2000, lambda: window.pages.journal.left.emit())  # noqa: PLW0108 - none is made before
    QTimer.singleShot(_CHECKED_MS + 3000, lambda: open_and_tell("again"))
    QTimer.singleShot(_CHECKED_MS + 5000, window.close_at_once)
    application.exec()


class PaintWatch(QObject):
    """Records the times at which a widget is painted."""

    def __init__(self, frames: Frames, parent: QObject) -> None:
        super().__init__(parent)
        self._frames = frames

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._frames.painted.append(time.monotonic())
        return False


if __name__ == "__main__":
    match sys.argv[1]:
        case "bare":
            bare()
        case "list":
            ours(session=False)
        case "session":
            ours(session=True)
        case "journal":
            journal_page()
        case "circle":
            circle()
        case _:
            frames_of_a_session()
