"""Rendering, exporting and mixing: their speed, their exactness and their load on the processor."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import soundfile

from benchmarks.measurement import Measurement
from benchmarks.screen import screen
from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from stretchcoach.services.sound import SoundSystem
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import estimator
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.renderer import Renderer
from tests.heard import kept_lines
from tests.listening import SAMPLE_RATE, Recording, SoundServer, read_sound

_LONG, _SHORT = "low-back-relief", "seated-hamstring"
_LINE_SECONDS = 0.08
_CACHED_SPEED, _NEW_SPEED = 200, 50
_STARTED_SECONDS = 15.0
"""The time after which all lines that the session may need are rendered."""
_WATCHED_SECONDS = 40.0
_MOST_PROCESSOR = 1.3
_NEAR_SECONDS, _NEAR_DECIBELS = 0.005, 1.0
_BESIDE = 'background = "rain"\nbreath_sound = "air"\n'


def voice_measurements(server: SoundServer) -> Iterator[Measurement]:
    """Yield the measurements of rendering, exporting and mixing."""
    yield _new_line()
    yield from _export()
    yield _processor(server)


def _new_line() -> Measurement:
    with tempfile.TemporaryDirectory() as home:
        sound = SoundSystem(Path(home), time.monotonic, Renderer())
        natural, system = (sound.narration(Preferences(voice=voice)) for voice in (None, "system:"))
        app = _app(home)
        routine = app.library.current.routines[_LONG]
        texts = list(dict.fromkeys(cue.text for cue in compile_timeline(routine, Preferences(), estimator(125)).cues))
        took: list[list[float]] = []
        for narration in (natural, system):
            narration.seconds("Warm up.")
            took.append([])
            for text in texts:
                began = time.perf_counter()
                narration.seconds(text)
                took[-1].append(time.perf_counter() - began)
        sound.close()
    ours, theirs = map(statistics.median, took)
    return Measurement(
        f"a new line rendered, worker warm, {len(texts)} lines",
        f"system voice {1000 * theirs:.0f} ms",
        f"median {1000 * ours:.0f} ms, longest {1000 * max(took[0]):.0f} ms",
        f"{1000 * _LINE_SECONDS:.0f} ms",
        ours <= _LINE_SECONDS,
    )


def _export() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as home:
        app = _app(home)
        routine, file = app.library.current.routines[_LONG], Path(home, "session.flac")
        for what, least in (("not", _NEW_SPEED), ("all", _CACHED_SPEED)):
            began = time.perf_counter()
            app.sessions.export(routine, app.preferences.current, file, overwrite=True)
            speed = soundfile.info(file).duration / (time.perf_counter() - began)
            yield Measurement(
                f"{_LONG} exported to FLAC, lines {what} cached",
                "real time",
                f"{speed:.0f} times as fast",
                f"{least} times",
                speed >= least,
            )
        app.close()


def _processor(server: SoundServer) -> Measurement:
    """Run a session in the window with cached lines, first without breath sound and background, and then with them."""
    with screen() as shown, tempfile.TemporaryDirectory() as home:
        shares = []
        own = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "CACHE", "DATA", "STATE")}
        env = shown | server.env | own | {"HOME": home}
        command = [sys.executable, "-m", "stretchcoach"]
        for settings in ("", _BESIDE):
            config = Path(home, "config", "stretchcoach", "settings.toml")
            config.parent.mkdir(parents=True, exist_ok=True)
            config.write_text(f"format = 1\n{settings}")
            subprocess.run([*command, "plan", _SHORT], env=env, stdout=subprocess.DEVNULL, check=True)
            session = subprocess.Popen([*command, _SHORT, "--start"], env=env, stdin=subprocess.DEVNULL)
            time.sleep(_STARTED_SECONDS)
            process = psutil.Process(session.pid)
            before = sum(process.cpu_times()[:2])
            time.sleep(_WATCHED_SECONDS)
            shares.append((sum(process.cpu_times()[:2]) - before) / _WATCHED_SECONDS)
            session.terminate()
            session.wait()
    plain, full = shares
    return Measurement(
        "processor in a session with background and breath sound, in the window",
        f"without {plain:.1%} of a core",
        f"{full:.1%}, {full / plain:.2f} times",
        f"{_MOST_PROCESSOR} times",
        full <= _MOST_PROCESSOR * plain,
    )


def exported_against_heard(
    recording: Recording, plan: dict[str, list[dict[str, float | str]]], home: Path
) -> Measurement:
    """Compare the exported session with a recording of it: the time and the loudness of each cue.

    The delay and the volume of the recording are the same for all cues, so their medians are subtracted.
    """
    app = _app(str(home))
    file = home / "session.flac"
    app.sessions.export(app.library.current.routines[_SHORT], app.preferences.current, file, overwrite=True)
    app.close()
    exported = Recording(read_sound(file), 0.0, 1.0)
    lines = kept_lines(home)
    apart, louder = [], []
    began = None
    for cue in plan["cues"]:
        path = lines.path(str(cue["text"]))
        if path is None:
            continue
        line = read_sound(path)
        planned = float(cue["at"])
        here, _score = exported.find(line, planned, within=0.3)
        around = recording.began + planned + 1.0 if began is None else began + planned
        there, _score = recording.find(line, around, within=1.0 if began is None else 0.3)
        began = there - planned
        apart.append(there - here)
        louder.append(_level(recording, there, len(line)) - _level(exported, here, len(line)))
    times = np.array(apart) - statistics.median(apart)
    levels = np.array(louder) - statistics.median(louder)
    far, off = float(np.abs(times).max()), float(np.abs(levels).max())
    return Measurement(
        f"export against a recording of the same session, {len(apart)} cues",
        "0",
        f"cues within {1000 * far:.1f} ms, levels within {off:.2f} dB",
        "5 ms, 1 dB",
        far <= _NEAR_SECONDS and off <= _NEAR_DECIBELS,
    )


def _level(recording: Recording, at: float, frames: int) -> float:
    first = round((at - recording.began) / recording.stretch * SAMPLE_RATE)
    return float(10 * np.log10(np.mean(recording.samples[first : first + frames] ** 2) + 1e-12))


def _app(home: str) -> AppContext:
    return AppContext(UserFolders(Path(home), Path(home), Path(home), Path(home)))
