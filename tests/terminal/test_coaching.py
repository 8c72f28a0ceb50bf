"""A session in the terminal, with a clock that the test turns and hands that press in between."""

import re
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from rich.console import Console

from stretchcoach.audio.null_sound import NullSound
from stretchcoach.domain.hold import Hold
from stretchcoach.journal.recorder import NullRecorder
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library
from stretchcoach.session.coach import Coach
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.session import Session, State
from stretchcoach.session.timeline import SegmentKind, Timeline
from stretchcoach.settings.preferences import Preferences
from stretchcoach.terminal.coaching import TerminalSession
from tests.soak import soak, times

LOOK = 0.25
COARSE_LOOK = times(4, 1) * LOOK
"""Every phase and every line lasts longer than a second, so that each is shown all the same."""
ROUTINES = sorted(path.stem for path in (DATA / "routines").glob("*.toml"))

Keys = Iterator[str]


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


class Room:
    """A person before a terminal: what it shows, and a clock that goes on by a look at a time."""

    def __init__(self, timeline: Timeline, *, terminal: bool = False, look: float = LOOK) -> None:
        self.now = 1000.0
        self.look = look
        self.timeline = timeline
        self.coach = Coach(
            Session(timeline), NullSound(), NullRecorder(), clock=self._clock, wall=self._clock, spoken_seconds=steady
        )
        self.file = StringIO()
        self.console = Console(file=self.file, force_terminal=terminal, width=120)

    def _clock(self) -> float:
        return self.now

    def run(self, keys: Keys | None = None) -> str:
        """Coach while `keys` are pressed, to the end of the session; return all that was shown."""
        pressed = keys or iter(())
        TerminalSession(
            self.coach, self.console, lambda: self._wait() if (key := next(pressed, None)) is None else key
        ).run()
        assert next(pressed, None) is None, "the session ended before all was pressed"
        return self.file.getvalue()

    def _wait(self) -> str:
        self.now += self.look
        return ""

    def wait(self, seconds: float) -> Keys:
        """Press nothing for so long."""
        for _look in range(round(seconds / self.look)):
            yield self._wait()

    def skip_to(self, kind: SegmentKind) -> Keys:
        """Go forward to the next phase of that kind."""
        while self.coach.tick().segment.kind is not kind:
            yield "n"


@pytest.fixture
def timeline(library: Library) -> Timeline:
    return compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda text: 0.06 * len(text))


@pytest.fixture
def room(timeline: Timeline) -> Room:
    return Room(timeline)


def said(shown: str) -> list[str]:
    return [line[9:].rstrip() for line in shown.splitlines() if line.startswith("  ")]


def headings(shown: str) -> list[str]:
    return [line[7:].rstrip() for line in shown.splitlines() if not line.startswith("  ")]


@pytest.mark.parametrize("name", ROUTINES)
def test_every_line_is_shown_once_and_in_order(library: Library, name: str) -> None:
    timeline = compile_timeline(library.routines[name], Preferences(), lambda text: 0.06 * len(text))
    room = Room(timeline)
    shown = room.run()
    assert said(shown) == [cue.text for cue in timeline.cues]
    assert len(headings(shown)) == len(timeline.segments)
    assert room.coach.tick().state is State.FINISHED


def test_where_no_terminal_is_nothing_moves(room: Room) -> None:
    shown = room.run()
    assert "\x1b" not in shown
    assert "●" not in shown


def test_a_heading_says_stretch_side_phase_and_how_often(room: Room) -> None:
    shown = headings(room.run())
    assert shown[0] == "Seated hamstring · Getting started"
    assert "Seated hamstring · Left · Warm up · 1 of 4" in shown
    assert "Seated hamstring · Change sides" in shown
    assert shown[-1] == "Seated hamstring · Finish"


@pytest.mark.parametrize("key", [" ", "p"])
def test_space_pauses_and_goes_on(room: Room, key: str) -> None:
    def keys() -> Keys:
        yield from room.wait(14.5)
        yield key
        stood = room.coach.tick()
        assert stood.state is State.PAUSED
        yield from room.wait(3)
        assert room.coach.tick().position == stood.position
        yield key
        began = room.coach.tick()
        assert began.state is State.RUNNING
        yield from room.wait(2)
        assert room.coach.tick().position == pytest.approx(began.position + 2)
        yield "q"

    room.run(keys())


def test_n_goes_to_the_next_phase(room: Room, timeline: Timeline) -> None:
    def keys() -> Keys:
        yield from room.wait(3)
        for segment in timeline.segments[1:]:
            yield "n"
            assert room.coach.tick().position == segment.start
        yield "n"

    shown = room.run(keys())
    assert room.coach.tick().state is State.FINISHED
    assert len(headings(shown)) == len(timeline.segments)


def test_b_goes_to_the_start_of_the_phase_and_then_to_the_one_before(room: Room, timeline: Timeline) -> None:
    def keys() -> Keys:
        yield "n"
        yield "n"
        yield from room.wait(3)
        assert room.coach.tick().position == pytest.approx(timeline.segments[2].start + 3)
        yield "b"
        assert room.coach.tick().position == timeline.segments[2].start
        yield "b"
        assert room.coach.tick().position == timeline.segments[1].start
        yield "q"

    room.run(keys())


@pytest.mark.parametrize("hold", [Hold(4, "b"), Hold(40, "s")], ids=str)
def test_plus_holds_longer_and_minus_ends_the_hold(library: Library, hold: Hold) -> None:
    room = Room(compile_timeline(library.routines["seated-hamstring"], Preferences(hold=hold), steady))

    def keys() -> Keys:
        yield from room.skip_to(SegmentKind.HOLD)
        yield from room.wait(1)
        assert room.coach.tick().segment.seconds == 40
        yield "+"
        assert room.coach.tick().segment.seconds == pytest.approx(50)
        yield "-"
        assert room.coach.tick().segment.kind is SegmentKind.RELEASE
        yield "q"

    room.run(keys())


def test_s_goes_over_to_the_easier_variant(library: Library) -> None:
    room = Room(compile_timeline(library.routines["quads-lying"], Preferences(), steady))

    def keys() -> Keys:
        yield from room.skip_to(SegmentKind.HOLD)
        yield "s"
        stretch = room.coach.tick().segment.stretch
        assert stretch is not None
        assert stretch.id == "quads-standing"
        yield from room.wait(3)
        yield "q"

    assert "Quads standing instead." in room.run(keys())


@pytest.mark.parametrize(("key", "state"), [("P", State.PAUSED), ("Q", State.STOPPED)])
def test_with_caps_lock_the_keys_do_the_same(room: Room, key: str, state: State) -> None:
    def keys() -> Keys:
        yield from room.wait(3)
        yield "N"
        assert room.coach.tick().index == 1
        yield from room.wait(3)
        yield "B"
        assert room.coach.tick().position == room.timeline.segments[1].start
        yield key
        assert room.coach.tick().state is state
        if state is State.PAUSED:
            yield "q"

    room.run(keys())


@pytest.mark.parametrize("key", [*"xE\r\n", " "])
def test_any_key_says_that_the_person_is_ready(library: Library, key: str) -> None:
    """As the voice asks them to."""
    room = Room(compile_timeline(library.routines["seated-hamstring"], Preferences(wait_for_me=True), steady))

    def keys() -> Keys:
        while not room.coach.tick().pause_reason:
            yield room._wait()
        yield key
        assert room.coach.tick().segment.kind is SegmentKind.INHALE
        yield "q"

    room.run(keys())


def test_a_session_that_is_asked_to_end_stops_where_it_is(room: Room) -> None:
    asked = iter([False] * 20 + [True])
    TerminalSession(room.coach, room.console, room._wait, lambda: next(asked)).run()
    assert room.coach.tick().state is State.STOPPED
    assert room.coach.tick().position == pytest.approx(5)


def test_a_terminal_that_is_gone_stops_the_session(room: Room) -> None:
    def fail(_text: object, **_more: object) -> None:
        raise OSError(5, "Input/output error")

    room.console.print = fail  # type: ignore[assignment, method-assign]  # what rich does once the terminal is closed
    with pytest.raises(OSError, match="Input"):
        room.run()
    assert room.coach.tick().state is State.STOPPED


def test_q_stops(room: Room) -> None:
    def keys() -> Keys:
        yield from room.wait(6)
        yield "q"

    shown = room.run(keys())
    assert room.coach.tick().state is State.STOPPED
    assert room.coach.tick().position == 6
    assert said(shown) == [cue.text for cue in room.timeline.cues if cue.at <= 6]


def test_q_stops_also_while_paused(room: Room) -> None:
    room.run(iter((" ", "q")))
    assert room.coach.tick().state is State.STOPPED


def test_any_other_key_does_nothing(room: Room) -> None:
    def keys() -> Keys:
        for key in "axXE\r\n\t\x1b\x04é":
            before = room.coach.tick()
            yield key
            assert room.coach.tick() == before
        yield "q"

    room.run(keys())


@pytest.fixture
def terminal(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Room(timeline, terminal=True)


def frame_after(room: Room, approach: Callable[[], Keys]) -> str:
    """What is shown by the first look after `approach`, until the person stops."""
    seen: list[int] = []

    def keys() -> Keys:
        yield from approach()
        seen.append(len(room.file.getvalue()))
        yield room._wait()
        yield room._wait()
        yield "q"

    return room.run(keys())[seen[0] :]


def test_a_terminal_shows_breath_what_is_left_and_what_comes_next(terminal: Room) -> None:
    def approach() -> Keys:
        yield from terminal.skip_to(SegmentKind.HOLD)
        yield from terminal.wait(2)

    shown = frame_after(terminal, approach)
    assert "●" in shown
    assert "In " in shown
    assert "5 breaths left" in shown or "seconds left" in shown
    assert "next: Ease out" in shown
    assert f"/ {int(terminal.timeline.seconds) // 60}:" in shown
    assert "space pause" in shown


def test_a_terminal_shows_the_breath_out_and_which_rep_it_is(terminal: Room) -> None:
    def approach() -> Keys:
        yield from terminal.skip_to(SegmentKind.EXHALE)
        yield from terminal.wait(1)

    shown = frame_after(terminal, approach)
    assert "Out " in shown
    assert "1 of 4" in shown
    assert "next: " in shown


def test_a_terminal_shows_the_pause_in_place_of_the_breath(terminal: Room) -> None:
    def approach() -> Keys:
        yield from terminal.skip_to(SegmentKind.HOLD)
        yield " "
        yield ""

    shown = frame_after(terminal, approach)
    assert "Paused" in shown
    assert "●" not in shown


def test_a_terminal_keeps_every_line_to_be_read_again(terminal: Room) -> None:
    shown = terminal.run()
    for cue in terminal.timeline.cues:
        assert cue.text in shown


@soak
@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("routine", ROUTINES)
def test_a_narrow_terminal_breaks_no_word_and_cuts_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, routine: str, width: int
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    timeline = compile_timeline(library.routines[routine], Preferences(), lambda text: 0.06 * len(text))
    room = Room(timeline, terminal=True, look=COARSE_LOOK)
    room.console = Console(file=room.file, force_terminal=True, width=width, color_system=None)
    looks: list[str] = []

    def wait() -> str:
        looks.append(room.file.getvalue())
        return room._wait()

    TerminalSession(room.coach, room.console, wait).run()
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", room.file.getvalue())
    words = {word for cue in timeline.cues for word in cue.text.split()}
    assert words <= set(shown.split())
    for line in shown.replace("\r", "\n").splitlines():
        assert len(line.rstrip()) <= width
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", looks[-1]).replace("\r", "\n")
    assert f"/ {int(timeline.seconds) // 60}:" in last, "the clock"
    assert "q stop" in re.sub(r"\s+", " ", last), "the keys"
