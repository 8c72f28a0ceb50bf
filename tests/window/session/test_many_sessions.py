"""Many sessions in a window that stays open for weeks: memory and handles must not grow.

A session calls gc.freeze(), and what was garbage at that moment must be freed later. The tests run more than an hour
of session time in the window, with the figure painted, and many starts with a real audio stream. They compare what
the process holds in the second half with what it held in the first.
"""

import gc
import itertools
import statistics
import threading
from contextlib import closing
from typing import NamedTuple

import psutil
import pytest
from PySide6.QtCore import QEvent, QObject, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchcoach.domain.hold import Hold
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.session.session import State
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.shell.main_window import MainWindow
from tests.soak import soak, times
from tests.window.led import Led

SESSION_SECONDS = 3_700.0
TICK_SECONDS = times(4, 1)
"""What leaks, leaks by the session, and there are as many sessions with fewer frames. Each phase has some."""
MOST_BYTES = 6 * 1024 * 1024
MOST_OBJECTS = 500


class Held(NamedTuple):
    """The memory and handles that this process holds."""

    bytes: int
    files: int
    threads: int
    children: int
    widgets: int
    of_qt: int
    objects: int


def held() -> Held:
    pools = [pool for window in QApplication.topLevelWidgets() for pool in window.findChildren(QThreadPool)]
    for pool in (QThreadPool.globalInstance(), *pools):
        pool.waitForDone()  # what is read in the background has its file open
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for thread in threading.enumerate():
        if thread.name == "awake":  # lets the screen go dark in its own time
            thread.join(10)
    gc.collect()
    process = psutil.Process()
    of_qt = sum(len(widget.findChildren(QObject)) for widget in QApplication.topLevelWidgets())
    return Held(
        bytes=process.memory_info().rss,
        files=process.num_fds(),
        threads=threading.active_count(),
        children=len(process.children(recursive=True)),
        widgets=len(QApplication.allWidgets()),
        of_qt=of_qt,
        objects=len(gc.get_objects()) + gc.get_freeze_count(),
    )


def check_flat(samples: list[Held]) -> None:
    """Compare the second half with the first, which comes after a warm-up."""
    assert len(samples) >= 6
    warm = samples[1:]
    first, second = warm[: len(warm) // 2], warm[len(warm) // 2 :]
    for name in ("files", "threads", "children", "widgets", "of_qt"):
        before, after = (max(getattr(one, name) for one in half) for half in (first, second))
        assert after <= before, f"{name}: {[getattr(one, name) for one in samples]}"
    for name, most in (("bytes", MOST_BYTES), ("objects", MOST_OBJECTS)):
        before, after = (statistics.median(getattr(one, name) for one in half) for half in (first, second))
        assert after - before < most, f"{name}: {[getattr(one, name) for one in samples]}"


@pytest.mark.slow(10)
@soak
@pytest.mark.timeout(400)
def test_an_hour_of_sessions_in_the_window_leaks_nothing(window: MainWindow, library: Library) -> None:
    picture = QImage(window.size(), QImage.Format.Format_RGB32)
    preferences = Preferences(hold=Hold.parse("20s"))
    routines = [library.routines[name] for name in ("seated-hamstring", "quads-lying", "settle", "inner-thigh")]
    samples: list[Held] = []
    passed = 0.0
    sessions = itertools.count()
    while passed < SESSION_SECONDS:
        session = next(sessions)
        led = Led(routines[session % len(routines)], preferences)
        window.session_flow.begin(led.live_session)
        while led.state() in (State.RUNNING, State.PAUSED):
            led.now += TICK_SECONDS
            window.session._tick()
            window.render(picture)
        assert led.state() is State.FINISHED
        assert window.finish.isVisible()
        passed += led.timeline.seconds
        window.pages.show_library()
        if session % 2 == 0:  # and not each time: what is only cleared away by looking at it would go unseen
            samples.append(held())
    check_flat(samples)


@pytest.mark.slow(10)
@pytest.mark.usefixtures("sound_server")
@pytest.mark.timeout(400)
@pytest.mark.sound
def test_many_starts_with_a_real_stream_leak_nothing(qtbot: QtBot, app: AppContext, library: Library) -> None:
    routine = library.routines["quads-standing"]
    samples: list[Held] = []
    for session in range(60):
        with closing(app.sessions.prepare(routine, app.preferences.current)) as live_session:
            live_session.coach.start()
            while live_session.coach.tick().state is State.RUNNING:
                live_session.coach.skip()
            qtbot.wait(50)
        if session % 5 == 0:
            samples.append(held())
    check_flat(samples)
