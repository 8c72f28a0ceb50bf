"""What every timeline has in common, whatever the routine, the person and the voice."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.routine.library import Library
from stretchcoach.routine.line import Line
from stretchcoach.routine.routine import Routine
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.line_placement import CHIME_SECONDS
from stretchcoach.session.segment_spec import GAP_SECONDS
from stretchcoach.session.timeline import Chime, Segment, SegmentKind, Timeline
from stretchcoach.settings.choices import Detail
from stretchcoach.settings.preferences import Preferences
from tests.strategies import preferences, routines, timelines, voices

TINY = 1e-6


def steady(text: str) -> float:
    return 0.3 + 0.06 * len(text)


@given(timelines())
def test_segments_follow_each_other_without_gap(timeline: Timeline) -> None:
    assert timeline.segments[0].start == 0
    for before, after in itertools.pairwise(timeline.segments):
        assert after.start == before.end
        assert before.seconds > 0
    assert timeline.seconds == timeline.segments[-1].end


@given(timelines())
def test_every_cue_lies_wholly_inside_its_segment(timeline: Timeline) -> None:
    for cue in timeline.cues:
        segment = timeline.segments[cue.segment]
        assert segment.start <= cue.at
        assert cue.end <= segment.end + TINY


@given(timelines())
def test_cues_keep_their_distance(timeline: Timeline) -> None:
    for before, after in itertools.pairwise(timeline.cues):
        apart = after.at - before.end
        assert apart > 0
        if before.segment == after.segment:
            assert apart >= GAP_SECONDS - TINY


@given(routines(), preferences(), voices())
def test_a_cue_takes_as_long_as_the_voice_takes(
    routine: Routine, wanted: Preferences, voice: Callable[[str], float]
) -> None:
    for cue in compile_timeline(routine, wanted, voice).cues:
        assert cue.seconds == voice(cue.text)


@given(timelines())
def test_no_open_place_is_spoken(timeline: Timeline) -> None:
    for cue in timeline.cues:
        assert "{" not in cue.text
        assert cue.text.strip()


def of_side(timeline: Timeline, side: Side) -> list[tuple[object, ...]]:
    return [
        (segment.kind, segment.seconds, segment.rep, segment.reps, segment.breaths, segment.exercise, segment.chime)
        for segment in timeline.segments
        if segment.side is side
    ]


@given(timelines())
def test_both_sides_are_done_alike(timeline: Timeline) -> None:
    assert of_side(timeline, Side.LEFT) == of_side(timeline, Side.RIGHT)


@given(timelines())
def test_both_sides_are_told_alike(timeline: Timeline) -> None:
    def told(side: Side) -> list[float]:
        starts = {index: one.start for index, one in enumerate(timeline.segments) if one.side is side}
        return [cue.at - starts[cue.segment] for cue in timeline.cues if cue.segment in starts]

    assert told(Side.LEFT) == pytest.approx(told(Side.RIGHT))


@given(timelines())
def test_the_first_side_comes_first_in_every_block(timeline: Timeline) -> None:
    sides = [side for side, _run in itertools.groupby(timeline.segments, lambda one: one.side) if side is not Side.BOTH]
    first = timeline.preferences.first_side
    assert sides == [first, first.other] * (len(sides) // 2)


@given(timelines())
def test_holds_and_breaths_are_as_long_as_was_wished(timeline: Timeline) -> None:
    breath = timeline.breath
    exercises = list(timeline.routine.exercises)
    for segment in timeline.segments:
        if segment.hold is not None and segment.exercise is not None:
            exercise = exercises[segment.exercise]
            wished = exercise.dose_for(timeline.preferences).hold
            assert segment.hold == wished
            assert segment.seconds == pytest.approx(wished.seconds(breath))
        if segment.kind is SegmentKind.INHALE:
            assert segment.seconds == breath.inhale
        if segment.kind is SegmentKind.EXHALE:
            assert segment.seconds == breath.exhale + breath.pause


@given(timelines())
def test_every_instruction_is_said(timeline: Timeline) -> None:
    """What has to be known is never dropped for want of time: the phase waits for it."""
    told = {timeline.segments[cue.segment].kind for cue in timeline.cues}
    for kind in (SegmentKind.SET_UP, SegmentKind.SWITCH, SegmentKind.REST, SegmentKind.FINISH):
        if any(segment.kind is kind for segment in timeline.segments):
            assert kind in told
    if timeline.preferences.detail is not Detail.COUNT:
        for index, segment in enumerate(timeline.segments):
            if segment.kind is SegmentKind.MOVE_IN and segment.stretch is not None:
                said = [cue for cue in timeline.cues if cue.segment == index]
                assert len(said) == len(segment.stretch.script.move_in)


@given(timelines())
def test_a_chime_rings_alone(timeline: Timeline) -> None:
    for segment in timeline.segments:
        if segment.chime is not None:
            for cue in timeline.cues:
                assert cue.end <= segment.start + TINY or cue.at >= segment.start + CHIME_SECONDS


@given(timelines())
def test_nothing_is_said_twice_in_a_hold(timeline: Timeline) -> None:
    """Each thing to mind once, unless its stretch writes it twice."""
    for index, segment in enumerate(timeline.segments):
        if segment.kind is SegmentKind.HOLD and segment.stretch is not None and segment.breaths is not None:
            counts = [cue.text for cue in timeline.cues if cue.segment == index and cue.text[0].isdigit()]
            assert len(counts) == len(set(counts))


@given(routines(), preferences(), voices())
def test_the_same_wishes_make_the_same_timeline(
    routine: Routine, wanted: Preferences, voice: Callable[[str], float]
) -> None:
    assert compile_timeline(routine, wanted, voice) == compile_timeline(routine, wanted, voice)


def test_the_countdown_is_even(library: Library) -> None:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(), steady)
    hold = next(index for index, segment in enumerate(timeline.segments) if segment.kind is SegmentKind.HOLD)
    counts = [
        cue.at - timeline.segments[hold].start
        for cue in timeline.cues
        if cue.segment == hold and (cue.text[0].isdigit() or cue.text.startswith("Last"))
    ]
    assert counts == pytest.approx([10.0, 20.0, 30.0, 40.0])


def kinds(segments: tuple[Segment, ...], side: Side) -> list[str]:
    return [f"{segment.stretch.id}:{segment.kind}" for segment in segments if segment.side is side and segment.stretch]


def test_the_strap_is_hooked_once_per_leg(library: Library) -> None:
    timeline = compile_timeline(library.routines["low-back-relief"], replace(Preferences(), reps=1), steady)
    left = kinds(timeline.segments, Side.LEFT)
    assert left[:8] == [
        "lying-hamstring:set_up",
        "lying-hamstring:inhale",
        "lying-hamstring:exhale",
        "lying-hamstring:move_in",
        "lying-hamstring:hold",
        "inner-thigh:set_up",
        "inner-thigh:move_in",
        "inner-thigh:hold",
    ]
    said = [cue.text for cue in timeline.cues if timeline.segments[cue.segment].side is Side.LEFT]
    assert sum("Hook the strap" in text for text in said) == 1
    assert sum("take the strap off" in text for text in said) == 1


def test_a_line_that_does_not_fit_takes_its_shorter_wording(library: Library) -> None:
    routine = library.routines["seated-hamstring"]
    quick = replace(Preferences(), inhale_seconds=2.0, exhale_seconds=2.0)

    def said(wanted: Preferences) -> list[str]:
        timeline = compile_timeline(routine, wanted, steady)
        return [cue.text for cue in timeline.cues if timeline.segments[cue.segment].kind is SegmentKind.INHALE]

    assert said(Preferences())[0] == "Breathe in and lift your arms."
    assert said(quick)[0] == "Breathe in, arms up."


def test_an_endless_line_is_left_out_of_a_breath_and_waited_for_in_a_set_up(library: Library) -> None:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda _text: 20.0)
    told = {timeline.segments[cue.segment].kind for cue in timeline.cues}
    assert SegmentKind.INHALE not in told
    assert SegmentKind.SET_UP in told
    set_up = next(segment for segment in timeline.segments if segment.kind is SegmentKind.SET_UP)
    assert set_up.seconds > 60


def test_a_hold_of_this_stretch_goes_before_one_for_all(library: Library) -> None:
    wanted = replace(Preferences(), hold=Hold(2, "b"), holds={"quads-lying": Hold(45, "s")})
    timeline = compile_timeline(library.routines["low-back-relief"], wanted, steady)
    held = {segment.stretch.id: segment.hold for segment in timeline.segments if segment.hold and segment.stretch}
    assert held["quads-lying"] == Hold(45, "s")
    assert held["inner-thigh"] == Hold(2, "b")


def test_a_hold_for_all_leaves_the_quiet_breathing_alone(library: Library) -> None:
    wanted = replace(Preferences(), hold=Hold(5, "s"))
    timeline = compile_timeline(library.routines["low-back-relief"], wanted, steady)
    lengths = {segment.stretch.id: segment.seconds for segment in timeline.segments if segment.hold and segment.stretch}
    assert lengths["settle"] == 60
    assert lengths["quads-lying"] == 5


def said_first(routine: Routine, detail: Detail, caution: Line | None) -> list[str]:
    timeline = compile_timeline(replace(routine, caution=caution), Preferences(detail=detail), steady)
    return [cue.text for cue in timeline.cues if cue.segment == 0]


@pytest.mark.parametrize("detail", Detail)
def test_what_to_mind_is_said_before_every_stretch_whatever_else_a_routine_says(
    library: Library, detail: Detail
) -> None:
    own = Line("Mind the left knee.", "Mind the knee.")
    general, knee = library.coaching.caution.wordings(detail)[0], own.wordings(detail)[0]
    settle = library.routines["settle"]
    for routine in library.routines.values():
        assert said_first(routine, detail, None).count(general) == 1
        if routine is not settle:
            said = said_first(routine, detail, own)
            assert said.index(knee) == said.index(general) + 1
    assert general not in said_first(settle, detail, settle.caution)


@pytest.mark.parametrize("detail", list(Detail))
def test_less_detail_says_less(library: Library, detail: Detail) -> None:
    def words(one: Detail) -> int:
        timeline = compile_timeline(library.routines["seated-hamstring"], replace(Preferences(), detail=one), steady)
        return sum(len(cue.text.split()) for cue in timeline.cues)

    order = [Detail.COUNT, Detail.BRIEF, Detail.FULL]
    for less in order[: order.index(detail)]:
        assert words(less) < words(detail)


def test_a_tone_rings_before_the_first_word_where_that_is_wanted(library: Library) -> None:
    for routine in library.routines.values():
        plain, led_in = (compile_timeline(routine, Preferences(lead_in=wanted), steady) for wanted in (False, True))
        assert led_in.segments[0].chime is Chime.LEAD_IN
        assert led_in.cues[0].at == CHIME_SECONDS
        assert plain.cues[0].at < 0.3
        assert [segment.chime for segment in led_in.segments[1:]] == [segment.chime for segment in plain.segments[1:]]
        assert Chime.LEAD_IN not in {segment.chime for segment in plain.segments}


def test_the_last_warm_up_breath_is_led_in_and_says_its_own_line(library: Library) -> None:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda text: 0.05 * len(text))
    inhaled = [
        cue.text for cue in timeline.cues if timeline.segments[cue.segment].kind is SegmentKind.INHALE and cue.at < 80
    ]
    assert inhaled == [
        "Breathe in and lift your arms.",
        "Breathe in, and grow tall.",
        "Breathe in, arms up again.",
        "Last one. Breathe in and lift your arms.",
    ]


def test_a_last_breath_without_room_for_two_words_more_keeps_its_own_line(library: Library) -> None:
    timeline = compile_timeline(library.routines["seated-hamstring"], Preferences(), lambda text: 0.12 * len(text))
    last = next(one for one in timeline.segments if one.kind is SegmentKind.INHALE and one.rep == one.reps)
    (said,) = [cue.text for cue in timeline.cues if cue.segment == timeline.segments.index(last)]
    assert said == "Last one. Breathe in, arms up."
