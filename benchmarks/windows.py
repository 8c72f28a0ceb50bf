"""Start-up, memory and frames of the window, each beside a bare window."""

import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.journals import fill
from benchmarks.measurement import Measurement
from benchmarks.screen import screen
from stretchcoach.journal.file import JournalFile
from stretchcoach.settings.welcome import WelcomeFile

_STARTS = 9
_MOST = 0.99
_PAGE_MS = 150


def window_measurements(sound: dict[str, str]) -> Iterator[Measurement]:
    """Yield the measurements of the window. `sound` is the environment of a sound server."""
    with screen() as shown, tempfile.TemporaryDirectory() as home:
        own = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        # Skip the welcome, as every start but the first does.
        WelcomeFile(Path(own["XDG_CONFIG_HOME"]) / "stretchcoach" / "welcomed.toml").mark_seen()
        env = shown | sound | own | {"HOME": home}
        yield from _start_and_memory(env)
        yield from _frames(env)
        yield _journal_page(env, Path(own["XDG_DATA_HOME"]) / "stretchcoach" / "journal.db")


def _start_and_memory(env: dict[str, str]) -> Iterator[Measurement]:
    for what in ("bare", "list"):
        _probe(what, env)  # from now on the files are in the page cache
    bare, ours = [], []
    for _start in range(_STARTS):
        bare.append(_probe("bare", env))
        ours.append(_probe("list", env))
    # Take the fastest of each: other load on the machine only ever adds time.
    bare_start, our_start = (min(one["seconds"] for one in runs) for runs in (bare, ours))
    bare_memory, list_memory = (statistics.median(one["megabytes"] for one in runs) for runs in (bare, ours))
    session_memory = _probe("session", env)["megabytes"]
    yield Measurement(
        "process start to first window, list usable",
        f"bare window {bare_start:.2f} s",
        f"{our_start:.2f} s, {our_start / bare_start:.2f} times",
        "1.5 times",
        our_start <= 1.5 * bare_start,
    )
    for what, memory, most in (("with the list open", list_memory, 1.4), ("in a session", session_memory, 2.0)):
        yield Measurement(
            f"resident memory {what}",
            f"bare window {bare_memory:.0f} MB",
            f"{memory:.0f} MB, {memory / bare_memory:.2f} times",
            f"{most} times",
            memory <= most * bare_memory,
        )


def _journal_page(env: dict[str, str], path: Path) -> Measurement:
    """Measure the journal page once its file has been checked. An empty journal is the reference."""
    empty = _probe("journal", env)
    with closing(JournalFile(path)) as file:
        fill(file, dt.datetime.now().astimezone().date())
    full = _probe("journal", env)
    reference, measured = (
        [1000 * (told[f"{time}_painted"] - told[f"{time}_asked"]) for time in ("first", "again")]
        for told in (empty, full)
    )
    return Measurement(
        "page of the journal shown, of 100,000 sessions",
        f"an empty one {reference[0]:.0f} ms, again {reference[1]:.0f} ms",
        f"{measured[0]:.0f} ms, again {measured[1]:.0f} ms",
        f"{_PAGE_MS} ms",
        max(measured) <= _PAGE_MS,
    )


def _frames(env: dict[str, str]) -> Iterator[Measurement]:
    circle, session = _probe("circle", env), _probe("frames", env)
    reference = f"bare circle {circle['within_20_ms']:.1%}, 99th percentile {circle['p99_ms']:.1f} ms"
    yield Measurement(
        "frames of a session within 20 ms",
        reference,
        f"{session['within_20_ms']:.1%}, 99th percentile {session['p99_ms']:.1f} ms",
        "99 %",
        session["within_20_ms"] >= _MOST,
    )
    yield Measurement(
        "processor while a session runs",
        f"bare circle {circle['cpu']:.1%} of a core, {circle['frames_per_second']:.0f} a second",
        f"{session['cpu']:.1%}, {session['cpu'] / circle['cpu']:.2f} times",
        "1.8 times",
        session["cpu"] <= 1.8 * circle["cpu"],
    )


def _probe(what: str, env: dict[str, str]) -> dict[str, float]:
    began = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.window_probe", what]
    ran = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, float] = {}
    for line in ran.stdout.splitlines():
        told |= json.loads(line)
    if "shown" in told:
        told["seconds"] = told["shown"] - began
    return told
