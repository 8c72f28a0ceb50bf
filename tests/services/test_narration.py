"""The narration of a session: in the chosen voice, or in the next one from some segment on, but never mixed in one."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from stretchcoach.routine.library import Library
from stretchcoach.services import narration as narration_module
from stretchcoach.services.narration import Narration
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import SpokenSeconds
from stretchcoach.session.session import Session
from stretchcoach.session.timeline import Cue
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.catalogue import VoiceId
from stretchcoach.speech.engine import EngineUnavailableError, LineFailedError
from stretchcoach.speech.line_cache import LineCache, LineSpec
from stretchcoach.speech.lines import SpokenLines
from stretchcoach.speech.pronunciation import Pronunciations
from stretchcoach.speech.renderer import Renderer

HEART, OWN = VoiceId("natural", "heart"), VoiceId("system", "")
SPEEDS = {"natural": 0.05, "system": 0.08}


class Engines(Renderer):
    """Two engines that render lines as tones, at different paces. An engine may fail after some lines."""

    def __init__(self, **lasts: int) -> None:
        super().__init__(("/no/process",))
        self.lasts = lasts
        self.rendered: list[tuple[str, str]] = []
        self.lost: set[str] = set()

    def render(self, line: LineSpec, path: Path) -> None:
        if self.lasts.get(line.engine, 10_000) <= 0:
            raise EngineUnavailableError(f"{line.engine} has failed")
        if line.text in self.lost:
            raise LineFailedError("no sound")
        self.lasts[line.engine] = self.lasts.get(line.engine, 10_000) - 1
        self.rendered.append((line.engine, line.text))
        frames = round(SPEEDS[line.engine] * len(line.text) * 48_000)
        soundfile.write(path, np.full(frames, 0.1), 48_000, format="FLAC")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[LineCache]:
    made = LineCache(tmp_path)
    yield made
    made.close()


def narration(cache: LineCache, engines: Engines) -> Narration:
    return Narration([SpokenLines(voice, 125, engines, cache, Pronunciations({})) for voice in (HEART, OWN)])


@pytest.fixture
def begin(library: Library) -> "Begin":
    return Begin(library)


class Begin:
    """Makes a session from a routine."""

    def __init__(self, library: Library) -> None:
        self.routine = library.routines["seated-hamstring"]

    def __call__(self, spoken: SpokenSeconds) -> Session:
        return Session(compile_timeline(self.routine, Preferences(), spoken))


def prefetch(made: Narration, session: Session) -> None:
    made.prefetch(session.timeline, lambda _spoken: None, threading.Event(), 0.0)


def test_a_session_begins_once_its_first_lines_are_there(cache: LineCache, begin: Begin) -> None:
    engines = Engines()
    made = narration(cache, engines)
    session = made.begin(begin)
    first = [cue for cue in session.timeline.cues if cue.segment == 0]
    assert all(cue.seconds == pytest.approx(0.05 * len(cue.text)) for cue in first)
    assert len(engines.rendered) < len({cue.text for cue in session.timeline.cues}) / 3
    before = made.revision
    prefetch(made, session)
    assert made.revision.number > before.number
    whole = begin(made.known_seconds).timeline
    assert all(cue.seconds == pytest.approx(0.05 * len(cue.text)) for cue in whole.cues)
    assert {engine for engine, _text in engines.rendered} == {"natural"}
    assert not made.notices


def test_cached_lines_are_not_rendered_again_and_change_nothing(cache: LineCache, begin: Begin) -> None:
    made = narration(cache, Engines())
    prefetch(made, made.begin(begin))
    engines = Engines()
    again = narration(cache, engines)
    prefetch(again, again.begin(begin))
    assert not engines.rendered
    assert again.revision.number == 0


def test_a_missing_engine_leaves_all_lines_to_the_next(cache: LineCache, begin: Begin) -> None:
    made = narration(cache, Engines(natural=0))
    session = made.begin(begin)
    prefetch(made, session)
    assert made.revision.voice == str(OWN)
    (notice,) = made.notices
    assert "Heart can't speak (natural has failed)" in notice.what
    assert "Settings" in notice.remedy
    first = next(cue for cue in session.timeline.cues if cue.segment == 0)
    assert first.seconds == pytest.approx(0.08 * len(first.text))


@pytest.mark.parametrize("lines", [1, 3, 7, 20])
def test_an_engine_that_fails_is_replaced_for_all_lines_at_once(cache: LineCache, begin: Begin, lines: int) -> None:
    engines = Engines(natural=lines)
    made = narration(cache, engines)
    session = made.begin(begin)
    prefetch(made, session)
    assert made.revision.voice == str(OWN)
    texts = {cue.text for cue in session.timeline.cues}
    assert {text for engine, text in engines.rendered if engine == "system"} == texts
    new = begin(made.known_seconds).timeline
    assert all(cue.seconds == pytest.approx(0.08 * len(cue.text)) for cue in new.cues)


def test_the_next_voice_says_nothing_until_all_its_lines_are_there(cache: LineCache, begin: Begin) -> None:
    """Until then, the session keeps its old plan with the old lines."""
    engines = Engines(natural=12)
    made = narration(cache, engines)
    session = made.begin(begin)
    seen: list[str] = []
    render = engines.render

    def watch(line: LineSpec, path: Path) -> None:
        seen.append(made.revision.voice)
        render(line, path)

    engines.render = watch  # type: ignore[method-assign]  # a test watches it
    prefetch(made, session)
    assert set(seen) == {str(HEART)}
    assert made.revision.voice == str(OWN)


def test_lines_of_the_old_plan_are_found_in_the_old_voice(cache: LineCache, begin: Begin) -> None:
    engines = Engines(natural=12)
    made = narration(cache, engines)
    session = made.begin(begin)
    text = session.timeline.cues[0].text
    old = made.path(Cue(0.0, 1.0, text, 0))
    prefetch(made, session)
    assert made.path(Cue(0.0, 1.0, text, 0, voice=str(HEART))) == old
    assert made.path(Cue(0.0, 1.0, text, 0)) != old


def test_an_answer_that_cannot_be_rendered_changes_the_voice_too(cache: LineCache, begin: Begin) -> None:
    engines = Engines()
    made = narration(cache, engines)
    session = made.begin(begin)
    prefetch(made, session)
    engines.lasts["natural"] = 0
    asked: list[float] = []
    made.prefetch(session.timeline, lambda spoken: asked.append(spoken("One more breath.")), threading.Event(), 0.0)
    assert made.revision.voice == str(OWN)
    assert ("system", session.timeline.cues[-1].text) in engines.rendered


def test_lines_that_a_press_needs_are_rendered_and_the_session_learns_of_them(cache: LineCache, begin: Begin) -> None:
    engines = Engines()
    made = narration(cache, engines)
    session = made.begin(begin)
    prefetch(made, session)
    while made._wanted.qsize():
        made.render_wanted(threading.Event())
    before = made.revision
    assert made.known_seconds("Hold here for 6 breaths.") != pytest.approx(0.05 * 24)
    made.render_wanted(threading.Event())
    assert made.revision.number == before.number + 1
    assert made.known_seconds("Hold here for 6 breaths.") == pytest.approx(0.05 * 24)
    assert made.path(Cue(0.0, 1.0, "Hold here for 6 breaths.", 0)) is not None
    assert not made._wanted.qsize()


def test_a_line_that_failed_is_not_wanted_again(cache: LineCache, begin: Begin) -> None:
    engines = Engines()
    made = narration(cache, engines)
    prefetch(made, made.begin(begin))
    while made._wanted.qsize():
        made.render_wanted(threading.Event())
    engines.lost = {"One more."}
    for _asking in range(3):
        made.known_seconds("One more.")
    assert made._wanted.qsize() == 1
    made.render_wanted(threading.Event())
    made.known_seconds("One more.")
    assert not made._wanted.qsize()


def test_without_any_voice_a_notice_says_why(cache: LineCache, begin: Begin) -> None:
    made = narration(cache, Engines(natural=0, system=0))
    prefetch(made, made.begin(begin))
    (notice,) = made.notices
    assert "There is no voice" in notice.what
    assert "system has failed" in notice.what
    assert notice.remedy


def test_a_single_failed_line_is_reported_and_affects_no_other(cache: LineCache, begin: Begin) -> None:
    engines = Engines()
    made = narration(cache, engines)
    session = made.begin(begin)
    lost = session.timeline.cues[-1].text
    engines.lost = {lost}
    prefetch(made, session)
    assert made.revision.voice == str(HEART)
    (notice,) = made.notices
    assert "Some lines couldn't be spoken" in notice.what
    rendered = {text for _engine, text in engines.rendered}
    assert rendered == {cue.text for cue in session.timeline.cues} - {lost}


def test_with_a_slow_engine_the_session_learns_of_new_lengths_bit_by_bit(
    cache: LineCache, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narration_module, "_PUBLISH_SECONDS", 0.0)
    engines = Engines()
    made = narration(cache, engines)
    session = made.begin(begin)
    revisions: list[int] = []
    render = engines.render

    def watch(line: LineSpec, path: Path) -> None:
        revisions.append(made.revision.number)
        render(line, path)

    engines.render = watch  # type: ignore[method-assign]  # a test watches it
    prefetch(made, session)
    assert len(set(revisions)) > 5


def test_the_end_of_a_session_ends_the_rendering(cache: LineCache, begin: Begin) -> None:
    engines = Engines()
    made = narration(cache, engines)
    session = made.begin(begin)
    count = len(engines.rendered)
    ending = threading.Event()
    ending.set()
    made.prefetch(session.timeline, lambda _spoken: None, ending, 0.0)
    assert len(engines.rendered) == count


def test_lengths_for_a_plan_are_all_of_one_voice(cache: LineCache, begin: Begin) -> None:
    made = narration(cache, Engines(natural=10))
    planned = made.compile(begin).timeline
    assert all(cue.seconds == pytest.approx(0.08 * len(cue.text)) for cue in planned.cues)
