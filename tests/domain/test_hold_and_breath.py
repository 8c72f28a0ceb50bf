"""Holds and breaths as a person writes them."""

import contextlib

import pytest
from hypothesis import given, strategies as st

from stretchcoach.domain.breath import Breath
from stretchcoach.domain.hold import Hold, Unit
from stretchcoach.domain.ranges import OutOfRangeError
from tests.strategies import holds

BREATHS = st.builds(
    Breath,
    st.floats(2, 10, allow_nan=False),
    st.floats(2, 12, allow_nan=False),
    st.floats(0, 2, allow_nan=False),
)


@given(holds())
def test_a_hold_is_read_as_it_is_written(hold: Hold) -> None:
    assert Hold.parse(str(hold)) == hold
    assert Hold.parse(f"  {hold.amount} {hold.unit} ") == hold


@pytest.mark.parametrize("text", ["", " ", "30", "5x", "-3s", "1e3s", "3.5s", "s", "5bb", "5s5b", "9999999999s", "5B"])
def test_what_is_no_hold_is_told_how_one_is_written(text: str) -> None:
    with pytest.raises(ValueError, match="write seconds like 30s or breaths like 5b"):
        Hold.parse(text)


@pytest.mark.parametrize(
    ("text", "within"),
    [("0b", "1 to 30 breaths"), ("31b", "1 to 30 breaths"), ("4s", "5 to 300 s"), ("999s", "5 to 300 s")],
)
def test_a_hold_out_of_range_is_told_the_range(text: str, within: str) -> None:
    with pytest.raises(OutOfRangeError, match=within):
        Hold.parse(text)


@given(st.text() | st.from_regex(r"\s*\d*\s*[sb]?\s*", fullmatch=True))
def test_any_text_is_a_hold_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        hold = Hold.parse(text)
        assert hold.amount in hold.range


@given(holds(), st.integers(0, 30), st.integers(0, 300))
def test_a_longer_hold_stays_in_its_range_and_unit(hold: Hold, breaths: int, seconds: int) -> None:
    longer = hold.longer_by(breaths, seconds)
    assert longer.unit == hold.unit
    assert longer.amount in longer.range
    assert longer.amount >= hold.amount


@pytest.mark.parametrize(("text", "longer"), [("30s", "40s"), ("5b", "6b"), ("295s", "300s"), ("30b", "30b")])
def test_a_hold_grows_by_what_it_is_counted_in(text: str, longer: str) -> None:
    assert str(Hold.parse(text).longer_by(breaths=1, seconds=10)) == longer


@given(st.integers(5, 300), BREATHS)
def test_seconds_last_as_long_at_any_pace(amount: int, breath: Breath) -> None:
    assert Hold(amount, "s").seconds(breath) == amount


@given(st.integers(1, 30), BREATHS)
def test_breaths_last_as_long_as_the_breath(amount: int, breath: Breath) -> None:
    assert Hold(amount, "b").seconds(breath) == pytest.approx(
        amount * breath.inhale + amount * breath.exhale + amount * breath.pause
    )


def test_five_of_the_usual_breaths_are_fifty_seconds() -> None:
    assert Hold(5, "b").seconds(Breath()) == 50


@pytest.mark.parametrize(
    ("amount", "unit", "spoken"),
    [(30, "s", "30 seconds"), (5, "b", "5 breaths"), (1, "b", "1 breath")],
)
def test_a_hold_is_spoken_in_words(amount: int, unit: Unit, spoken: str) -> None:
    assert Hold(amount, unit).in_words() == spoken


@pytest.mark.parametrize(
    ("text", "breath"),
    [
        ("4.5/5.5", Breath(4.5, 5.5)),
        ("4/6/1", Breath(4, 6, 1)),
        (" 4 / 6. / 0.5 ", Breath(4, 6, 0.5)),
        ("2/2/0", Breath(2, 2, 0)),
        ("10/12/2", Breath(10, 12, 2)),
    ],
)
def test_a_breath_is_read(text: str, breath: Breath) -> None:
    assert Breath.parse(text) == breath


@pytest.mark.parametrize("text", ["", "4", "a/b", "nan/5", "inf/5", "4/6/1/1", "-4/6", "4/", "4,5/5,5", "1e1/5"])
def test_what_is_no_breath_is_told_how_one_is_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"write seconds in and out like 4\.5/5\.5"):
        Breath.parse(text)


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("1/5", "2 to 10 s"),
        ("11/5", "2 to 10 s"),
        ("4/1.9", "2 to 12 s"),
        ("4/13", "2 to 12 s"),
        ("4/6/9", "0 to 2 s"),
        (f"{'9' * 400}/5", "2 to 10 s"),
    ],
)
def test_a_breath_out_of_range_is_told_the_range(text: str, within: str) -> None:
    with pytest.raises(OutOfRangeError, match=within):
        Breath.parse(text)
