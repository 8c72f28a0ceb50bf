"""A program that records sessions in child processes, kills them in the middle, and checks what is left.

python -m tests.journal.killed FOLDER TIMES SEED
"""

import json
import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NoReturn

import filelock  # noqa: F401 - loaded once, or the children would spend their short lives importing it

from stretchcoach.domain.hold import Hold
from stretchcoach.journal.integrity import find_damage
from stretchcoach.journal.journal import Journal
from stretchcoach.session import session as going
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import Timeline
from stretchcoach.settings.preferences import Preferences
from tests.journal.recorded import NOON
from tests.strategies import library

_LONGEST_LIFE = 0.08
_TO_A_JOURNAL = 10
"""So many are killed over one journal, the first while it is being made."""


def main(folder: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    timeline = compile_timeline(
        library().routines["seated-hamstring"], Preferences(hold=Hold(5, "s"), reps=1), lambda _text: 0.1
    )
    said, lost, damaged, after_a_hold = 0, 0, [], 0
    for number in range(times):
        path = folder / f"journal-{number // _TO_A_JOURNAL}.db"
        if number % _TO_A_JOURNAL == 0:
            said = 0
        held = _killed_after(chance.uniform(0, _LONGEST_LIFE), path, timeline)
        after_a_hold += held > 0
        said += held
        if path.exists():
            if why := find_damage(path):
                damaged.append(why)
            with closing(sqlite3.connect(path)) as connection:
                (kept,) = connection.execute("SELECT count(*) FROM hold").fetchone()
            lost += max(0, said - kept)
        else:
            lost += said
    json.dump({"lost": lost, "damaged": damaged, "after_a_hold": after_a_hold}, sys.stdout)


def _killed_after(seconds: float, path: Path, timeline: Timeline) -> int:
    """Have a child record until it is killed; return how many holds it said were written."""
    listen, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _record(path, timeline, tell)
        finally:
            os._exit(1)
    os.close(tell)
    time.sleep(seconds)  # the moment that it is about
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the recorder ended by itself")
    with os.fdopen(listen, "rb") as heard:
        return len(heard.read())


def _record(path: Path, timeline: Timeline, tell: int) -> NoReturn:
    journal = Journal(path, lambda: NOON)
    for _session in count():
        recorder = journal.start_recording(can_resume=True)
        session, _wishes = going.start(Session(timeline))
        while session.state is State.RUNNING:
            before = len(session.held_seconds)
            session, _wishes = going.advance(session, session.segment.end - session.position)
            recorder.record(session)
            if journal.wait(10) and len(session.held_seconds) > before:
                os.write(tell, b"h")
    raise AssertionError


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
