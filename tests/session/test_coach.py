"""The coach, with a clock that the test sets and audio that notes what it is asked to play."""

import pytest
from hypothesis import given, strategies as st

from stretchcoach.journal.recorder import NullRecorder
from stretchcoach.routine.library import Library
from stretchcoach.session.coach import SLEPT_SECONDS, Coach
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import Chime, Cue, Timeline
from stretchcoach.settings.preferences import Preferences
from tests.soak import soak, times
from tests.strategies import library as own_library


class Clock:
    """Both clocks of a computer: one of them stops while it sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept = 0.0

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.now + self.slept


class Notebook:
    """Audio that notes what it would play, and when by the clock."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.heard: list[tuple[float, str]] = []
        self.told: list[bool] = []
        """Whether the session runs, as the breath and the background were told."""

    def play_line(self, cue: Cue, after: float) -> None:
        self.heard.append((self.clock.now + after, cue.text))

    def play_chime(self, chime: Chime, after: float) -> None:
        self.heard.append((self.clock.now + after, f"({chime})"))

    def stop(self) -> None:
        self.heard = [(at, text) for at, text in self.heard if at <= self.clock.now]

    def drop_queued(self, after: float) -> None:
        self.heard = [(at, text) for at, text in self.heard if at < self.clock.now + after]

    def follow(self, timeline: Timeline, position: float, *, is_running: bool) -> None:  # noqa: ARG002 - as in SessionAudio
        self.told.append(is_running)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timeline(library: Library) -> Timeline:
    return compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda text: 0.06 * len(text))


def make(timeline: Timeline, clock: Clock, speed: float = 1.0) -> tuple[Coach, Notebook]:
    voice = Notebook(clock)
    return Coach(
        Session(timeline),
        voice,
        NullRecorder(),
        clock=clock.monotonic,
        wall=clock.wall,
        spoken_seconds=lambda text: 0.06 * len(text),
        speed=speed,
    ), voice


@given(st.lists(st.floats(0.001, 1.4), min_size=1, max_size=8))
def test_how_often_an_interface_ticks_changes_nothing_that_is_heard(pattern: list[float]) -> None:
    timeline = compile_timeline(own_library().routines["settle"], Preferences(), lambda text: 0.06 * len(text))
    clock = Clock()
    coach, voice = make(timeline, clock)
    coach.start()
    turn = 0
    while coach.tick().state is State.RUNNING:
        clock.now += max(pattern[turn % len(pattern)], 0.02)
        turn += 1
    lines = [(at - 1000, text) for at, text in voice.heard if not text.startswith("(")]
    assert [text for _at, text in lines] == [cue.text for cue in timeline.cues]
    assert [at for at, _text in lines] == pytest.approx([cue.at for cue in timeline.cues])


def test_every_chime_rings_on_its_phase(timeline: Timeline, clock: Clock) -> None:
    coach, voice = make(timeline, clock)
    coach.start()
    while coach.tick().state is State.RUNNING:
        clock.now += 0.5
    rung = [(round(at - 1000, 3), text) for at, text in voice.heard if text.startswith("(")]
    assert rung == [(round(one.start, 3), f"({one.chime})") for one in timeline.segments if one.chime]


MINUTES = times(10, 60)
"""Ten of them are 36,000 ticks: if each lost a millionth of a second, it would show."""


@soak
def test_many_frames_lose_nothing(timeline: Timeline, clock: Clock) -> None:
    """Counted time would drift, measured time does not."""
    coach, _voice = make(timeline, clock, speed=timeline.seconds / 4000)
    coach.start()
    for _frame in range(MINUTES * 3600):
        clock.now += 1 / 60
        coach.tick()
    assert coach.tick().position / (timeline.seconds / 4000) == pytest.approx(60 * MINUTES, abs=0.001)


def test_a_machine_that_slept_finds_the_session_paused_where_it_was(timeline: Timeline, clock: Clock) -> None:
    coach, _voice = make(timeline, clock)
    coach.start()
    clock.now += 3
    before = coach.tick()
    clock.now += 1
    clock.slept += 600
    after = coach.tick()
    assert after.state is State.PAUSED
    assert after.position == before.position
    coach.resume()
    clock.now += 1
    assert coach.tick().state is State.RUNNING


def test_a_gap_in_the_clock_itself_is_a_sleep_as_well(timeline: Timeline, clock: Clock) -> None:
    coach, _voice = make(timeline, clock)
    coach.start()
    clock.now += SLEPT_SECONDS + 1
    assert coach.tick().state is State.PAUSED


def test_sleeping_before_the_start_is_no_matter(timeline: Timeline, clock: Clock) -> None:
    coach, _voice = make(timeline, clock)
    clock.now += 100
    coach.start()
    clock.now += 1
    assert coach.tick().position == pytest.approx(1)


def test_pausing_hushes_and_the_interrupted_line_is_said_again(timeline: Timeline, clock: Clock) -> None:
    coach, voice = make(timeline, clock)
    coach.start()
    clock.now += 2
    coach.pause_or_resume()
    assert coach.tick().state is State.PAUSED
    first = timeline.cues[0]
    assert [text for _at, text in voice.heard] == [first.text]
    clock.now += 3
    assert coach.tick().position == pytest.approx(2)
    coach.pause_or_resume()
    at, text = voice.heard[-1]
    assert at == pytest.approx(clock.now)
    assert text == first.text


def test_faster_than_life(timeline: Timeline, clock: Clock) -> None:
    coach, voice = make(timeline, clock, speed=2.0)
    coach.start()
    while coach.tick().state is State.RUNNING:
        clock.now += 0.25
    assert clock.now - 1000 == pytest.approx(timeline.seconds / 2, abs=0.5)
    assert voice.heard[-1][0] - 1000 == pytest.approx(timeline.cues[-1].at / 2)


def test_stop_ends_it_for_good(timeline: Timeline, clock: Clock) -> None:
    coach, voice = make(timeline, clock)
    coach.start()
    coach.stop()
    said = list(voice.heard)
    clock.now += 4
    coach.resume()
    coach.start()
    assert coach.tick().state is State.STOPPED
    assert voice.heard == said


def test_what_was_skipped_was_not_practised(timeline: Timeline, clock: Clock) -> None:
    coach, _voice = make(timeline, clock)
    coach.start()
    clock.now += 2
    coach.skip()
    coach.skip()
    clock.now += 3
    moment = coach.tick()
    assert moment.practised_seconds == pytest.approx(5)
    assert moment.position > 20


def test_a_pause_is_told_to_the_breath_and_the_background_at_once(timeline: Timeline, clock: Clock) -> None:
    """No tick may follow, as when the window shows a crash."""
    coach, voice = make(timeline, clock)
    told = []
    for act in (coach.start, coach.pause, coach.resume, coach.stop):
        act()
        told.append(voice.told[-1])
    assert told == [True, False, True, False]
