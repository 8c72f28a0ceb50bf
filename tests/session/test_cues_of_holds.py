"""What is said and heard in a hold, as the person wants it: half of it, what is left, the last seconds, or nothing."""

from itertools import pairwise

import pytest
from hypothesis import given

from stretchcoach.domain.hold import Hold
from stretchcoach.session.chapters import chapters_of
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.timeline import Chime, Cue, Segment, SegmentKind, Timeline
from stretchcoach.settings.choices import Detail, LastSeconds
from stretchcoach.settings.preferences import Preferences
from tests.strategies import library, timelines


def spoken(text: str) -> float:
    return 0.35 + 0.03 * len(text)


def first_hold(preferences: Preferences) -> tuple[Timeline, Segment, list[Cue]]:
    timeline = compile_timeline(library().routines["quads-lying"], preferences, spoken)
    index = next(index for index, one in enumerate(timeline.segments) if one.kind is SegmentKind.HOLD)
    return timeline, timeline.segments[index], [cue for cue in timeline.cues if cue.segment == index]


def said(preferences: Preferences) -> dict[str, float]:
    """Each line of the first hold, and how long before its end it is said."""
    _timeline, hold, cues = first_hold(preferences)
    return {cue.text: round(hold.end - cue.at, 2) for cue in cues}


QUIET = Detail.COUNT
"""Lines of the stretch itself do not stand in the way of counts."""


def test_halfway_is_said_or_not() -> None:
    hold = Preferences(hold=Hold(60, "s"), detail=QUIET, time_left_seconds=0)
    assert said(hold)["Halfway."] == 30.0
    assert "Halfway." not in said(Preferences(hold=Hold(60, "s"), detail=QUIET, time_left_seconds=0, halfway=False))


def test_the_time_left_is_said_every_so_often() -> None:
    lines = said(Preferences(hold=Hold(150, "s"), detail=QUIET, time_left_seconds=30, halfway=False))
    left = {text: at for text, at in lines.items() if text.endswith("left.")}
    assert left == {
        "2 minutes left.": 120.0,
        "90 seconds left.": 90.0,
        "1 minute left.": 60.0,
        "30 seconds left.": 30.0,
        "10 seconds left.": 10.0,
    }


def test_of_a_hold_in_breaths_the_breaths_left_are_said() -> None:
    lines = said(Preferences(hold=Hold(20, "b"), detail=QUIET, time_left_seconds=60, halfway=False))
    assert {"18 breaths left.": 180.0, "12 breaths left.": 120.0, "6 breaths left.": 60.0}.items() <= lines.items()


def test_the_last_three_seconds_are_counted_in_words() -> None:
    lines = said(Preferences(hold=Hold(30, "s"), last_seconds=LastSeconds.WORDS))
    assert {"Three.": 3.0, "Two.": 2.0, "One.": 1.0}.items() <= lines.items()


def test_the_last_three_seconds_tick() -> None:
    timeline, hold, cues = first_hold(Preferences(hold=Hold(30, "s"), last_seconds=LastSeconds.TICKS))
    ticks = [round(hold.end - at, 3) for at, chime in timeline.chimes if chime is Chime.TICK]
    in_hold = [before for before in ticks if 0 < before < hold.seconds]
    assert in_hold == [3.0, 2.0, 1.0]
    assert "Three." not in [cue.text for cue in cues]


@pytest.mark.parametrize("hold", [Hold(60, "s"), Hold(8, "b")])
@pytest.mark.parametrize("detail", Detail)
def test_in_a_quiet_hold_nothing_is_said_between_its_beginning_and_its_last_breath(hold: Hold, detail: Detail) -> None:
    preferences = Preferences(hold=hold, detail=detail, quiet_hold=True, last_seconds=LastSeconds.WORDS)
    _timeline, segment, cues = first_hold(preferences)
    first, *others = cues
    assert first.text.startswith("Hold")
    assert others
    assert all(cue.at >= segment.end - preferences.breath.seconds - 1e-6 for cue in others)


@given(timelines())
def test_chapters_follow_each_other_and_name_every_stretch_and_side(timeline: Timeline) -> None:
    chapters = chapters_of(timeline)
    assert chapters[0].start == 0.0
    assert chapters[-1].end == timeline.seconds
    assert all(one.end == other.start for one, other in pairwise(chapters))
    assert all(one.end > one.start for one in chapters)
    spots = {(one.exercise, one.side) for one in timeline.segments if one.exercise is not None}
    assert len(chapters) == len(spots) + 2


def test_chapters_have_names_for_people() -> None:
    timeline = compile_timeline(library().routines["seated-hamstring"], Preferences(), spoken)
    titles = [chapter.title for chapter in chapters_of(timeline)]
    assert titles == ["Getting started", "Seated hamstring, left", "Seated hamstring, right", "Finish"]
