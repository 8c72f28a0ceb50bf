"""Every setting states its range or its choices, and refuses anything else."""

import math
from typing import Any

import pytest

from stretchcoach.domain.ranges import OutOfRangeError
from stretchcoach.domain.side import Side
from stretchcoach.settings.preferences import SETTINGS, Preferences


def with_setting(name: str, value: object) -> Preferences:
    wanted: dict[str, Any] = {name: value}
    return Preferences(**wanted)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_has_words_and_refuses_what_it_does_not_allow(name: str) -> None:
    setting = SETTINGS[name]
    usual = getattr(Preferences(), name)
    assert setting.label.strip()
    assert setting.help.strip().endswith(".")
    assert usual is not None or setting.unset
    if setting.within is not None:
        within = setting.within
        assert usual is None or usual in within
        for good in (within.least, within.most):
            assert getattr(with_setting(name, good), name) == good
        least_off = 0.01 if isinstance(usual, float) else 1
        for bad in (within.least - least_off, within.most + least_off, math.nan, math.inf, -math.inf):
            with pytest.raises(OutOfRangeError) as refused:
                with_setting(name, bad)
            assert str(within) in str(refused.value)
            assert setting.label in str(refused.value)
    if setting.choices:
        choices = [choice for choice, _label in setting.choices]
        assert usual in choices
        assert all(label.strip() for _choice, label in setting.choices)
        for choice in choices:
            assert getattr(with_setting(name, choice), name) is choice
        with pytest.raises(OutOfRangeError) as refused:
            with_setting(name, "unheard-of")
        assert all(choice in str(refused.value) for choice in choices)


def test_both_sides_is_no_first_side() -> None:
    with pytest.raises(OutOfRangeError, match="left, right"):
        Preferences(first_side=Side.BOTH)


def test_the_breath_consists_of_three_settings() -> None:
    breath = Preferences(inhale_seconds=4, exhale_seconds=6, pause_seconds=1).breath
    assert (breath.inhale, breath.exhale, breath.pause) == (4, 6, 1)
