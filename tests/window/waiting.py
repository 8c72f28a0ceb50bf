"""Waiting for work in the background."""

import time

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from stretchcoach.window.widgets.serial_queue import SerialQueue

_WAIT_SECONDS = 20


def wait_for(queue: SerialQueue) -> None:
    """Wait until all is done that a queue was given, and what follows from it."""
    end = time.monotonic() + _WAIT_SECONDS
    while not queue.is_idle:
        assert time.monotonic() < end, "the queue is stuck"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
