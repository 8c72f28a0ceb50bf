"""How exactly a session is heard as planned, how soon it speaks, and whether speaking blocks the caller."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import Measurement
from benchmarks.voices import exported_against_heard
from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from tests.heard import CERTAIN, heard_cues, kept_lines
from tests.listening import SoundServer, read_sound

_ROUTINE = "seated-hamstring"
_STARTS = 3
_NEAR_SECONDS, _FAR_SECONDS, _MOST = 0.040, 0.080, 0.95
_BLOCKED_SECONDS = 0.002


def sound_measurements(server: SoundServer) -> Iterator[Measurement]:
    """Yield the measurements of the voice, heard through `server`."""
    yield from _heard_against_plan(server)
    yield _blocked_caller()
    yield from _first_word(server)


def _heard_against_plan(server: SoundServer) -> Iterator[Measurement]:
    """Listen to a session with breath sound and rain, which must not make a line late."""
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | server.env | {"XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home}
        settings = Path(home, "stretchcoach", "settings.toml")
        settings.parent.mkdir()
        settings.write_text('format = 1\nbackground = "rain"\nbreath_sound = "air"\n')
        command = [sys.executable, "-m", "stretchcoach"]
        planned = subprocess.run([*command, "plan", _ROUTINE, "--json"], env=env, capture_output=True, check=True)
        plan = json.loads(planned.stdout)
        with server.recording() as recorder:
            session = subprocess.Popen(
                [*command, "play", _ROUTINE], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            if session.stdout is not None:
                session.stdout.readline()
            began = time.monotonic()
            session.communicate()
            recording = recorder.recording()
        cues = heard_cues(plan, recording, Path(home, "stretchcoach"), began)
        compared = exported_against_heard(recording, plan, Path(home, "stretchcoach"))
    heard = [abs(cue.late) for cue in cues if cue.score >= CERTAIN]
    within_40 = sum(late <= _NEAR_SECONDS for late in heard) / len(cues)
    within_80 = sum(late <= _FAR_SECONDS for late in heard) / len(cues)
    yield Measurement(
        f"cue heard against the plan, {len(cues)} cues of a whole session with rain and breath sound",
        "0 ms",
        f"{within_40:.0%} within 40 ms, {within_80:.0%} within 80 ms, {len(heard)} recognised whole",
        "95 % within 40 ms, all within 80 ms",
        within_40 >= _MOST and within_80 == 1.0,
    )
    yield compared


def _blocked_caller() -> Measurement:
    """Measure how long `say` blocks. The reference plays through paplay, in place of aplay, which needs ALSA."""
    line = "Bring the right foot in close to the inner thigh."
    with tempfile.TemporaryDirectory() as home:
        aplay = Path(home, "aplay")
        aplay.write_text('#!/bin/sh\nexec paplay "$1"\n')
        aplay.chmod(0o755)
        code = (
            "import ctypes, os, time, espeakng_loader as e\n"
            "os.environ['ESPEAK_DATA_PATH'] = e.get_data_path()\n"
            "ctypes.CDLL(e.get_library_path(), mode=ctypes.RTLD_GLOBAL)\n"
            "import pyttsx3; engine = pyttsx3.init(); engine.say('One.'); engine.runAndWait()\n"
            f"began = time.monotonic(); engine.say({line!r}); engine.runAndWait()\n"
            "print(time.monotonic() - began)\n"
        )
        env = os.environ | {"PATH": f"{home}:{os.environ['PATH']}"}
        ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        reference = float(ran.stdout.splitlines()[-1])
    with tempfile.TemporaryDirectory() as home:
        app = _app(home)
        live_session = app.sessions.prepare(app.library.current.routines[_ROUTINE], app.preferences.current)
        blocked = []
        for cue in live_session.timeline.cues:
            began = time.perf_counter()
            live_session.sound.play_line(cue, 30.0)
            blocked.append(time.perf_counter() - began)
        live_session.close()
        app.close()
    longest = max(blocked)
    return Measurement(
        "caller blocked by a spoken line",
        f"pyttsx3 say + runAndWait {reference:.2f} s",
        f"median {1000 * statistics.median(blocked):.3f} ms, longest {1000 * longest:.2f} ms of {len(blocked)}",
        "2 ms",
        longest < _BLOCKED_SECONDS,
    )


def _first_word(server: SoundServer) -> Iterator[Measurement]:
    for what, cached, limit in (("cached", True, 0.3), ("not cached", False, 1.5)):
        took = statistics.median(_start_to_first_word(server, cached=cached) for _start in range(_STARTS))
        yield Measurement(
            f"Start pressed to first word, lines {what}",
            "",
            f"{took:.2f} s, including the delay of the sound server",
            f"{limit} s",
            took <= limit,
        )


def _start_to_first_word(server: SoundServer, *, cached: bool) -> float:
    """Press Start as the window does, with the stream already open."""
    with tempfile.TemporaryDirectory() as home, server.recording() as recorder:
        app = _app(home)
        routine = app.library.current.routines[_ROUTINE]
        app.speech.warm_up()
        if cached:
            app.sessions.plan(routine, app.preferences.current)
        time.sleep(3.0)  # a null sink holds back a newly opened stream
        pressed = time.monotonic()
        live_session = app.sessions.prepare(routine, app.preferences.current)
        live_session.coach.start()
        until = time.monotonic() + live_session.timeline.cues[0].end + 0.5
        while time.monotonic() < until:
            live_session.coach.tick()
            time.sleep(0.016)
        recording = recorder.recording()
        path = kept_lines(Path(home), app.preferences.current).path(live_session.timeline.cues[0].text)
        live_session.close()
        app.close()
        at, _score = recording.find(read_sound(path) if path else read_sound(Path()), pressed + 1.0, within=1.2)
        return at - pressed


def _app(home: str) -> AppContext:
    return AppContext(UserFolders(Path(home), Path(home), Path(home), Path(home)))
