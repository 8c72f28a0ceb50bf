"""A request to end the process is never lost, whenever it comes, and raises nothing."""

import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import closing

import pytest

from stretchcoach.desktop.shutdown import INTERRUPTED, ShutdownListener, shutdown_signals
from tests.journeys.conftest import until


class Thing:
    """Something that can go."""


@pytest.fixture
def shutdown() -> Iterator[ShutdownListener]:
    with closing(ShutdownListener()) as made:
        yield made


@pytest.mark.parametrize("one", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_a_weakref_callback_is_noted(shutdown: ShutdownListener, one: signal.Signals) -> None:
    """Python ignores what is raised there, as in the callbacks of its import system."""
    thing = Thing()
    ran: list[object] = []

    def gone(_reference: object) -> None:
        os.kill(os.getpid(), one)
        ran.extend(range(1000))  # the handler runs in between

    reference = weakref.ref(thing, gone)
    del thing
    assert reference() is None
    assert ran
    until(lambda: shutdown.is_requested, "the request")


def test_a_callback_runs_in_its_own_thread(shutdown: ShutdownListener) -> None:
    told: list[threading.Thread] = []
    shutdown.on_request(lambda: told.append(threading.current_thread()))
    os.kill(os.getpid(), signal.SIGTERM)
    until(lambda: bool(told), "the callback")
    assert told != [threading.main_thread()]
    shutdown.on_request(lambda: told.append(threading.current_thread()))
    assert len(told) == 2, "a late callback runs at once"


def test_two_presses_of_a_key_in_a_row_are_one(shutdown: ShutdownListener) -> None:
    for _press in range(2):
        os.kill(os.getpid(), signal.SIGINT)
    until(lambda: shutdown.is_requested, "the request")


def test_the_signal_handlers_are_restored() -> None:
    before = [signal.getsignal(one) for one in shutdown_signals()]
    with closing(ShutdownListener()):
        assert [signal.getsignal(one) for one in shutdown_signals()] != before
    assert [signal.getsignal(one) for one in shutdown_signals()] == before


HANGS = """
import sys, time
from stretchcoach.desktop.shutdown import ShutdownListener
shutdown = ShutdownListener()
print("ready", flush=True)
while True:
    time.sleep(0.1)
"""


def test_a_later_request_ends_a_program_that_hangs() -> None:
    with subprocess.Popen([sys.executable, "-c", HANGS], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            program.wait(1.5)
        end = time.monotonic() + 20
        while program.poll() is None:
            assert time.monotonic() < end
            program.send_signal(signal.SIGINT)
            time.sleep(0.1)
        assert program.returncode == INTERRUPTED


def test_an_ignored_hang_up_stays_ignored() -> None:
    """As under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert signal.SIGHUP not in shutdown_signals()
    finally:
        signal.signal(signal.SIGHUP, before)
    assert signal.SIGHUP in shutdown_signals()
