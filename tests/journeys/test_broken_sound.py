"""Sessions during which the sound or the speech breaks: they go on, and no line comes twice or at a wrong time."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from tests.heard import kept_lines
from tests.journeys.conftest import ROOT, Run, until
from tests.journeys.test_heard import SHORT
from tests.listening import Recording, SoundServer, read_sound

PROGRAM = (sys.executable, "-m", "stretchcoach")
Plan = dict[str, Any]

_LONG_SECONDS = 1.2
_CERTAIN = 0.75
"""A short line is found in many a longer one."""


class Played:
    """`play` in a process of its own; what it prints is noted with its time."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, "play", *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.printed: list[tuple[float, str]] = []
        self.complained: list[str] = []
        self._threads = [threading.Thread(target=one) for one in (self._read, self._read_complaints)]
        for thread in self._threads:
            thread.start()

    @property
    def began(self) -> float:
        """When the first phase was printed, as the session begins."""
        until(lambda: bool(self.printed), "the session")
        return self.printed[0][0]

    def wait_for(self, position: float) -> None:
        """Wait until the session is at `position`; it may have ended before."""
        began = self.began
        until(lambda: time.monotonic() > began + position or self.process.poll() is not None, f"{position} s")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.printed.append((time.monotonic(), line))

    def _read_complaints(self) -> None:
        self.complained.extend(self.process.stderr or ())


@contextlib.contextmanager
def playing(*arguments: str) -> Iterator[Played]:
    played = Played(*arguments)
    try:
        yield played
    finally:
        played.end()


def planned(stretchcoach: Run, *arguments: str) -> Plan:
    plan: Plan = json.loads(stretchcoach("plan", *arguments, "--json").stdout)
    return plan


def lines_heard(plan: Plan, recording: Recording, cache: Path, began: float) -> dict[int, float]:
    """Return how late each long line was that is in a recording within ten seconds of its time, by its number."""
    heard = {}
    for number, cue in enumerate(plan["cues"]):
        path = kept_lines(cache).path(cue["text"])
        if path is not None and cue["seconds"] > _LONG_SECONDS:
            at, score = recording.find(read_sound(path), began + cue["at"], within=10.0)
            if score > _CERTAIN:
                heard[number] = at - began - cue["at"]
    return heard


def times_printed(plan: Plan, played: Played) -> list[float]:
    """How late each line was printed that was."""
    late = [
        min((at - played.began - cue["at"] for at, line in played.printed if _shows(line, cue)), key=abs)
        for cue in plan["cues"]
        if any(_shows(line, cue) for _at, line in played.printed)
    ]
    return [one for one in late if one > -5.0]  # the other side's line, whose words are the same, is yet to come


def _shows(line: str, cue: dict[str, Any]) -> bool:
    return line.rstrip().endswith(f"  {cue['text']}")


@pytest.mark.slow(65)
@pytest.mark.timeout(600)
@pytest.mark.sound
def test_a_sound_server_that_dies_and_comes_back(sound_server: SoundServer, stretchcoach: Run, own_home: Path) -> None:
    plan = planned(stretchcoach, *SHORT)
    cache = own_home / "cache/stretchcoach"
    with playing(*SHORT) as played:
        began = played.began
        with sound_server.recording() as recorder:
            played.wait_for(15)
            before = recorder.recording()
        sound_server.kill()
        played.wait_for(20)
        sound_server.restart()
        back = time.monotonic()
        with sound_server.recording() as recorder:
            played.wait_for(60)
            after = recorder.recording()
        assert played.process.poll() is None
    first, second = (lines_heard(plan, recording, cache, began) for recording in (before, after))
    assert len(first) >= 2, "some lines before"
    assert not first.keys() & second.keys(), "nothing twice"
    due = [
        number
        for number, cue in enumerate(plan["cues"])
        if back + 3.0 < began + cue["at"] < began + 55 and cue["seconds"] > _LONG_SECONDS
    ]
    assert min(began + plan["cues"][number]["at"] for number in second) > back - 0.5, "nothing is made up for"
    assert len(second) >= len(due) / 3, "the voice is back"
    assert max(abs(late - np.median(list(second.values()))) for late in second.values()) < 0.5, "at its time"
    assert max(times_printed(plan, played)) < 1.5, "the session never stood still"
    assert not [line for line in played.complained if "Traceback" in line]


@pytest.mark.slow(20)
@pytest.mark.timeout(300)
@pytest.mark.sound
def test_a_sound_server_that_hangs_holds_up_neither_the_session_nor_its_end(
    sound_server: SoundServer, stretchcoach: Run
) -> None:
    plan = planned(stretchcoach, *SHORT)
    with playing(*SHORT) as played:
        played.wait_for(3)
        sound_server.hang()
        played.wait_for(12)
        assert max(times_printed(plan, played)) < 1.5
        assert len([line for _at, line in played.printed if line.strip()]) >= 4
        interrupted = time.monotonic()
        played.process.send_signal(signal.SIGINT)
        assert played.process.wait(20) == 130
        assert time.monotonic() - interrupted < 6.0


@pytest.mark.slow(10)
@pytest.mark.sound
def test_a_sound_server_that_hangs_from_the_beginning_is_told(sound_server: SoundServer) -> None:
    sound_server.hang()
    with playing(*SHORT) as played:
        played.wait_for(2)
        assert [line for line in played.complained if "There is no sound" in line]
        interrupted = time.monotonic()
        played.process.send_signal(signal.SIGINT)
        assert played.process.wait(20) == 130
        assert time.monotonic() - interrupted < 6.0


def worker_of(program: subprocess.Popen[str]) -> psutil.Process | None:
    """The process that speaks for a program, where there is one."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in psutil.Process(program.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):
                if any("worker.main()" in part for part in child.cmdline()):
                    return child
    return None


@pytest.mark.slow(35)
@pytest.mark.timeout(600)
@pytest.mark.sound
@pytest.mark.usefixtures("nothing_spoken")
@pytest.mark.parametrize("trouble", [psutil.Process.kill, psutil.Process.suspend])
def test_a_speech_process_that_is_killed_or_hangs_costs_no_line(
    sound_server: SoundServer, own_home: Path, stretchcoach: Run, trouble: Callable[[psutil.Process], None]
) -> None:
    """It happens while the lines of a first session are spoken; another process speaks the one that was under way."""
    cache = own_home / "cache/stretchcoach/lines"
    with playing(*SHORT) as played:
        until(lambda: cache.is_dir() and len(list(cache.glob("*.flac"))) >= 3, "some lines")
        worker = worker_of(played.process)
        assert worker is not None
        trouble(worker)
        spoken = set(cache.glob("*.flac"))
        with sound_server.recording() as recorder:
            began = played.began
            played.wait_for(25)
            recording = recorder.recording()
    plan = planned(stretchcoach, *SHORT)
    kept = kept_lines(cache.parent)
    lines = {kept.path(cue["text"]) for cue in plan["cues"]}
    assert lines > spoken
    assert None not in lines
    heard = lines_heard(plan, recording, cache.parent, began)
    due = [cue for cue in plan["cues"] if cue["at"] < 20 and cue["seconds"] > _LONG_SECONDS]
    assert len(heard) >= len(due) / 3
    assert not psutil.pid_exists(worker.pid) or worker.status() == psutil.STATUS_ZOMBIE
