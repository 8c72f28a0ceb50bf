"""Waiting for work in the background."""

import time

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from stretchcoach.window.widgets.serial_queue import SerialQueue

_WAIT_SECONDS = 20


def wait_for(queue: SerialQueue) -> None:
    """Process events until a queue has finished all its tasks."""
    end = time.monotonic() + _WAIT_SECONDS
    while not queue.is_idle:
        assert time.monotonic() < end, "the queue is stuck"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
