"""No two lines ever sound together, whatever is pressed when: a real coach and mixer, and a device that reads ahead."""

from collections.abc import Callable

import numpy as np
from hypothesis import given, settings, strategies as st

from stretchcoach.audio.live_mix import LiveMix
from stretchcoach.audio.mixer import Bus
from stretchcoach.audio.samples import SAMPLE_RATE
from stretchcoach.domain.hold import Hold
from stretchcoach.journal.recorder import NullRecorder
from stretchcoach.routine.routine import Routine
from stretchcoach.session.coach import Coach
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import Chime, Cue, Timeline
from stretchcoach.settings.preferences import Preferences
from tests.strategies import library, voices

BLOCK = SAMPLE_RATE * 120 // 1000
DELAY = 0.08
LEVEL = 0.25
PRESSES: dict[str, Callable[[Coach], object]] = {
    "+": Coach.hold_longer,
    "-": Coach.ease_off,
    "s": Coach.swap,
    "space": Coach.pause_or_resume,
    "next": Coach.skip,
    "back": Coach.back,
}


class Room:
    """A device that reads a block of 120 ms whenever it has played one, and a voice whose lines are steady tones."""

    def __init__(self, routine: Routine, preferences: Preferences, spoken: Callable[[str], float]) -> None:
        self.now = 100.0
        self.spoken = spoken
        self.mix = LiveMix(lambda: self.now, DELAY)
        self.next_block = self.now
        self.loudest = 0.0
        self.heard = 0
        self.coach = Coach(
            Session(compile_timeline(routine, preferences, spoken)),
            self,
            NullRecorder(),
            clock=lambda: self.now,
            wall=lambda: self.now,
            spoken_seconds=spoken,
        )

    def say(self, cue: Cue, after: float) -> None:
        samples = np.full(round(self.spoken(cue.text) * SAMPLE_RATE), LEVEL, dtype=np.float32)
        self.mix.play(samples, self.now + after, Bus.VOICE)

    def ring(self, chime: Chime, after: float) -> None:
        """Chimes may sound with a line."""

    def stop(self) -> None:
        self.mix.stop()

    def drop_queued(self, after: float) -> None:
        self.mix.drop_from(self.now + after)

    def follow(self, timeline: Timeline, position: float, *, is_running: bool) -> None:
        """There is neither breath nor background."""

    def wait(self, seconds: float) -> None:
        """Let time pass; the window looks once in between two blocks."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(until, self.next_block)
            if self.now >= self.next_block:
                block = self.mix.read(BLOCK)[:, 0]
                self.loudest = max(self.loudest, float(block.max()))
                self.heard += int(np.count_nonzero(block))
                self.next_block += BLOCK / SAMPLE_RATE
            self.coach.tick()


@settings(max_examples=40)
@given(
    st.sampled_from(["seated-hamstring", "low-back-relief", "quads-lying"]),
    voices(),
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(sorted(PRESSES)), st.floats(0, 4)), min_size=1, max_size=12),
    st.integers(0, 14),
)
def test_no_two_lines_sound_together(
    routine: str, voice: Callable[[str], float], waits: bool, presses: list[tuple[str, float]], skipped: int
) -> None:
    preferences = Preferences(hold=Hold(12, "s"), reps=1, wait_for_me=waits)
    room = Room(library().routines[routine], preferences, voice)
    room.coach.start()
    for _phase in range(skipped):
        room.coach.skip()
    room.wait(2)
    for press, seconds in presses:
        PRESSES[press](room.coach)
        room.wait(seconds)
    assert room.loudest <= LEVEL + 1e-6


def test_every_line_of_a_session_is_heard_whole() -> None:
    """The law would be kept by a device that is silent as well."""
    room = Room(library().routines["settle"], Preferences(), lambda text: 0.3 + 0.06 * len(text))
    timeline = room.coach.tick().timeline
    room.coach.start()
    while room.coach.tick().state is State.RUNNING:
        room.wait(1.0)
    assert room.heard == sum(round((0.3 + 0.06 * len(cue.text)) * SAMPLE_RATE) for cue in timeline.cues)
    assert room.loudest == LEVEL
