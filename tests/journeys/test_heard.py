"""A whole session, heard: every line, whole, at its time, and the chimes."""

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from stretchcoach.resources import ASSETS
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.store import SettingsFile
from tests.heard import CERTAIN, HeardCue, heard_cues, kept_lines
from tests.journeys.conftest import ROOT, Run, until
from tests.listening import SoundServer, read_sound

SHORT = ("seated-hamstring", "--hold", "1b", "--reps", "1", "--detail", "brief", "--breath", "2.5/2.5")

_SESSIONS = 6
"""So often a session is listened to before a line counts as unheard."""
UNHEARD = HeardCue("", 0.0, math.inf)


@contextmanager
def playing() -> Iterator[float]:
    """Play a short session, and tell when it began; it is broken off at the end."""
    session = subprocess.Popen(
        [sys.executable, "-m", "stretchcoach", "play", *SHORT],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert session.stdout is not None
        session.stdout.readline()  # the first phase is printed as the session begins
        yield time.monotonic()
    finally:
        session.kill()
        session.communicate()


def is_past(at: float) -> bool:
    return time.monotonic() > at


def hear(sound_server: SoundServer, plan: dict[str, Any], cache: Path) -> list[HeardCue]:
    """Play the session that was planned, and find its lines in what is heard."""
    with sound_server.recording() as recorder:
        session = subprocess.Popen(
            [sys.executable, "-m", "stretchcoach", "play", *SHORT],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert session.stdout is not None
            session.stdout.readline()  # the first phase is printed as the session begins
            began = time.monotonic()
            session.communicate(timeout=plan["seconds"] + 30)
            recording = recorder.recording()
        finally:
            session.kill()
            session.communicate()
    assert session.returncode == 0
    return heard_cues(plan, recording, cache, began)


@pytest.mark.slow(130)
@pytest.mark.timeout(900)
@pytest.mark.sound
def test_a_session_is_heard_as_it_was_planned(sound_server: SoundServer, stretchcoach: Run, own_home: Path) -> None:
    """Every line whole and at its time.

    A machine that stands still for a moment tears a hole into any sound. So a line that was torn is listened
    for in another session: what the program itself does wrong, it does wrong in every one.
    """
    plan = json.loads(stretchcoach("plan", *SHORT, "--json").stdout)
    best: dict[int, HeardCue] = {}
    late: list[float] = []
    for _session in range(_SESSIONS):
        heard = hear(sound_server, plan, own_home / "cache/stretchcoach")
        for number, cue in enumerate(heard):
            if cue.score >= CERTAIN and abs(cue.late) < abs(best.get(number, UNHEARD).late):
                best[number] = cue
        late = sorted(abs(cue.late) for cue in best.values())
        if len(best) == len(plan["cues"]) and late[-1] < 0.080 and late[int(len(late) * 0.95) - 1] < 0.040:
            break
    assert [cue["text"] for number, cue in enumerate(plan["cues"]) if number not in best] == []
    assert len(best) > 20
    assert late[-1] < 0.080, best
    assert late[int(len(late) * 0.95) - 1] < 0.040, best


@pytest.mark.slow(60)
@pytest.mark.sound
def test_the_chimes_are_heard(sound_server: SoundServer, stretchcoach: Run) -> None:
    options = ("quads-standing", "--hold", "5s", "--detail", "count")
    plan = json.loads(stretchcoach("plan", *options, "--json").stdout)
    kinds = {segment["kind"] for segment in plan["segments"]}
    assert {"hold", "release", "switch"} <= kinds
    unheard = {"hold-begins", "hold-ends", "change-sides"}
    for _session in range(_SESSIONS):
        with sound_server.recording() as recorder:
            began = time.monotonic()
            assert stretchcoach("play", *options, "--speed", "2").returncode == 0
            recording = recorder.recording()
        half = (time.monotonic() - began) / 2
        for name in set(unheard):
            _at, score = recording.find(read_sound(ASSETS / "sounds" / f"{name}.flac"), began + half, half)
            if score > CERTAIN:
                unheard.remove(name)
        if not unheard:
            break
    assert not unheard


def listen_until(moment: float) -> None:
    until(lambda: time.monotonic() > moment, "the first word")


@pytest.mark.slow(20)
@pytest.mark.timeout(600)
@pytest.mark.sound
def test_a_quiet_tone_comes_before_the_first_word(sound_server: SoundServer, stretchcoach: Run, own_home: Path) -> None:
    preferences = Preferences(lead_in=True)
    SettingsFile(own_home / "config/stretchcoach/settings.toml").save(preferences)
    plan = json.loads(stretchcoach("plan", *SHORT, "--json").stdout)
    first = plan["cues"][0]
    path = kept_lines(own_home / "cache/stretchcoach", preferences).path(first["text"])
    assert path is not None
    line, tone = read_sound(path), read_sound(ASSETS / "sounds" / "lead-in.flac")
    assert abs(tone).max() < 0.3 * abs(line).max()
    scores = []
    for _session in range(_SESSIONS):
        with sound_server.recording() as recorder, playing() as began:
            said_by = began + first["at"] + first["seconds"] + 0.5
            until(partial(is_past, said_by), "the end of the first line")
            recording = recorder.recording()
        said, line_score = recording.find(line, began + first["at"], 1.0)
        rung, tone_score = recording.find(tone, said - 1.5, 0.5)
        scores.append((line_score, tone_score, said - rung))
        if min(line_score, tone_score) > CERTAIN and said - rung == pytest.approx(1.5, abs=0.25):
            return
    pytest.fail(f"heard: {scores}")
