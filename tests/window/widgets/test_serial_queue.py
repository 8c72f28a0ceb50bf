"""Tasks run one after the other; only their work runs in the background thread."""

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from stretchcoach.window.widgets.serial_queue import SerialQueue
from tests.window.waiting import wait_for


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject(qapp)


@pytest.fixture
def queue(owner: QObject) -> SerialQueue:
    return SerialQueue(owner)


def test_callbacks_run_in_the_main_thread(queue: SerialQueue) -> None:
    """They use models and widgets, which belong to that thread."""
    asked: list[threading.Thread] = []
    worked: list[threading.Thread] = []

    def is_wanted() -> bool:
        asked.append(threading.current_thread())
        return True

    for _task in range(3):
        queue.read(
            lambda: worked.append(threading.current_thread()),
            lambda _done: asked.append(threading.current_thread()),
            is_wanted,
        )
    wait_for(queue)
    assert len(worked) == 3
    assert threading.main_thread() not in worked
    assert set(asked) == {threading.main_thread()}
    assert len(asked) == 9


def test_unwanted_reads_are_skipped_and_writes_are_not(queue: SerialQueue) -> None:
    go, done = threading.Event(), []
    queue.write(lambda: go.wait(10), lambda _done: done.append("first"), lambda _error: None)
    queue.read(lambda: done.append("read"), lambda _done: None, lambda: False)
    queue.write(lambda: done.append("second"), lambda _done: None, lambda _error: None)
    go.set()
    wait_for(queue)
    assert done == ["first", "second"]


def test_a_failing_task_does_not_stop_the_others(queue: SerialQueue) -> None:
    failed: list[Exception] = []
    done: list[str] = []
    queue.failed.connect(failed.append)
    queue.write(lambda: 1 / 0, lambda _done: done.append("never"), lambda error: done.append(str(error)))
    queue.write(lambda: None, lambda _done: done.append("second"), lambda _error: None)
    wait_for(queue)
    assert done == ["division by zero", "second"]
    assert [type(error) for error in failed] == [ZeroDivisionError]


def test_shutting_down_does_all_writes(queue: SerialQueue) -> None:
    go = threading.Event()
    done: list[int | str] = []
    queue.write(lambda: go.wait(10), lambda _done: None, lambda _error: None)
    queue.read(lambda: done.append("read"), lambda _done: None, lambda: True)
    for number in range(3):
        queue.write(lambda number=number: done.append(number), lambda _done: None, lambda _error: None)  # type: ignore[misc]  # bound now
    go.set()
    queue.shut_down()
    assert done == [0, 1, 2]
