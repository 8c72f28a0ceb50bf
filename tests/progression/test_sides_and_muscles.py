"""What is told of sides and muscles, and proposals in words."""

import pytest
from hypothesis import given, strategies as st

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.progression.muscles import minutes_by_muscle
from stretchcoach.progression.rule import Proposal, Reason
from stretchcoach.progression.sides import Uneven, uneven
from stretchcoach.progression.wording import proposal_words, uneven_words

SECONDS = st.floats(0, 1e6)


@given(SECONDS, SECONDS)
def test_sides_are_told_apart_alike_from_left_and_right(left: float, right: float) -> None:
    one, other = uneven(left, right), uneven(right, left)
    assert (one is None) is (other is None)
    if one is not None and other is not None:
        assert one == Uneven(other.less.other, other.less_seconds, other.more_seconds)
        assert one.less_seconds < one.more_seconds


@pytest.mark.parametrize(
    ("left", "right", "less"),
    [(100, 100, None), (90, 100, None), (89, 100, Side.LEFT), (100, 50, Side.RIGHT), (0, 30, Side.LEFT), (0, 0, None)],
)
def test_more_than_a_tenth_is_a_difference(left: float, right: float, less: Side | None) -> None:
    found = uneven(left, right)
    assert (None if found is None else found.less) is less


def test_a_muscle_has_what_its_stretches_had_on_its_better_side() -> None:
    seconds = {("seated", Side.LEFT): 60.0, ("seated", Side.RIGHT): 90.0, ("lying", Side.LEFT): 120.0}
    seconds |= {("settle", Side.BOTH): 60.0, ("gone", Side.LEFT): 600.0}
    muscles = {"seated": ("hamstrings",), "lying": ("hamstrings", "calves"), "settle": ("breath",)}
    assert minutes_by_muscle(seconds, muscles) == {"hamstrings": 3.0, "calves": 2.0, "breath": 1.0}


@pytest.mark.parametrize(
    ("proposal", "words"),
    [
        (
            Proposal(Hold(5, "b"), Hold(6, "b"), Reason.EASY, 3),
            "3 easy sessions in a row. Your hold is 5 breaths. Try 6?",
        ),
        (
            Proposal(Hold(30, "s"), Hold(35, "s"), Reason.GOOD, 3),
            "3 good sessions in a row. Your hold is 30 seconds. Try 35?",
        ),
        (
            Proposal(Hold(60, "s"), Hold(40, "s"), Reason.AWAY, 0, weeks_away=6),
            "Welcome back after 6 weeks. Your hold is 60 seconds. Try 40?",
        ),
        (
            Proposal(Hold(5, "b"), Hold(4, "b"), Reason.TOO_MUCH, 1),
            "Last time was too much, and that is good to know. Your hold is 5 breaths. Try 4?",
        ),
        (
            Proposal(Hold(5, "b"), Hold(4, "b"), Reason.EASED_OFF, 2),
            "You eased off when you needed to, and that was wise. Your hold is 5 breaths. Try 4?",
        ),
    ],
)
def test_a_proposal_says_why_and_asks(proposal: Proposal, words: str) -> None:
    assert proposal_words(proposal) == words


def test_a_difference_is_said_in_hundredths() -> None:
    assert uneven_words(Uneven(Side.LEFT, 75, 100)) == (
        "You held your left side 25 % less than your right in the last four weeks."
    )
    assert uneven_words(Uneven(Side.RIGHT, 0, 100)) == (
        "You held your right side 100 % less than your left in the last four weeks."
    )
