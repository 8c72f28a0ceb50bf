"""What is proposed, after which sessions, and why; and what holds for every past."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from stretchcoach.domain.feeling import Feeling
from stretchcoach.domain.hold import Hold
from stretchcoach.progression.past_hold import PastHold
from stretchcoach.progression.rule import AWAY, Proposal, Reason, propose
from stretchcoach.routine.dose import Dose
from tests.strategies import holds

FIVE, SIX = Hold(5, "b"), Hold(6, "b")
DOSE = Dose(FIVE, (Hold(3, "b"), Hold(9, "b")))
TODAY = dt.date(2026, 11, 21)
EASY, RIGHT, TOO_MUCH = (Feeling.EASY,), (Feeling.JUST_RIGHT,), (Feeling.TOO_MUCH,)


def past(
    *feelings: tuple[Feeling, ...], planned: Hold = FIVE, eased: bool = False, days_ago: int = 1
) -> list[PastHold]:
    """Sessions two days apart, the last one `days_ago`."""
    last = TODAY - dt.timedelta(days=days_ago)
    days = (last - dt.timedelta(days=2 * back) for back in reversed(range(len(feelings))))
    return [PastHold(day, planned, feeling, eased) for day, feeling in zip(days, feelings, strict=True)]


def proposed(
    sessions: list[PastHold], current: Hold = FIVE, dose: Dose = DOSE, minutes: float = 2.0
) -> Proposal | None:
    return propose(current, dose, sessions, minutes, TODAY)


def test_three_easy_sessions_ask_for_a_breath_more() -> None:
    assert proposed(past(EASY, EASY, EASY)) == Proposal(FIVE, SIX, Reason.EASY, 3)


def test_three_sessions_that_were_right_do_as_well() -> None:
    assert proposed(past(RIGHT, EASY, RIGHT)) == Proposal(FIVE, SIX, Reason.GOOD, 3)


def test_two_are_not_enough() -> None:
    assert proposed(past(EASY, EASY)) is None


def test_sessions_without_an_answer_say_nothing_and_take_nothing_away() -> None:
    assert proposed(past((), (), ())) is None
    assert proposed(past(EASY, (), EASY, (), RIGHT)) == Proposal(FIVE, SIX, Reason.GOOD, 3)


def test_both_sides_have_to_be_good() -> None:
    uneven = (Feeling.EASY, Feeling.TOO_MUCH)
    found = proposed(past(EASY, EASY, uneven))
    assert found is not None
    assert found.reason is Reason.TOO_MUCH


def test_sessions_with_another_length_do_not_count() -> None:
    assert proposed([*past(EASY, EASY, planned=Hold(4, "b"), days_ago=5), *past(EASY)]) is None
    assert proposed(past(EASY, EASY, EASY, planned=SIX)) is None


def test_too_much_asks_for_a_breath_less_at_once() -> None:
    assert proposed(past(EASY, EASY, TOO_MUCH)) == Proposal(FIVE, Hold(4, "b"), Reason.TOO_MUCH, 1)


def test_easing_off_once_is_a_whim_and_twice_is_not() -> None:
    eased = past(RIGHT, eased=True)
    assert proposed([*past(EASY, EASY, days_ago=3), *eased]) is None
    assert proposed(past(RIGHT, RIGHT, eased=True)) == Proposal(FIVE, Hold(4, "b"), Reason.EASED_OFF, 2)


def test_no_more_than_the_stretch_is_advised_for() -> None:
    nine = Hold(9, "b")
    assert proposed(past(EASY, EASY, EASY, planned=nine), current=nine) is None


def test_no_less_than_is_advised() -> None:
    three = Hold(3, "b")
    assert proposed(past(TOO_MUCH, planned=three), current=three) is None


def test_no_more_for_a_muscle_that_has_enough() -> None:
    assert proposed(past(EASY, EASY, EASY), minutes=10.0) is None
    assert proposed(past(EASY, EASY, TOO_MUCH), minutes=10.0) is not None


def test_after_four_weeks_it_starts_lower() -> None:
    assert proposed(past(EASY, EASY, EASY, days_ago=35)) == Proposal(FIVE, Hold(3, "b"), Reason.AWAY, 0, weeks_away=5)
    assert proposed(past(EASY, EASY, EASY, days_ago=27)) == Proposal(FIVE, SIX, Reason.EASY, 3)


def test_seconds_go_by_five() -> None:
    dose = Dose(Hold(60, "s"), (Hold(20, "s"), Hold(90, "s")))
    sixty = Hold(60, "s")
    for feelings, after in (((EASY,) * 3, 65), ((TOO_MUCH,), 55)):
        found = proposed(past(*feelings, planned=sixty), current=sixty, dose=dose)
        assert found is not None
        assert found.after == Hold(after, "s")


def test_the_bound_holds_in_whatever_is_counted() -> None:
    ninety = Hold(90, "s")
    assert proposed(past(EASY, EASY, EASY, planned=ninety), current=ninety) is None
    found = proposed(past(EASY, EASY, EASY, planned=Hold(85, "s")), current=Hold(85, "s"))
    assert found is not None
    assert found.after == ninety


@st.composite
def pasts(draw: st.DrawFn) -> list[PastHold]:
    days = sorted(draw(st.lists(st.integers(0, 90), max_size=12)), reverse=True)
    feelings = st.lists(st.sampled_from(Feeling), max_size=2).map(tuple)
    planned = st.sampled_from([FIVE, SIX, Hold(30, "s")])
    return [
        PastHold(TODAY - dt.timedelta(days=ago), draw(planned), draw(feelings), draw(st.booleans())) for ago in days
    ]


@given(pasts(), holds(), st.floats(0, 30))
def test_whatever_was_done_a_proposal_is_a_small_step_within_its_bounds(
    sessions: list[PastHold], current: Hold, minutes: float
) -> None:
    found = proposed(sessions, current=current, minutes=minutes)
    if found is None:
        return
    assert found.before == current
    assert found.after.unit == current.unit
    assert found.after != current
    step = 1 if current.unit == "b" else 5
    if found.after.amount > current.amount:
        assert found.after.amount - current.amount <= step
        assert found.reason in (Reason.EASY, Reason.GOOD)
        assert minutes < 10
    elif found.reason is not Reason.AWAY:
        assert current.amount - found.after.amount <= step
    else:
        assert TODAY - sessions[-1].day >= AWAY


@given(pasts())
def test_taking_up_a_proposal_leaves_nothing_to_propose_until_it_was_tried(sessions: list[PastHold]) -> None:
    found = proposed(sessions)
    if found is not None and found.reason is not Reason.AWAY and found.after != sessions[-1].planned:
        assert proposed(sessions, current=found.after) is None


@pytest.mark.parametrize("sessions", [[], past(TOO_MUCH, planned=SIX)])
def test_nothing_is_proposed_out_of_nothing(sessions: list[PastHold]) -> None:
    assert proposed(sessions) is None
